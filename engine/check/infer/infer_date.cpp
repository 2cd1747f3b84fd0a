// Dates that are moved: 推后, 提前; a length with months says what happens at month ends (law L12).
#include "check/infer/infer_parts.h"
#include "check/infer/value_word.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::Function;
using program::Type;
using program::TypeKind;

namespace {

bool has_months(const Context& context, program::ExprId length) {
  const auto* literal = std::get_if<program::Literal>(&context.program.at(length).node);
  const auto* span = literal == nullptr ? nullptr : std::get_if<base::Span>(&literal->value);
  return span == nullptr || span->months != 0;
}

}  // namespace

Typed infer_date_shift(Context& context, const Call& call, Function function, Scope& scope) {
  program::CallExpr node;
  node.function = function;
  const Typed date = infer_argument(context, call, 0, scope);
  const Typed length = infer_argument(context, call, 1, scope);
  if (!date.expr.valid() || !length.expr.valid()) return {};
  if (!require_fit(context, date, type_of(TypeKind::Date), span_of(call, 0)) ||
      !require_fit(context, length, type_of(TypeKind::Duration), span_of(call, 1))) {
    return {};
  }
  if (call.node.arguments.size() == 3) {
    const auto* word = std::get_if<syntax::ModeExpr>(&call.tree.at(call.node.arguments[2].value).node);
    const std::optional<base::MonthEnd> month_end = word == nullptr ? std::nullopt : month_end_of(word->word);
    if (!month_end) {
      context.sink.report(diag::ModeWanted{value_word::AMonthEnd()}, span_of(call, 2));
      return {};
    }
    node.month_end = *month_end;
  } else if (has_months(context, length.expr)) {
    context.sink.report(diag::ModeWanted{value_word::AMonthEnd()}, call.span);
    return {};
  }
  node.operands = {date.expr, length.expr};
  const Type type = type_of(TypeKind::Date);
  return {context.add({std::move(node), type, call.span}), type};
}

}  // namespace plumb::check
