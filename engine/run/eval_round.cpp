// Rounding, steps and square roots: always to a written place by a written mode (law L4).
#include "run/combine_numbers.h"

namespace plumb::run {

using base::Int128;
using base::Number;
using base::RoundingMode;

namespace {

// a / b to a whole number, b > 0.
int64_t round_quotient_of(Int128 a, Int128 b, RoundingMode mode) {
  Int128 quotient = a / b;
  const Int128 rest = a % b;
  if (rest == 0) return static_cast<int64_t>(quotient);
  const int away = a < 0 ? -1 : 1;
  const Int128 twice = (rest < 0 ? -rest : rest) * 2;
  bool goes_away = false;
  switch (mode) {
    case RoundingMode::HalfUp: goes_away = twice >= b; break;
    case RoundingMode::HalfDown: goes_away = twice > b; break;
    case RoundingMode::HalfEven: goes_away = twice > b || (twice == b && quotient % 2 != 0); break;
    case RoundingMode::AwayFromZero: goes_away = true; break;
    case RoundingMode::TowardZero: goes_away = false; break;
    case RoundingMode::Ceiling: goes_away = away > 0; break;
    case RoundingMode::Floor: goes_away = away < 0; break;
  }
  if (goes_away) quotient += away;
  return static_cast<int64_t>(quotient);
}

// Numerator and denominator of a unit; small by the plan's choice.
struct Ratio {
  int64_t numerator = 1, denominator = 1;
};
std::optional<Ratio> ratio_of(const Number& x) {
  const Number top = Number::parse(x.numerator_string()).value_or(Number(0));
  const Number bottom = Number::parse(x.denominator_string()).value_or(Number(1));
  const std::optional<int64_t> numerator = top.to_int64(), denominator = bottom.to_int64();
  if (!numerator || !denominator) return std::nullopt;
  return Ratio{*numerator, *denominator};
}

bool fits(int64_t bound, int64_t factor) {
  int64_t product = 0;
  return !__builtin_mul_overflow(bound, factor, &product) && product <= plan::IntegerLimit;
}

}  // namespace

// round(a / b) of whole numbers without making the fraction: a * top / (b * bottom) in 128 bits.
Vector Evaluator::round_quotient(const program::RoundExpr& rounding, const program::BinaryExpr& quotient, ExprId id,
                                 const Batch& batch, Active active, bool& is_done) {
  is_done = false;
  const Shape &a_shape = shape(quotient.left), &b_shape = shape(quotient.right), &to = shape(id);
  if (a_shape.form != Form::Int64 || b_shape.form != Form::Int64 || to.form != Form::Int64) return {};
  const std::optional<Ratio> unit = ratio_of(a_shape.unit.divided_by(b_shape.unit * to.unit));
  if (!unit || !fits(a_shape.bound, unit->numerator) || !fits(b_shape.bound, unit->denominator)) return {};
  Buffer<uint8_t> zero_lanes(pools_.states);
  uint8_t* is_zero = zero_lanes.data();
  bool has_zero = false;
  Vector left = eval(quotient.left, batch, active), right = eval(quotient.right, batch, active);
  Vector result;
  int64_t* out = result.make_ints(pools_);
  take_first_open(pools_, result, left, right, batch.lanes);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    is_zero[i] = 0;
    if (!is_active(active, i) || !result.is_known(i)) continue;
    int64_t a = left.at(i), b = right.at(i);
    if (b == 0) {
      is_zero[i] = 1;
      has_zero = true;
      continue;
    }
    if (b < 0) a = -a, b = -b;
    a *= unit->numerator;
    b *= unit->denominator;
    // A half is told apart in 64 bits where twice the rest still fits.
    if (rounding.mode == RoundingMode::HalfUp && a >= 0) {
      const int64_t whole = a / b, rest = a - whole * b;
      out[i] = whole + (rest >= b - rest ? 1 : 0);
    } else {
      out[i] = round_quotient_of(a, b, rounding.mode);
    }
  }
  is_done = true;
  if (!has_zero) return result;
  if (quotient.if_zero.kind == program::AnswerKind::None) {
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (is_zero[i] != 0) set_open(pools_, result, i, faulty_here(PlaceKind::DivisionByZero, batch, i), batch.lanes);
    }
    return result;
  }
  // What stands for the quotient is rounded like it.
  Vector answer = eval_answer(quotient.if_zero, plan::rational(), TypeKind::Number, batch, is_zero);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (is_zero[i] == 0) continue;
    if (!answer.is_known(i)) {
      set_state(pools_, result, i, answer.state(i), answer.open(i), batch.lanes);
      continue;
    }
    const Number rounded = answer.number(i).round_to(to.unit, rounding.mode);
    out[i] = plan::in_units(rounded, to.unit).value_or(0);
  }
  return result;
}

Vector Evaluator::node(const program::RoundExpr& node_of, ExprId id, const Batch& batch, Active active) {
  if (const auto* binary = std::get_if<program::BinaryExpr>(&context_.program.at(node_of.operand).node)) {
    const bool is_literal = std::holds_alternative<program::Literal>(context_.program.at(node_of.multiple).node);
    if (binary->op == program::Op::Divide && is_literal && shape(node_of.operand).form == Form::Rational) {
      bool is_done = false;
      Vector fused = round_quotient(node_of, *binary, id, batch, active, is_done);
      if (is_done) return fused;
    }
  }
  const Shape& to = shape(id);
  if (to.form == Form::Int64 && shape(node_of.operand).form == Form::Int64) {
    const std::optional<Ratio> unit = ratio_of(shape(node_of.operand).unit.divided_by(to.unit));
    if (unit && fits(shape(node_of.operand).bound, unit->numerator)) {
      const Vector operand = eval(node_of.operand, batch, active), multiple = eval(node_of.multiple, batch, active);
      Vector result;
      int64_t* out = result.make_ints(pools_);
      take_first_open(pools_, result, operand, multiple, batch.lanes);
      for (uint32_t i = 0; i < batch.lanes; ++i) {
        if (is_active(active, i) && result.is_known(i)) {
          out[i] = round_quotient_of(static_cast<Int128>(operand.at(i)) * unit->numerator, unit->denominator, node_of.mode);
        }
      }
      return result;
    }
  }
  return combine_numbers(*this, node_of.operand, node_of.multiple, to, batch, active,
                         [&](const Number& operand, const Number& multiple, Number& rounded) -> std::optional<PlaceKind> {
                           if (multiple.sign() <= 0) return PlaceKind::BrokenPromise;
                           rounded = operand.round_to(multiple, node_of.mode);
                           return std::nullopt;
                         });
}

Vector Evaluator::node(const program::StepExpr& node_of, ExprId id, const Batch& batch, Active active) {
  Vector result = combine_numbers(*this, node_of.operand, node_of.step, shape(id), batch, active,
                                  [&](const Number& operand, const Number& step, Number& steps) -> std::optional<PlaceKind> {
                                    if (step.sign() <= 0) return PlaceKind::BrokenPromise;
                                    steps = operand.divided_by(step);
                                    if (node_of.kind == program::StepKind::Full) steps = steps.floor();
                                    if (node_of.kind == program::StepKind::Begun) steps = steps.ceiling();
                                    return std::nullopt;
                                  });
  if (shape(id).form == Form::Rational && node_of.kind == program::StepKind::Proportional) check_digits(result, batch, active);
  return result;
}

Vector Evaluator::node(const program::SquareRoot& node_of, ExprId, const Batch& batch, Active active) {
  return combine_numbers(*this, node_of.operand, node_of.multiple, plan::rational(), batch, active,
                         [&](const Number& operand, const Number& multiple, Number& number) -> std::optional<PlaceKind> {
                           std::optional<Number> root;
                           if (multiple.sign() > 0) root = operand.sqrt_to(multiple, node_of.mode);
                           if (!root) return PlaceKind::BrokenPromise;
                           number = *std::move(root);
                           return std::nullopt;
                         });
}

}  // namespace plumb::run
