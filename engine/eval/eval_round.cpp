// Rounding, steps and square roots: always to a written place by a written mode (law L4).
#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using base::Number;
using program::Expr;

// What is rounded and the positive place that it is rounded to; false: `slot` has what stands instead.
bool Evaluator::read_rounding(ExprId operand_expr, ExprId place_expr, Number& operand, Number& place, Value& slot) {
  const auto read = [&](ExprId expr, Number& into) {
    const Value& value = eval(expr, slot);
    if (program::is_known(value)) {
      into = std::get<Number>(value);
      return true;
    }
    if (&value != &slot) slot = value;
    return false;
  };
  if (!read(operand_expr, operand) || !read(place_expr, place)) return false;
  if (place.sign() > 0) return true;
  slot = faulty_here(PlaceKind::BrokenPromise);
  return false;
}

const Value& Evaluator::eval_node(const program::RoundExpr& node, const Expr&, ExprId, Value& slot) {
  Number operand, multiple;
  if (!read_rounding(node.operand, node.multiple, operand, multiple, slot)) return slot;
  return slot = operand.round_to(multiple, node.mode);
}

const Value& Evaluator::eval_node(const program::StepExpr& node, const Expr&, ExprId, Value& slot) {
  Number operand, step;
  if (!read_rounding(node.operand, node.step, operand, step, slot)) return slot;
  Number quotient = operand.divided_by(step);
  switch (node.kind) {
    case program::StepKind::Full: return slot = quotient.floor();
    case program::StepKind::Proportional: return slot = checked(std::move(quotient));
    case program::StepKind::Begun: return slot = quotient.ceiling();
  }
  diagnostics::abort_internal("eval", "kind of step");
}

const Value& Evaluator::eval_node(const program::SquareRoot& node, const Expr&, ExprId, Value& slot) {
  Number operand, multiple;
  if (!read_rounding(node.operand, node.multiple, operand, multiple, slot)) return slot;
  std::optional<Number> root = operand.sqrt_to(multiple, node.mode);
  if (!root) return slot = faulty_here(PlaceKind::BrokenPromise);  // of a negative
  return slot = *std::move(root);
}

}  // namespace plumb::eval
