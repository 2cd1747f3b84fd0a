#include "commands/commands.h"
#include "commands/run_steps.h"
#include "commands/texts.h"
#include "pipeline/console.h"

namespace plumb::cli {

Outcome run_evaluate(const EvaluateCommand& command, const Console& console) {
  if (const std::optional<Outcome> refused = refuse_sources(command, console)) return *refused;
  const plumbline::Rules rules = rules_for_run(command.rules, command.other_readings);
  const Language language = console.reader(rules.spelling());
  plumbline::ReadOptions reading = reading_of(command, console);
  reading.all_columns = command.all_faults;
  plumbline::RunOptions running = running_of(command, console);
  running.by_reference = command.engine == "reference";
  const plumbline::Result<plumbline::Run> run = evaluate_on(rules, source_of(command), reading, running);
  Outcome outcome;
  if (!run) {
    add_messages(outcome, run.diagnostics(), language, console);
    return outcome;
  }
  plumbline::ReportOptions options;
  options.format = format_named(command.format);
  options.language = language;
  options.colour = command.out.empty() && console.output_colour;
  options.tables = command.tables;
  options.all_tables = command.all_tables;
  options.is_put_away = !command.out.empty();
  const plumbline::Result<std::string> report = plumbline::report(*run, options);
  plumbline::Diagnostics unwritten;
  if (report) {
    outcome.code = code_of(run->standing());
    if (command.out.empty()) {
      outcome.output = *report;
    } else {
      unwritten = pipeline::write_whole_file(command.out, *report);
      if (unwritten.empty()) outcome.messages = say(Say::OutWritten, language, command.out) + '\n';
    }
  }
  add_messages(outcome, report.diagnostics(), language, console);
  add_messages(outcome, unwritten, language, console);
  return outcome;
}

}  // namespace plumb::cli
