// Small makers of expressions, and the value of a definition.
#include "check/infer/infer_parts.h"
#include "check/lower/lower.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::Expr;
using program::Type;
using program::TypeKind;

Type kind_type(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

program::Answer answer_of(program::ExprId value) {
  program::Answer answer;
  answer.kind = program::AnswerKind::Value;
  answer.value = value;
  return answer;
}

program::ExprId literal(Context& context, const program::Number& value, const Type& type, source::Span span) {
  Type exact = type;
  exact.low = program::Bound{value, false};
  exact.high = program::Bound{value, false};
  exact.is_whole = value.is_integer();
  exact.is_bounded = true;
  exact.absence = 0;
  return context.add({program::Literal{value}, exact, span});
}

program::ExprId truth_literal(Context& context, bool value, source::Span span) {
  return context.add({program::Literal{value}, kind_type(TypeKind::Truth), span});
}

program::ExprId binary(Context& context, program::Op op, program::ExprId left, program::ExprId right, const Type& type,
                       source::Span span) {
  return context.add({program::BinaryExpr{op, left, right, {}}, type, span});
}

program::ExprId choose(Context& context, program::ExprId condition, program::ExprId then, program::ExprId otherwise,
                       const Type& type, source::Span span) {
  return context.add({program::ChooseExpr{condition, then, otherwise}, type, span});
}

base::MonthEnd month_end_or_clamp(const std::optional<syntax::Keyword>& word) {
  return word ? month_end_of(*word).value_or(base::MonthEnd::Clamp) : base::MonthEnd::Clamp;
}

Type narrowed(const Type& declared, const Type& found) {
  Type type = declared;
  if (found.kind != TypeKind::Number || declared.kind != TypeKind::Number) return type;
  type.is_whole = declared.is_whole || found.is_whole;
  type.is_bounded = found.is_bounded;
  const auto above = [](const program::Bound& a, const program::Bound& b) {
    return a.value != b.value ? a.value > b.value : a.open && !b.open;
  };
  const auto below = [](const program::Bound& a, const program::Bound& b) {
    return a.value != b.value ? a.value < b.value : a.open && !b.open;
  };
  if (found.low && (!type.low || above(*found.low, *type.low))) type.low = found.low;
  if (found.high && (!type.high || below(*found.high, *type.high))) type.high = found.high;
  return type;
}

Typed lower_value(Context& context, const syntax::Tree& tree, syntax::ExprId id, Scope& scope, const Type& declared) {
  scope.may_be_absent = true;
  Typed found = infer_value(context, tree, id, scope, declared);
  if (!found.expr.valid() || is_unknown(found.type)) return {{}, {}};
  if (!is_unknown(declared)) found.type = narrowed(declared, found.type);
  found.type.absence = scope.self_absence;
  return found;
}

}  // namespace plumb::check
