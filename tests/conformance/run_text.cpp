#include "conformance/run_text.h"

#include <gtest/gtest.h>

#include "check/check.h"
#include "conformance/run_both.h"
#include "eval/eval.h"
#include "syntax/syntax.h"

namespace plumb::conformance {

namespace {

std::vector<std::string> error_codes(const diagnostics::Sink& sink) {
  std::vector<std::string> codes;
  for (const diagnostics::Diagnostic& one : sink.sorted()) {
    if (one.row->severity == diagnostics::Severity::Error) codes.emplace_back(one.row->code);
  }
  return codes;
}

// A value by itself as the only definition of a rule set, which is what the columnar runner takes.
program::Value value_by_both(program::Program program, program::ExprId value) {
  program::Case only;
  only.value.kind = program::AnswerKind::Value;
  only.value.value = value;
  program::Definition definition;
  definition.name = "value";
  definition.type = program.at(value).type;
  definition.by = program::ByCases{program::CaseMode::Single, {only}};
  program.definitions.push_back(std::move(definition));
  program.order.push_back({0});
  return run_both(program).definitions[0].values[0];
}

}  // namespace

Outcome run_expression(const std::string& text, source::Language spelling) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("case", text);
  const syntax::ParsedExpr parsed = syntax::parse_expression(sources, file, spelling, sink);
  Outcome outcome;
  outcome.codes = error_codes(sink);
  if (sink.has_errors()) {
    outcome.stage = Stage::Syntax;
    return outcome;
  }
  const check::CheckedExpr checked = check::check_expression(sources, parsed, sink);
  outcome.codes = error_codes(sink);
  if (sink.has_errors() || !checked.expr.valid()) {
    outcome.stage = Stage::Check;
    return outcome;
  }
  const data::Data data;
  const results::Results results;
  outcome.value = eval::evaluate_expression(checked.program, data, results, checked.expr);
  outcome.type = checked.program.at(checked.expr).type;
  SCOPED_TRACE(text);
  const program::Value of_definition = value_by_both(checked.program, checked.expr);
  EXPECT_TRUE(program::is_known(outcome.value) ? of_definition == outcome.value : of_definition.index() == outcome.value.index())
      << text;
  outcome.stage = program::is_known(outcome.value) ? Stage::Known : Stage::Evaluation;
  return outcome;
}

std::vector<Outcome> run_file(const std::string& text, const std::vector<std::string>& names) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("case.plumb", text);
  const check::Loader no_file = [](const std::string&, source::FileId) { return std::nullopt; };
  check::Options options;
  options.with_findings = false;
  const program::Program program = check::check(sources, file, no_file, options, sink);
  std::vector<Outcome> outcomes(names.size());
  if (sink.has_errors()) {
    for (Outcome& outcome : outcomes) {
      outcome.stage = Stage::Check;
      outcome.codes = error_codes(sink);
    }
    return outcomes;
  }
  SCOPED_TRACE(text);
  const results::Results results = run_both(program);
  for (size_t i = 0; i < names.size(); ++i) {
    for (size_t d = 0; d < program.definitions.size(); ++d) {
      if (program.definitions[d].name != names[i]) continue;
      outcomes[i].value = results.definitions[d].values[0];
      outcomes[i].type = program.definitions[d].type;
    }
    outcomes[i].stage = program::is_known(outcomes[i].value) ? Stage::Known : Stage::Evaluation;
  }
  return outcomes;
}

std::string describe(const Outcome& outcome) {
  std::string shown;
  for (const std::string& code : outcome.codes) shown += code + " ";
  switch (outcome.stage) {
    case Stage::Syntax: return "syntax error " + shown;
    case Stage::Check: return "refused " + shown;
    case Stage::Evaluation: return "no value";
    case Stage::Known: break;
  }
  if (const auto* number = std::get_if<base::Number>(&outcome.value)) return number->to_string();
  if (const auto* truth = std::get_if<bool>(&outcome.value)) return *truth ? "true" : "false";
  if (const auto* text = std::get_if<std::string>(&outcome.value)) return '"' + *text + '"';
  if (const auto* date = std::get_if<base::Date>(&outcome.value)) return base::to_string(*date);
  if (const auto* span = std::get_if<base::Span>(&outcome.value)) {
    return std::to_string(span->months) + " months " + std::to_string(span->days) + " days";
  }
  return "a value of another kind";
}

}  // namespace plumb::conformance
