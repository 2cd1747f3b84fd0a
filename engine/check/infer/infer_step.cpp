// 每满, 每, 每不足也计, 数值: how many steps a quantity has, as a bare number.
#include "check/infer/infer_parts.h"
#include "check/infer/value_word.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::Type;
using program::TypeKind;

Typed infer_step(Context& context, const Call& call, program::StepKind kind, Scope& scope) {
  const Typed value = infer_argument(context, call, 0, scope);
  const Typed step = infer_argument(context, call, 1, scope, value.expr.valid() ? &value.type : nullptr);
  if (!value.expr.valid() || !step.expr.valid()) return {};
  const source::Span value_span = call.tree.at(call.node.arguments[0].value).span;
  const source::Span step_span = call.tree.at(call.node.arguments[1].value).span;
  if (value.type.kind != TypeKind::Number) {
    context.sink.report(diag::TypeMismatch{value_word::ANumber(), type_word(context, value.type)}, value_span);
    return {};
  }
  Type wanted = value.type;
  wanted.is_whole = false;
  if (!require_fit(context, step, wanted, step_span) || !require_positive(context, step, step_span)) return {};
  const bool is_proportional = kind == program::StepKind::Proportional;
  Type type = number_type(!is_proportional);
  range_of_quotient(value.type, step.type, type);
  if (!is_proportional) {
    if (type.low)
      type.low = program::Bound{kind == program::StepKind::Full ? type.low->value.floor() : type.low->value.ceiling(), false};
    if (type.high)
      type.high = program::Bound{kind == program::StepKind::Full ? type.high->value.floor() : type.high->value.ceiling(), false};
  }
  // The step is a constant: the quotient has no new denominators.
  type.is_bounded = is_proportional ? value.type.is_bounded : true;
  return {context.add({program::StepExpr{kind, value.expr, step.expr}, type, call.span}), type};
}

}  // namespace plumb::check
