#include "plumbline/explain.h"

#include "diagnostics/catalogue_command.h"
#include "diagnostics/suggest_names.h"
#include "explain/explain.h"
#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "report/explain_row.h"
#include "report/find_unit.h"
#include "report/quote_rules.h"

namespace plumbline {

namespace {

using inner::report::Evaluation;

// The label that was named, in either spelling; reports R8020 when the grade has none such.
std::optional<std::uint16_t> find_label(const inner::program::Program& program, inner::program::DefinitionId grade,
                                        const std::string& name, inner::diagnostics::Sink& sink) {
  const inner::program::Enumeration& labels = program.at(program.at(grade).type.enumeration);
  for (std::size_t i = 0; i < labels.labels.size(); ++i) {
    const bool is_alias = i < labels.aliases.size() && labels.aliases[i] == name;
    if (labels.labels[i] == name || is_alias) return static_cast<std::uint16_t>(i);
  }
  sink.report(plumb::diag::UnknownGrade{.label = name, .grade = program.at(grade).name})
      .suggest(inner::diagnostics::suggest(name, labels.labels));
  return std::nullopt;
}

std::optional<inner::explain::Explanation> explain_as_asked(const Evaluation& run, std::string_view row,
                                                            const ExplainOptions& asked, inner::source::Language language,
                                                            inner::diagnostics::Sink& sink) {
  const inner::program::Program& program = run.program();
  const inner::report::UnitView view = inner::report::find_units(program);
  inner::explain::Options options;
  options.language = language;
  options.other_readings = run.takes_other_readings;
  options.all_rows = asked.all_rows;
  options.source_text = inner::report::quote_rules(run.rules->sources, program, language);
  const auto named = inner::report::find_named_row(program, run.data(), view.table, row, sink);
  if (!named) return std::nullopt;
  if (asked.why_not.empty()) {
    inner::explain::Explanation told =
        inner::explain::explain_unit(program, run.data(), run.results, named->table, named->row, options);
    inner::report::complete_explanation(run, *named, language, told);
    return told;
  }
  const inner::program::DefinitionId grade =
      named->table == view.table ? view.grade : inner::explain::main_grade(program, named->table);
  if (!grade.valid()) {
    sink.report(plumb::diag::NoGradeOfTable{.table = program.at(named->table).name});
    return std::nullopt;
  }
  const std::optional<std::uint16_t> wanted = find_label(program, grade, asked.why_not, sink);
  if (!wanted) return std::nullopt;
  inner::explain::Explanation told =
      inner::explain::why_not(program, run.data(), run.results, grade, named->row, wanted, options);
  inner::report::complete_explanation(run, *named, language, told);
  return told;
}

ValueState state_of_shown(inner::explain::ValueState state) {
  switch (state) {
    case inner::explain::ValueState::Known: return ValueState::Known;
    case inner::explain::ValueState::Absent: return ValueState::Absent;
    case inner::explain::ValueState::Pending: return ValueState::Pending;
    case inner::explain::ValueState::Faulty: break;
  }
  return ValueState::Faulty;
}

ExplainedLine line_of(const inner::explain::Line& from) {
  ExplainedLine made;
  made.kind = inner::explain::kind_word(from.kind);
  made.text = from.text;
  if (from.value) {
    Value& value = made.value.emplace();
    value.state = state_of_shown(from.value->state);
    (value.state == ValueState::Pending || value.state == ValueState::Faulty ? value.reason.zh : value.text) = from.value->text;
    value.reason.en = value.reason.zh;
    value.measure = from.value->measure;
  }
  for (const inner::explain::ShownBasis& basis : from.bases) {
    for (const inner::explain::Citation& one : basis.clauses) made.bases.push_back(one.document + "." + one.clause);
    if (!basis.reason.empty()) made.bases.push_back(basis.reason);
  }
  if (from.origin) {
    made.origin = CellOrigin{from.origin->table, from.origin->key, from.origin->column, from.origin->database_row};
  }
  for (const inner::explain::Line& child : from.children) made.children.push_back(line_of(child));
  return made;
}

}  // namespace

Result<Explanation> explain(const Run& run, std::string_view row, const ExplainOptions& options) {
  return guarded([&] {
    const Evaluation& of = evaluation(run);
    inner::diagnostics::Sink sink = of.sink;
    const auto language = inner_language(options.language.value_or(run.rules().spelling()));
    const auto told = explain_as_asked(of, row, options, language, sink);
    Diagnostics found = make_diagnostics(sink, {of.rules, &of.rules->sources});
    if (!told) return Result<Explanation>(std::move(found));
    auto state = std::make_shared<ExplanationState>();
    state->title = told->title;
    state->text = inner::explain::render_text(*told);
    state->markdown = inner::explain::render_markdown(*told);
    state->json = inner::explain::render_json(*told);
    for (const inner::explain::Section& section : told->sections) {
      ExplainedSection& made = state->sections.emplace_back();
      made.kind = inner::explain::kind_word(section.kind);
      made.title = section.title;
      for (const inner::explain::Line& line : section.lines) made.lines.push_back(line_of(line));
    }
    return Result<Explanation>(Access::make<Explanation>(std::shared_ptr<const ExplanationState>(std::move(state))),
                               std::move(found));
  });
}

const std::string& Explanation::title() const { return state_->title; }
const std::vector<ExplainedSection>& Explanation::sections() const { return state_->sections; }
const std::string& Explanation::text() const { return state_->text; }
const std::string& Explanation::markdown() const { return state_->markdown; }
const std::string& Explanation::json() const { return state_->json; }

}  // namespace plumbline
