#include <plumbline/text.h>

#include "commands/commands.h"
#include "commands/texts.h"
#include "pipeline/console.h"

namespace plumb::cli {

namespace {

// One file; its text goes to the output unless it is checked or written back.
void format_file(const std::string& path, const FormatCommand& command, const Console& console, Outcome& outcome) {
  const plumbline::Result<std::string> text = plumbline::read_text(path);
  if (!text) {
    add_messages(outcome, text.diagnostics(), console.reader(), console);
    return;
  }
  const Language reader = console.reader(plumbline::spelling_of(*text));
  const plumbline::Result<std::string> formatted = plumbline::format(path, *text, command.spelling);
  const bool differs = formatted && *formatted != *text;
  plumbline::Diagnostics unwritten;
  if (formatted && command.only_check && differs) {
    outcome.output += path + "\n";
    outcome.code = worse_of(outcome.code, ExitCode::Findings);
  } else if (formatted && command.write && differs) {
    unwritten = pipeline::write_whole_file(path, *formatted);
    if (unwritten.empty()) outcome.messages += say(Say::FormatWritten, reader, path) + "\n";
  } else if (formatted && !command.only_check && !command.write) {
    outcome.output += *formatted;
  }
  add_messages(outcome, formatted.diagnostics(), reader, console);
  add_messages(outcome, unwritten, reader, console);
}

}  // namespace

Outcome run_format(const FormatCommand& command, const Console& console) {
  Outcome outcome;
  for (const std::string& path : command.files) format_file(path, command, console, outcome);
  return outcome;
}

}  // namespace plumb::cli
