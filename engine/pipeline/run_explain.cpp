#include <algorithm>

#include "diagnostics/catalogue_command.h"
#include "diagnostics/suggest_names.h"
#include "explain/explain.h"
#include "pipeline/commands.h"
#include "pipeline/evaluation.h"
#include "pipeline/explain_row.h"
#include "pipeline/find_unit.h"
#include "pipeline/quote_rules.h"
#include "pipeline/run_progress.h"

namespace plumb::pipeline {

namespace {

// The label that was named, in either spelling; reports R8020 when the grade has none such.
std::optional<uint16_t> find_label(const program::Program& program, program::DefinitionId grade, const std::string& name,
                                   diagnostics::Sink& sink) {
  const program::Enumeration& labels = program.at(program.at(grade).type.enumeration);
  for (size_t i = 0; i < labels.labels.size(); ++i) {
    const bool is_alias = i < labels.aliases.size() && labels.aliases[i] == name;
    if (labels.labels[i] == name || is_alias) return static_cast<uint16_t>(i);
  }
  sink.report(diag::UnknownGrade{.label = name, .grade = program.at(grade).name})
      .suggest(diagnostics::suggest(name, labels.labels));
  return std::nullopt;
}

std::optional<explain::Explanation> explain_as_asked(const Evaluation& evaluation, const ExplainCommand& command,
                                                     source::Language language, diagnostics::Sink& sink) {
  const program::Program& program = evaluation.program();
  const UnitView view = find_units(program);
  explain::Options options;
  options.language = language;
  options.other_readings = command.other_readings;
  options.all_rows = command.all_rows;
  options.source_text = quote_rules(evaluation.rules->sources, program, language);
  const std::optional<NamedRow> named = find_named_row(program, evaluation.data, view.table, command.unit, sink);
  if (!named) return std::nullopt;
  if (command.why_not.empty()) {
    explain::Explanation told =
        explain::explain_unit(program, evaluation.data, evaluation.results, named->table, named->row, options);
    complete_explanation(evaluation, *named, language, told);
    return told;
  }
  const program::DefinitionId grade = named->table == view.table ? view.grade : explain::main_grade(program, named->table);
  if (!grade.valid()) {
    sink.report(diag::NoGradeOfTable{.table = program.at(named->table).name});
    return std::nullopt;
  }
  const std::optional<uint16_t> wanted = find_label(program, grade, command.why_not, sink);
  if (!wanted) return std::nullopt;
  explain::Explanation told = explain::why_not(program, evaluation.data, evaluation.results, grade, named->row, wanted, options);
  complete_explanation(evaluation, *named, language, told);
  return told;
}

}  // namespace

Outcome run_explain(const ExplainCommand& command, const Console& console) {
  if (const std::optional<Outcome> refused = refuse_sources(command.database, command.snapshot, console)) return *refused;
  RunWishes wishes;
  wishes.from_snapshot = !command.snapshot.empty();
  if (!command.assessment.empty()) wishes.assessment = command.assessment;
  if (!command.as_of.empty()) wishes.as_of = command.as_of;
  if (!command.period.empty()) wishes.period = command.period;
  for (const std::string& one : command.quarantine) wishes.quarantine.push_back({one, false});
  for (const std::string& one : command.quarantine_keeping) wishes.quarantine.push_back({one, true});
  check::Options options;
  options.with_findings = false;
  options.take_other_readings = command.other_readings;
  const Evaluation evaluation = evaluate_rules(command.rules, named_source(command.database, command.snapshot), wishes, options,
                                               progress_on(console, console.reader()));
  const Language language = console.reader(evaluation.rules->spelling);
  Outcome outcome;
  if (evaluation.is_whole) {
    const auto told = explain_as_asked(evaluation, command, language, evaluation.rules->sink);
    if (told) {
      outcome.output = command.format == "json" ? explain::render_json(*told)
                       : command.format == "md" ? explain::render_markdown(*told)
                                                : explain::render_text(*told);
    }
  }
  add_messages(outcome, evaluation.rules->sink, evaluation.rules->sources, language, console);
  return outcome;
}

}  // namespace plumb::pipeline
