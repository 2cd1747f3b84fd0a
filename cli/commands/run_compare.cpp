#include <plumbline/compare.h>

#include "commands/commands.h"
#include "commands/run_steps.h"
#include "commands/texts.h"
#include "pipeline/console.h"

namespace plumb::cli {

namespace {

// What could not be written is told with what was found in the first run.
void show(const plumbline::Comparison& made, const CompareCommand& command, const Console& console, Language language,
          Outcome& outcome) {
  plumbline::ReportOptions options;
  options.format = format_named(command.format);
  options.language = language;
  options.colour = command.out.empty() && console.output_colour;
  const plumbline::Result<std::string> report = plumbline::report(made, options);
  plumbline::Diagnostics unwritten;
  if (report) {
    outcome.code = code_of(made.standing());
    if (command.out.empty()) {
      outcome.output = *report;
    } else {
      unwritten = pipeline::write_whole_file(command.out, *report);
      if (unwritten.empty()) outcome.messages = say(Say::OutWritten, language, command.out) + '\n';
    }
  }
  add_messages(outcome, report.diagnostics(), language, console);
  add_messages(outcome, made.before().diagnostics(), language, console);
  add_messages(outcome, unwritten, language, console);
}

}  // namespace

Outcome run_compare(const CompareCommand& command, const Console& console) {
  if (command.other.empty() && command.against.empty() && !command.other_readings) {
    const std::string wanted = say(Say::NothingToCompare, console.reader());
    return refuse(pipeline::refuse_usage(pipeline::UsageProblem::MissingArgument, wanted), console);
  }
  if (const std::optional<Outcome> refused = refuse_sources(command, console)) return *refused;
  const plumbline::ReadOptions reading = reading_of(command, console);
  const plumbline::RunOptions running = running_of(command, console);
  const plumbline::Rules rules = rules_for_run(command.rules);
  const Language language = console.reader(rules.spelling());
  Outcome outcome;
  const plumbline::Result<plumbline::Run> before = evaluate_on(rules, source_of(command), reading, running);
  if (!before) {
    add_messages(outcome, before.diagnostics(), language, console);
    return outcome;
  }
  const plumbline::Rules other = rules_for_run(command.other.empty() ? command.rules : command.other, command.other_readings);
  const plumbline::Source source = command.against.empty() ? source_of(command) : plumbline::Source{.path = command.against};
  const plumbline::Result<plumbline::Run> after = evaluate_on(other, source, reading, running);
  if (!after) {
    add_messages(outcome, before.diagnostics(), language, console);
    add_messages(outcome, after.diagnostics(), language, console);
    return outcome;
  }
  const plumbline::Result<plumbline::Comparison> made = plumbline::compare(*before, *after);
  if (made) show(*made, command, console, language, outcome);
  add_messages(outcome, made.diagnostics(), language, console);
  add_messages(outcome, after.diagnostics(), language, console);
  return outcome;
}

}  // namespace plumb::cli
