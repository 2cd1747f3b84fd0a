#include <algorithm>
#include <cctype>
#include <optional>

#include "base/text.h"
#include "check/check.h"
#include "eval/inspector.h"
#include "pipeline/facade/access.h"
#include "pipeline/facade/guard.h"
#include "plumbline/text.h"
#include "program/dump_program.h"
#include "report/describe_place.h"
#include "syntax/syntax.h"

namespace plumbline {

using namespace plumb;  // NOLINT: the whole of it is about the inner world

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

// A number with its measure glued to it, as the language writes it: 50万元, 12.5%. A fraction stands apart from its
// measure, 100/3 万元: 100/3万元 would be read as a quotient by 3万元; so does what is measured in 1/元.
std::string show(const program::Program& program, const program::Type& type, const program::Value& value,
                 source::Language language) {
  std::string shown = program::show_value(program, type, value, language);
  const bool is_number = std::holds_alternative<base::Number>(value);
  if (!is_number || type.shown_name.empty() || shown.ends_with(type.shown_name)) return shown;
  const bool is_apart = shown.find('/') != std::string::npos || std::isdigit(static_cast<unsigned char>(type.shown_name[0])) != 0;
  if (is_apart) shown += ' ';
  shown += type.shown_name;
  return shown;
}

void answer_in(const std::string& expression, source::Language spelling, Answered& answer) {
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
    report::report_place({checked.program, data, results}, value, answer.sink);
    return answer_error(answer);
  }
  answer.line = show(checked.program, checked.program.at(checked.expr).type, value, spelling);
}

constexpr char32_t FirstIdeograph = 0x4E00;
constexpr char32_t LastIdeograph = 0x9FFF;

// That of its first letter; none in an expression of digits and signs.
std::optional<source::Language> language_of(const std::string& expression) {
  for (size_t at = 0; at < expression.size();) {
    const base::CodePoint point = base::decode_at(expression, at);
    if (point.value < 0x80 && std::isalpha(static_cast<unsigned char>(expression[at])) != 0) return source::Language::En;
    if (point.value >= FirstIdeograph && point.value <= LastIdeograph) return source::Language::Zh;
    at += std::max<size_t>(point.length, 1);
  }
  return std::nullopt;
}

}  // namespace

// One rule for how it is read first: the expression's own letters, else the surroundings.
Calculated calculate(const std::string& expression, plumbline::Language fallback) {
  Result<Calculated> made = guarded([&] {
    const source::Language first = language_of(expression).value_or(inner_language(fallback));
    auto answer = std::make_shared<Answered>();
    answer_in(expression, first, *answer);
    if (answer->sink.has_errors()) {
      // The other spelling may read it; if neither does, the mistake is the one of the likelier.
      auto other = std::make_shared<Answered>();
      answer_in(expression, first == source::Language::En ? source::Language::Zh : source::Language::En, *other);
      if (!other->sink.has_errors()) std::swap(answer, other);
    }
    return Result<Calculated>({.line = answer->line,
                               .read_as = outer_language(first),
                               .diagnostics = make_diagnostics(answer->sink, {answer, &answer->sources})},
                              {});
  });
  if (made) return *std::move(made);
  Calculated failed;
  failed.diagnostics = made.diagnostics();
  attempt([&] { failed.line = "error " + (failed.diagnostics.empty() ? std::string("R9001") : failed.diagnostics[0].code); });
  return failed;
}

}  // namespace plumbline
