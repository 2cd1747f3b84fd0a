// Rounding, steps and square roots: always to a written place by a written mode (law L4).
#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using base::Number;
using program::Expr;

const Value& Evaluator::eval_node(const program::RoundExpr& node, const Expr&, ExprId, Value& slot) {
  Value operand_slot;
  const Value& operand = eval(node.operand, operand_slot);
  if (!program::is_known(operand)) return slot = operand;
  const Value& multiple = eval(node.multiple, slot);
  if (!program::is_known(multiple)) return multiple;
  if (std::get<Number>(multiple).sign() <= 0) return slot = faulty_here(PlaceKind::BrokenPromise);
  return slot = std::get<Number>(operand).round_to(std::get<Number>(multiple), node.mode);
}

const Value& Evaluator::eval_node(const program::StepExpr& node, const Expr&, ExprId, Value& slot) {
  Value operand_slot;
  const Value& operand = eval(node.operand, operand_slot);
  if (!program::is_known(operand)) return slot = operand;
  const Value& step = eval(node.step, slot);
  if (!program::is_known(step)) return step;
  if (std::get<Number>(step).sign() <= 0) return slot = faulty_here(PlaceKind::BrokenPromise);
  Number quotient = std::get<Number>(operand).divided_by(std::get<Number>(step));
  switch (node.kind) {
    case program::StepKind::Full: return slot = quotient.floor();
    case program::StepKind::Proportional: return slot = checked(std::move(quotient));
    case program::StepKind::Begun: return slot = quotient.ceiling();
  }
  diagnostics::abort_internal("eval", "kind of step");
}

const Value& Evaluator::eval_node(const program::SquareRoot& node, const Expr&, ExprId, Value& slot) {
  Value operand_slot;
  const Value& operand = eval(node.operand, operand_slot);
  if (!program::is_known(operand)) return slot = operand;
  const Value& multiple = eval(node.multiple, slot);
  if (!program::is_known(multiple)) return multiple;
  if (std::get<Number>(multiple).sign() <= 0) return slot = faulty_here(PlaceKind::BrokenPromise);
  std::optional<Number> root = std::get<Number>(operand).sqrt_to(std::get<Number>(multiple), node.mode);
  if (!root) return slot = faulty_here(PlaceKind::BrokenPromise);  // of a negative
  return slot = *std::move(root);
}

}  // namespace plumb::eval
