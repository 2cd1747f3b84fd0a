#include <algorithm>

#include "diagnostics/catalogue_command.h"
#include "diagnostics/suggest_names.h"
#include "explain/explain.h"
#include "pipeline/commands.h"
#include "pipeline/evaluation.h"
#include "pipeline/find_unit.h"
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
  if (!view.table.valid()) {
    sink.report(diag::NoUnitTable{.rules = command.rules});
    return std::nullopt;
  }
  explain::Options options;
  options.language = language;
  options.all_rows = command.all_rows;
  options.source_text = [&](source::Span span) { return std::string(evaluation.rules->sources.slice(span)); };
  const std::optional<uint32_t> row = find_unit(program, evaluation.data, view.table, command.unit, sink);
  if (!row) return std::nullopt;
  if (command.why_not.empty()) {
    return explain::explain_unit(program, evaluation.data, evaluation.results, view.table, *row, options);
  }
  if (!view.grade.valid()) {
    sink.report(diag::UnknownGrade{.label = command.why_not, .grade = ""});
    return std::nullopt;
  }
  const std::optional<uint16_t> wanted = find_label(program, view.grade, command.why_not, sink);
  if (!wanted) return std::nullopt;
  return explain::why_not(program, evaluation.data, evaluation.results, view.grade, *row, wanted, options);
}

}  // namespace

Outcome run_explain(const ExplainCommand& command, const Console& console) {
  RunWishes wishes;
  if (!command.as_of.empty()) wishes.as_of = command.as_of;
  if (!command.period.empty()) wishes.period = command.period;
  for (const std::string& one : command.quarantine) wishes.quarantine.push_back({one, false});
  check::Options options;
  options.with_findings = false;
  const Evaluation evaluation =
      evaluate_rules(command.rules, command.database, wishes, options, progress_on(console, console.reader()));
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
