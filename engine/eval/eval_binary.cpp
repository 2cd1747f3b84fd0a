// Truth, comparison and arithmetic.
#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using base::Number;
using program::Expr;
using program::Op;

namespace {

bool holds_name(const program::NameSet& set, const std::string& name) {
  return std::find(set.names.begin(), set.names.end(), name) != set.names.end();
}

// A column that holds several values equals a label if it holds it.
bool are_equal(const program::Program& program, const Value& a, const Value& b) {
  if (a.index() == b.index()) return a == b;
  const auto* set = std::get_if<program::NameSet>(&a);
  if (set == nullptr) return std::holds_alternative<program::NameSet>(b) && are_equal(program, b, a);
  if (const auto* label = std::get_if<program::Label>(&b)) {
    return holds_name(*set, program.at(label->enumeration).labels[label->index]);
  }
  if (const auto* text = std::get_if<std::string>(&b)) return holds_name(*set, *text);
  diagnostics::abort_internal("eval", "values of two types were compared");
}

}  // namespace

const Value& Evaluator::eval_node(const program::NotExpr& node, const Expr&, ExprId, Value& slot) {
  const Value& operand = eval(node.operand, slot);
  if (!program::is_known(operand)) return operand;
  const bool value = !std::get<bool>(operand);
  return slot = value;
}

const Value& Evaluator::eval_node(const program::NegateExpr& node, const Expr&, ExprId, Value& slot) {
  const Value& operand = eval(node.operand, slot);
  if (!program::is_known(operand)) return operand;
  if (const auto* span = std::get_if<base::Span>(&operand)) return slot = base::Span{-span->months, -span->days};
  Number value = -std::get<Number>(operand);
  return slot = std::move(value);
}

const Value& Evaluator::eval_node(const program::BinaryExpr& node, const Expr&, ExprId, Value& slot) {
  Value left_slot;
  const Value& left = eval(node.left, left_slot);
  if (!program::is_known(left)) return slot = left;
  if (node.op == Op::And || node.op == Op::Or) {
    if (std::get<bool>(left) == (node.op == Op::Or)) return slot = left;
    return eval(node.right, slot);
  }
  Value right_slot;
  const Value& right = eval(node.right, right_slot);
  if (!program::is_known(right)) return slot = right;
  switch (node.op) {
    case Op::Equal: return slot = are_equal(program_, left, right);
    case Op::NotEqual: return slot = !are_equal(program_, left, right);
    case Op::Less: return slot = compare_values(left, right) < 0;
    case Op::LessEqual: return slot = compare_values(left, right) <= 0;
    case Op::Greater: return slot = compare_values(left, right) > 0;
    case Op::GreaterEqual: return slot = compare_values(left, right) >= 0;
    case Op::StartsWith: return slot = std::get<std::string>(left).starts_with(std::get<std::string>(right));
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::Power: return eval_arithmetic(node, left, right, slot);
    case Op::And:
    case Op::Or: break;
  }
  diagnostics::abort_internal("eval", "binary operator");
}

const Value& Evaluator::eval_arithmetic(const program::BinaryExpr& node, const Value& left, const Value& right, Value& slot) {
  if (std::holds_alternative<base::Span>(left)) {  // durations: sums and differences only
    const base::Span& a = std::get<base::Span>(left);
    const base::Span& b = std::get<base::Span>(right);
    const int sign = node.op == Op::Subtract ? -1 : 1;
    return slot = base::Span{a.months + sign * b.months, a.days + sign * b.days};
  }
  const Number& a = std::get<Number>(left);
  const Number& b = std::get<Number>(right);
  switch (node.op) {
    case Op::Add: return slot = checked(a + b);
    case Op::Subtract: return slot = checked(a - b);
    case Op::Multiply: return slot = checked(a * b);
    case Op::Divide:
      if (b.is_zero()) {
        if (node.if_zero.kind == program::AnswerKind::None) return slot = faulty_here(PlaceKind::DivisionByZero);
        return eval_answer(node.if_zero, slot);
      }
      return slot = checked(a.divided_by(b));
    case Op::Power: {
      const std::optional<int64_t> exponent = b.to_int64();
      if (!exponent) return slot = faulty_here(PlaceKind::LimitReached);
      if (a.is_zero() && *exponent < 0) return slot = faulty_here(PlaceKind::DivisionByZero);
      std::optional<Number> power = a.pow(*exponent, DigitLimit);
      if (!power) return slot = faulty_here(PlaceKind::LimitReached);
      return slot = *std::move(power);
    }
    case Op::And:
    case Op::Or:
    case Op::Equal:
    case Op::NotEqual:
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual:
    case Op::StartsWith: break;
  }
  diagnostics::abort_internal("eval", "arithmetic operator");
}

const Value& Evaluator::eval_node(const program::ChooseExpr& node, const Expr&, ExprId, Value& slot) {
  const Value& condition = eval(node.condition, slot);
  if (!program::is_known(condition)) return condition;
  return eval(std::get<bool>(condition) ? node.then : node.otherwise, slot);
}

const Value& Evaluator::eval_node(const program::OneOfExpr& node, const Expr&, ExprId, Value& slot) {
  Value subject_slot;
  const Value& subject = eval(node.subject, subject_slot);
  if (!program::is_known(subject)) return slot = subject;
  for (const ExprId alternative : node.alternatives) {
    const Value& value = eval(alternative, slot);
    if (!program::is_known(value)) return value;
    if (are_equal(program_, subject, value)) return slot = true;
  }
  return slot = false;
}

Value Evaluator::is_within(const Value& subject, ExprId low, ExprId high, bool low_open, bool high_open) {
  Value slot;
  if (low.valid()) {
    const Value& bound = eval(low, slot);
    if (!program::is_known(bound)) return bound;
    const std::strong_ordering order = compare_values(subject, bound);
    if (low_open ? order <= 0 : order < 0) return false;
  }
  if (high.valid()) {
    const Value& bound = eval(high, slot);
    if (!program::is_known(bound)) return bound;
    const std::strong_ordering order = compare_values(subject, bound);
    if (high_open ? order >= 0 : order > 0) return false;
  }
  return true;
}

const Value& Evaluator::eval_node(const program::WithinExpr& node, const Expr&, ExprId, Value& slot) {
  Value subject_slot;
  const Value& subject = eval(node.subject, subject_slot);
  if (!program::is_known(subject)) return slot = subject;
  return slot = is_within(subject, node.low, node.high, node.low_open, node.high_open);
}

}  // namespace plumb::eval
