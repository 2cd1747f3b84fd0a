// The texts of the help in both languages; the rows are help.def.
#pragma once

#include <string>
#include <string_view>

#include "commands/console.h"

namespace plumb::cli {

enum class HelpId {
#define PLUMB_HELP(name, zh, en) name,
#include "help.def"
#undef PLUMB_HELP
};

[[nodiscard]] std::string_view help_text(HelpId id, Language language);

struct Command;
// All commands, or one of them with its options; columns line up by display width.
[[nodiscard]] std::string render_overview(Language language);
[[nodiscard]] std::string render_command_help(const Command& command, Language language);

}  // namespace plumb::cli
