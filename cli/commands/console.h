// Between the command line and its commands: who reads, and what is to be written where.
// Nothing here writes; a command gives its whole outcome as a value.
#pragma once

#include <functional>
#include <optional>
#include <plumbline/data.h>
#include <plumbline/diagnostic.h>
#include <plumbline/run.h>
#include <string>

#include "commands/exit_code.h"

namespace plumb::cli {

using plumbline::Language;

struct Console {
  std::optional<Language> language;       // --lang; empty: that of the rule file
  Language fallback = Language::Chinese;  // where there is no rule file
  bool output_colour = false;
  bool message_colour = false;
  // The share that is done, 0 to 1000, and what is being done; may be empty.
  std::function<void(int, const std::string&)> progress;

  [[nodiscard]] Language reader() const { return language.value_or(fallback); }
  [[nodiscard]] Language reader(Language of_file) const { return language.value_or(of_file); }
};

struct Outcome {
  ExitCode code = ExitCode::Ok;
  std::string output = {};    // for standard output
  std::string messages = {};  // for standard error
};

// Adds all of it to the messages and raises the code to what the worst of it asks for (`findings_count`: warnings ask for
// Findings).
void add_messages(Outcome& outcome, const plumbline::Diagnostics& found, Language language, const Console& console,
                  bool findings_count = false);
// An outcome of nothing but messages.
[[nodiscard]] Outcome refuse(const plumbline::Diagnostics& why, const Console& console);

// The more urgent of two: Internal, Broken, Limit, Refused, DataError, Incomplete, Findings, Ok.
[[nodiscard]] ExitCode worse_of(ExitCode a, ExitCode b);
[[nodiscard]] ExitCode code_of(plumbline::Standing standing);

// Progress as lines of a console; empty where it shows none. The console must outlive the answer.
[[nodiscard]] plumbline::RowProgress reading_on(const Console& console, Language language);
[[nodiscard]] std::function<void(int)> evaluating_on(const Console& console, Language language);

}  // namespace plumb::cli
