// Between the command line and the engine: who reads, and what is to be written where.
// Nothing here writes; a command gives its whole outcome as a value.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/text.h"
#include "pipeline/exit_code.h"
#include "source/language.h"

namespace plumb::diagnostics {
class Sink;
}
namespace plumb::source {
class SourceSet;
}

namespace plumb::pipeline {

using source::Language;

struct Console {
  std::optional<Language> language;  // --lang; empty: that of the rule file
  Language fallback = Language::Zh;  // where there is no rule file
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

// Adds all that the sink holds to the messages and raises the code to what the worst of it asks for
// (`findings_count`: warnings ask for Findings).
void add_messages(Outcome& outcome, const diagnostics::Sink& sink, const source::SourceSet& sources, Language language,
                  const Console& console, bool findings_count = false);

// The more urgent of two: Internal, Broken, Limit, Refused, DataError, Incomplete, Findings, Ok.
[[nodiscard]] ExitCode worse_of(ExitCode a, ExitCode b);

}  // namespace plumb::pipeline
