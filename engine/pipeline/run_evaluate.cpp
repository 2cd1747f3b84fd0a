#include "pipeline/commands.h"
#include "pipeline/evaluation.h"
#include "pipeline/files.h"
#include "pipeline/run_progress.h"
#include "pipeline/texts.h"

namespace plumb::pipeline {

RunProgress progress_on(const Console& console, source::Language language) {
  RunProgress progress;
  if (!console.progress) return progress;
  // Nobody knows how many rows there are: reading fills no bar, it only counts.
  progress.reading = [&console, language](std::string_view table, int64_t rows) {
    console.progress(0, filled(TextId::ProgressReading, language, {table, std::to_string(rows)}));
  };
  progress.evaluating = [&console, language](int done) {
    console.progress(done, std::string(text(TextId::ProgressEvaluating, language)));
  };
  return progress;
}

Outcome run_evaluate(const EvaluateCommand& command, const Console& console) {
  RunWishes wishes;
  if (!command.as_of.empty()) wishes.as_of = command.as_of;
  if (!command.period.empty()) wishes.period = command.period;
  for (const std::string& one : command.quarantine) wishes.quarantine.push_back({one, false});
  for (const std::string& one : command.quarantine_keeping) wishes.quarantine.push_back({one, true});
  check::Options options;
  options.with_findings = false;
  options.take_other_readings = command.other_readings;
  const Evaluation evaluation =
      evaluate_rules(command.rules, command.database, wishes, options, progress_on(console, console.reader()));

  const Language language = console.reader(evaluation.rules->spelling);
  Outcome outcome;
  diagnostics::Sink& sink = evaluation.rules->sink;
  if (evaluation.is_whole) {
    const Summary summary = summarise(evaluation);
    outcome.code = exit_code_of(evaluation, summary);
    const bool to_terminal = command.out.empty() && console.output_colour;
    outcome.output = command.format == "json"  ? render_evaluation_json(evaluation, summary)
                     : command.format == "csv" ? render_evaluation_csv(evaluation, summary, language)
                                               : render_evaluation_table(evaluation, summary, language, to_terminal);
    if (!command.out.empty()) {
      if (write_file(command.out, outcome.output, sink)) {
        outcome.messages = filled(TextId::OutWritten, language, {command.out}) + '\n';
      }
      outcome.output.clear();
    }
  }
  add_messages(outcome, sink, evaluation.rules->sources, language, console);
  return outcome;
}

}  // namespace plumb::pipeline
