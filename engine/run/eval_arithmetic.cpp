// Sums, products, quotients and powers: on whole numbers where the plan proved that they fit, else on fractions.
#include <algorithm>

#include "run/combine_numbers.h"
#include "run/each_lane.h"
#include "run/run.h"

namespace plumb::run {

using base::Number;
using program::Op;

namespace {

// Wraps in lanes that nobody reads; the others are proved to fit.
int64_t wrapping(int64_t a, int64_t b, Op op) {
  const uint64_t x = static_cast<uint64_t>(a), y = static_cast<uint64_t>(b);
  return static_cast<int64_t>(op == Op::Add ? x + y : op == Op::Subtract ? x - y : x * y);
}

}  // namespace

Vector Evaluator::node(const program::NegateExpr& node_of, ExprId id, const Batch& batch, Active active) {
  Vector operand = eval(node_of.operand, batch, active);
  const uint32_t count = operand.is_constant ? 1 : batch.lanes;
  if (is_rational(shape(id), kind(id))) {
    Buffer<Number> keep = std::move(operand.own_numbers);
    const Number* from = operand.numbers;
    Number* to = operand.make_numbers(pools_);
    for (uint32_t i = 0; i < count; ++i) to[i] = -from[i];
    return operand;
  }
  Buffer<int64_t> keep = std::move(operand.own_ints);
  const int64_t* from = operand.ints;
  int64_t* to = operand.make_ints(pools_);
  if (kind(id) == TypeKind::Duration) {
    for (uint32_t i = 0; i < count; ++i) {
      const base::Span span = as_duration(from[i]);
      to[i] = from_duration({-span.months, -span.days});
    }
    return operand;
  }
  for (uint32_t i = 0; i < count; ++i) to[i] = wrapping(0, from[i], Op::Subtract);
  return operand;
}

Vector Evaluator::node(const program::BinaryExpr& node_of, ExprId id, const Batch& batch, Active active) {
  switch (node_of.op) {
    case Op::And:
    case Op::Or: return logic(node_of, batch, active);
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply: return arithmetic(node_of, id, batch, active);
    case Op::Divide: return divide(node_of, id, batch, active);
    case Op::Power: return power(node_of, batch, active);
    case Op::Equal:
    case Op::NotEqual:
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual:
    case Op::StartsWith: break;
  }
  return compare(node_of.left, node_of.right, node_of.op, batch, active);
}

Vector Evaluator::arithmetic(const program::BinaryExpr& node_of, ExprId id, const Batch& batch, Active active) {
  const Op op = node_of.op;
  if (kind(id) == TypeKind::Number && shape(id).form == Form::Rational) {
    Vector result = combine_numbers(*this, node_of.left, node_of.right, plan::rational(), batch, active,
                                    [op](const Number& a, const Number& b, Number& number) {
                                      number = op == Op::Add ? a + b : op == Op::Subtract ? a - b : a * b;
                                      return std::optional<PlaceKind>();
                                    });
    check_digits(result, batch, active);
    return result;
  }
  Vector left = eval(node_of.left, batch, active), right = eval(node_of.right, batch, active);
  Vector result;
  if (kind(id) == TypeKind::Duration) {
    int64_t* out = result.make_ints(pools_);
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      const base::Span a = as_duration(left.at(i)), b = as_duration(right.at(i));
      const int sign = op == Op::Subtract ? -1 : 1;
      out[i] = from_duration({a.months + sign * b.months, a.days + sign * b.days});
    }
    take_first_open(pools_, result, left, right, batch.lanes);
    return result;
  }
  if (op != Op::Multiply) {
    reshape(pools_, left, shape(node_of.left), shape(id), batch.lanes);
    reshape(pools_, right, shape(node_of.right), shape(id), batch.lanes);
  }
  result.is_constant = left.is_constant && right.is_constant;
  int64_t* out = result.make_ints(pools_);
  const uint32_t count = result.is_constant ? 1 : batch.lanes;
  if (op == Op::Add)
    each_pair(left, right, count, [&](uint32_t i, int64_t a, int64_t b) { out[i] = wrapping(a, b, Op::Add); });
  else if (op == Op::Subtract)
    each_pair(left, right, count, [&](uint32_t i, int64_t a, int64_t b) { out[i] = wrapping(a, b, Op::Subtract); });
  else
    each_pair(left, right, count, [&](uint32_t i, int64_t a, int64_t b) { out[i] = wrapping(a, b, Op::Multiply); });
  take_first_open(pools_, result, left, right, batch.lanes);
  return result;
}

Vector Evaluator::divide(const program::BinaryExpr& node_of, ExprId id, const Batch& batch, Active active) {
  Vector left = eval(node_of.left, batch, active), right = eval(node_of.right, batch, active);
  const Shape& to = shape(id);
  Vector result;
  // Whole numbers over a literal: the literal is in the unit (and may be negative).
  if (to.form == Form::Int64 && right.is_constant && right.is_all_known() && right.ints[0] != 0) {
    const Shape quotient{Form::Int64,
                         shape(node_of.left).unit.divided_by((Number(right.ints[0]) * shape(node_of.right).unit).abs()),
                         shape(node_of.left).bound};
    const bool is_negative = right.ints[0] < 0;
    result = std::move(left);
    if (is_negative) {
      const uint32_t count = result.is_constant ? 1 : batch.lanes;
      Buffer<int64_t> keep = std::move(result.own_ints);
      const int64_t* from = result.ints;
      int64_t* out = result.make_ints(pools_);
      for (uint32_t i = 0; i < count; ++i) out[i] = wrapping(0, from[i], Op::Subtract);
    }
    reshape(pools_, result, quotient, to, batch.lanes);
    return result;
  }
  reshape(pools_, left, shape(node_of.left), plan::rational(), batch.lanes);
  reshape(pools_, right, shape(node_of.right), plan::rational(), batch.lanes);
  Number* out = result.make_numbers(pools_);
  take_first_open(pools_, result, left, right, batch.lanes);
  Buffer<uint8_t> zero_lanes(pools_.states);
  uint8_t* is_zero = zero_lanes.data();
  bool has_zero = false;
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    is_zero[i] = 0;
    if (!is_active(active, i) || !result.is_known(i)) continue;
    const Number& b = right.number(i);
    if (b.is_zero()) {
      is_zero[i] = 1;
      has_zero = true;
    } else {
      out[i] = left.number(i).divided_by(b);
    }
  }
  check_digits(result, batch, active);
  if (!has_zero) return result;
  if (node_of.if_zero.kind == program::AnswerKind::None) {
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (is_zero[i] != 0) set_open(pools_, result, i, faulty_here(PlaceKind::DivisionByZero, batch, i), batch.lanes);
    }
    return result;
  }
  merge(pools_, result, eval_answer(node_of.if_zero, plan::rational(), TypeKind::Number, batch, is_zero), is_zero, true,
        batch.lanes);
  return result;
}

Vector Evaluator::power(const program::BinaryExpr& node_of, const Batch& batch, Active active) {
  return combine_numbers(*this, node_of.left, node_of.right, plan::rational(), batch, active,
                         [](const Number& base, const Number& by, Number& number) -> std::optional<PlaceKind> {
                           const std::optional<int64_t> exponent = by.to_int64();
                           if (exponent && base.is_zero() && *exponent < 0) return PlaceKind::DivisionByZero;
                           std::optional<Number> value;
                           if (exponent) value = base.pow(*exponent, DigitLimit);
                           if (!value) return PlaceKind::LimitReached;
                           number = *std::move(value);
                           return std::nullopt;
                         });
}

}  // namespace plumb::run
