#include <algorithm>

#include "check/check.h"
#include "eval/inspector.h"
#include "pipeline/commands.h"
#include "pipeline/describe_place.h"
#include "program/dump_program.h"
#include "syntax/syntax.h"

namespace plumb::pipeline {

namespace {

struct Answered {
  std::string line;
  diagnostics::Sink sink;
  source::SourceSet sources;
};

void answer_error(Answered& answer) {
  const std::vector<diagnostics::Diagnostic> sorted = answer.sink.sorted();
  const auto first = std::find_if(sorted.begin(), sorted.end(), [](const diagnostics::Diagnostic& one) {
    return one.row->severity == diagnostics::Severity::Error;
  });
  answer.line = "error " + std::string(first == sorted.end() ? "R9001" : first->row->code);
}

// A number with its measure glued to it, as the language writes it: 50万元, 12.5%.
std::string show(const program::Program& program, const program::Type& type, const program::Value& value,
                 Language language) {
  std::string shown = program::show_value(program, type, value, language);
  const bool is_number = std::holds_alternative<base::Number>(value);
  if (is_number && !shown.ends_with(type.shown_name)) shown += type.shown_name;
  return shown;
}

void answer_in(const std::string& expression, Language spelling, Answered& answer) {
  const source::FileId file = answer.sources.add("calc", expression);
  const syntax::ParsedExpr parsed = syntax::parse_expression(answer.sources, file, spelling, answer.sink);
  if (answer.sink.has_errors()) return answer_error(answer);
  const check::CheckedExpr checked = check::check_expression(answer.sources, parsed, answer.sink);
  if (answer.sink.has_errors() || !checked.expr.valid()) return answer_error(answer);
  // No tables, no run: an empty world, in which every literal expression has its value.
  const data::Data data;
  results::Results results;
  eval::Inspector inspector(checked.program, data, results);
  const program::Value value = inspector.value(checked.expr, {});
  if (!program::is_known(value)) {
    results.places = inspector.places();
    // Nothing here has a name: the expression stands for it.
    for (results::Place& place : results.places) place.detail = expression;
    report_place({checked.program, data, results}, value, answer.sink);
    return answer_error(answer);
  }
  answer.line = show(checked.program, checked.program.at(checked.expr).type, value, spelling);
}

}  // namespace

Outcome run_calc(const std::string& expression, const Console& console) {
  const bool is_ascii = std::all_of(expression.begin(), expression.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const Language first = is_ascii ? Language::En : Language::Zh;
  Answered answer;
  answer_in(expression, first, answer);
  if (answer.sink.has_errors()) {
    // The other spelling may read it; if neither does, the mistake is the one of the likelier.
    Answered other;
    answer_in(expression, is_ascii ? Language::Zh : Language::En, other);
    if (!other.sink.has_errors()) std::swap(answer, other);
  }
  Outcome outcome;
  add_messages(outcome, answer.sink, answer.sources, console.reader(first), console);
  outcome.output = answer.line + "\n";
  return outcome;
}

}  // namespace plumb::pipeline
