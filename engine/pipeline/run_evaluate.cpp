#include <algorithm>

#include "diagnostics/catalogue_command.h"
#include "diagnostics/catalogue_data.h"
#include "diagnostics/catalogue_evaluation.h"
#include "pipeline/commands.h"
#include "pipeline/describe_place.h"
#include "pipeline/evaluation.h"
#include "pipeline/files.h"
#include "pipeline/find_unit.h"
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

namespace {

RunWishes wishes_of(const EvaluateCommand& command) {
  RunWishes wishes;
  if (!command.assessment.empty()) wishes.assessment = command.assessment;
  if (!command.as_of.empty()) wishes.as_of = command.as_of;
  if (!command.period.empty()) wishes.period = command.period;
  for (const std::string& one : command.quarantine) wishes.quarantine.push_back({one, false});
  for (const std::string& one : command.quarantine_keeping) wishes.quarantine.push_back({one, true});
  wishes.all_columns = command.all_faults;
  wishes.from_snapshot = !command.snapshot.empty();
  wishes.engine = command.engine == "reference" ? Engine::Reference : Engine::Columnar;
  return wishes;
}

std::vector<std::string> defined_tables(const program::Program& program) {
  std::vector<std::string> names;
  for (uint32_t i = 0; i < program.tables.size(); ++i) {
    if (!definitions_of(program, program::TableId{i}).empty()) names.push_back(program.tables[i].name);
  }
  return names;
}

// False: reported.
bool add_listed(const EvaluateCommand& command, const program::Program& program, Summary& summary, diagnostics::Sink& sink) {
  for (const std::string& name : command.tables) {
    const std::optional<program::TableId> table = find_table(program, name, sink);
    if (!table) return false;
    if (definitions_of(program, *table).empty()) {
      sink.report(diag::NothingDefinedOfTable{.table = program.at(*table).name, .tables = {defined_tables(program)}});
    }
    if (std::find(summary.listed.begin(), summary.listed.end(), *table) == summary.listed.end()) summary.listed.push_back(*table);
  }
  if (command.all_tables) {
    for (uint32_t i = 0; i < program.tables.size(); ++i) {
      const program::TableId table{i};
      const bool is_listed = std::find(summary.listed.begin(), summary.listed.end(), table) != summary.listed.end();
      if (!is_listed && !definitions_of(program, table).empty()) summary.listed.push_back(table);
    }
  }
  if (command.format == "csv" && summary.listed.size() > 1) {
    sink.report(diag::OneTableInCsv{});
    return false;
  }
  summary.only_listed = !command.tables.empty() && !command.all_tables;
  return true;
}

// What is wrong is told beside the results as well: a file or a pipe is not looked at at once.
void add_notes(const Evaluation& evaluation, const Summary& summary, bool is_shown, source::Language language,
               diagnostics::Sink& sink) {
  report_quotas(evaluation, language, sink);
  if (!evaluation.data.faults.empty()) {
    const data::Fault& first = evaluation.data.faults.front();
    const PlaceView view{evaluation.program(), evaluation.data, evaluation.results};
    sink.report(diag::FaultsInData{.count = evaluation.data.faults.size(),
                                   .address = fault_address(view, first),
                                   .fault = describe_fault(first.kind),
                                   .units = summary.faulty});
  }
  const auto open = std::find_if(summary.units.begin(), summary.units.end(), [](const UnitRow& unit) {
    return unit.state == UnitState::Faulty || unit.state == UnitState::Pending;
  });
  if (is_shown || open == summary.units.end()) return;
  std::string key = data::key_text(evaluation.program(), evaluation.data, summary.view.table, open->row);
  if (summary.ways_on.empty()) {
    sink.report(diag::UnitsStillOpen{.faulty = summary.faulty, .pending = summary.pending, .key = std::move(key)});
    return;
  }
  sink.report(diag::UnitsWithoutResult{
      .faulty = summary.faulty,
      .pending = summary.pending,
      .key = std::move(key),
      .words = quarantine_words(summary.ways_on.front(), std::string(text(TextId::WordReason, language)))});
}

}  // namespace

Outcome run_evaluate(const EvaluateCommand& command, const Console& console) {
  if (const std::optional<Outcome> refused = refuse_sources(command.database, command.snapshot, console)) return *refused;
  check::Options options;
  options.with_findings = false;
  options.take_other_readings = command.other_readings;
  const Evaluation evaluation = evaluate_rules(command.rules, named_source(command.database, command.snapshot),
                                               wishes_of(command), options, progress_on(console, console.reader()));
  const Language language = console.reader(evaluation.rules->spelling);
  Outcome outcome;
  diagnostics::Sink& sink = evaluation.rules->sink;
  Summary summary;
  if (evaluation.is_whole) summary = summarise(evaluation);
  if (evaluation.is_whole && add_listed(command, evaluation.program(), summary, sink)) {
    outcome.code = exit_code_of(evaluation, summary);
    const bool to_terminal = command.out.empty() && console.output_colour;
    outcome.output = command.format == "json"  ? render_evaluation_json(evaluation, summary)
                     : command.format == "csv" ? render_evaluation_csv(evaluation, summary, language)
                                               : render_evaluation_table(evaluation, summary, language, to_terminal);
    add_notes(evaluation, summary, command.out.empty() && command.format == "table" && !summary.only_listed, language, sink);
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
