#include "pipeline/commands.h"
#include "pipeline/files.h"
#include "pipeline/texts.h"
#include "syntax/syntax.h"

namespace plumb::pipeline {

namespace {

// One file; its text goes to the output unless it is checked or written back.
void format_file(const std::string& path, const FormatCommand& command, const Console& console, Outcome& outcome) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const std::optional<std::string> text = read_file(path, syntax::SizeLimit, sink);
  const Language own = text ? syntax::detect_spelling(*text) : console.fallback;
  if (text) {
    const source::FileId file = sources.add(path, *text);
    const std::optional<std::string> formatted = syntax::format(sources, file, command.spelling.value_or(own), sink);
    const bool differs = formatted && *formatted != *text;
    if (formatted && command.only_check && differs) {
      outcome.output += path + "\n";
      outcome.code = worse_of(outcome.code, ExitCode::Findings);
    } else if (formatted && command.write && differs) {
      if (write_file(path, *formatted, sink)) {
        outcome.messages += filled(TextId::FormatWritten, console.reader(own), {path}) + "\n";
      }
    } else if (formatted && !command.only_check && !command.write) {
      outcome.output += *formatted;
    }
  }
  add_messages(outcome, sink, sources, console.reader(own), console);
}

}  // namespace

Outcome run_format(const FormatCommand& command, const Console& console) {
  Outcome outcome;
  for (const std::string& path : command.files) format_file(path, command, console, outcome);
  return outcome;
}

}  // namespace plumb::pipeline
