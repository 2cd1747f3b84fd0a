// The command line → a command that is ready to run, or what is to be said instead.
#pragma once

#include <optional>
#include <vector>

#include "command.h"

namespace plumb::cli {

struct Parsed {
  const Command* command = nullptr;  // null: show `said`
  std::optional<Outcome> said;       // help, the version, a mistake
};

// Fills the targets of the command's options and the console's language.
[[nodiscard]] Parsed parse_arguments(int count, const char* const* words, const std::vector<Command>& commands, Console& console);

}  // namespace plumb::cli
