// Dates: 推后, 提前, 相隔日数 …; a length with months says what happens at month ends (law L12).
#include "check/infer/infer_parts.h"
#include "check/infer/value_word.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::Function;
using program::Type;
using program::TypeKind;

namespace {

// The arguments from the first on, each of this kind; empty after a report.
std::vector<program::ExprId> operands_of(Context& context, const Call& call, size_t count, const Type& wanted, Scope& scope) {
  std::vector<program::ExprId> operands;
  for (size_t i = 0; i < count; ++i) {
    const Typed value = infer_argument(context, call, i, scope, &wanted);
    if (!value.expr.valid() || !require_fit(context, value, wanted, span_of(call, i))) continue;
    operands.push_back(value.expr);
  }
  if (operands.size() != count) operands.clear();
  return operands;
}

bool has_months(const Context& context, program::ExprId length) {
  const auto* literal = std::get_if<program::Literal>(&context.program.at(length).node);
  const auto* span = literal == nullptr ? nullptr : std::get_if<base::Span>(&literal->value);
  return span == nullptr || span->months != 0;
}

Typed infer_shift(Context& context, const Call& call, Function function, Scope& scope) {
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

}  // namespace

Typed infer_date_call(Context& context, const Call& call, Function function, Scope& scope) {
  if (function == Function::After || function == Function::Earlier) return infer_shift(context, call, function, scope);
  const bool from_numbers = function == Function::MakeDate;
  program::CallExpr node;
  node.function = function;
  node.operands =
      operands_of(context, call, call.node.arguments.size(), from_numbers ? number_type(true) : type_of(TypeKind::Date), scope);
  if (node.operands.empty()) return {};
  Type type = number_type(true);
  if (from_numbers || function == Function::MonthEndOf) type = type_of(TypeKind::Date);
  if (function == Function::YearOf) type = number_type(true, 1, 9999);
  if (function == Function::MonthOf) type = number_type(true, 1, 12);
  if (function == Function::DayOf) type = number_type(true, 1, 31);
  return {context.add({std::move(node), type, call.span}), type};
}

}  // namespace plumb::check
