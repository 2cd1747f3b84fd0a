#include "plan/shape.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace plumb::plan {

using base::Int128;
using base::Number;

namespace {

// Numerator and denominator of a small number; empty: it is too large for a unit.
struct Fraction {
  int64_t numerator = 0, denominator = 1;
};
std::optional<Fraction> fraction_of(const Number& x) {
  if (!x.is_small()) return std::nullopt;
  const std::optional<int64_t> numerator = Number::parse(x.numerator_string()).value_or(Number(0)).to_int64();
  const std::optional<int64_t> denominator = Number::parse(x.denominator_string()).value_or(Number(1)).to_int64();
  if (!numerator || !denominator) return std::nullopt;
  return Fraction{*numerator, *denominator};
}

// The largest unit of which both are multiples: gcd(a/b, c/d) = gcd(a*d, c*b) / (b*d).
std::optional<Number> common_unit(const Number& a, const Number& b) {
  if (a == b) return a;
  const std::optional<Fraction> x = fraction_of(a), y = fraction_of(b);
  if (!x || !y) return std::nullopt;
  int64_t left = 0, right = 0, below = 0;
  if (__builtin_mul_overflow(x->numerator, y->denominator, &left) ||
      __builtin_mul_overflow(y->numerator, x->denominator, &right) ||
      __builtin_mul_overflow(x->denominator, y->denominator, &below)) {
    return std::nullopt;
  }
  return Number::of(std::gcd(left, right), below);
}

std::optional<int64_t> bound_in(const Shape& shape, const Number& unit) {
  const std::optional<int64_t> factor = in_units(shape.unit, unit);
  int64_t bound = 0;
  if (!factor || __builtin_mul_overflow(*factor, shape.bound, &bound) || bound > IntegerLimit) return std::nullopt;
  return bound;
}

}  // namespace

std::optional<int64_t> in_units(const Number& x, const Number& unit) { return x.divided_by(unit).to_int64(); }

Shape shape_of_number(const Number& value) {
  if (value.is_zero()) return whole(0);
  const std::optional<Fraction> parts = fraction_of(value);
  if (!parts || parts->numerator == INT64_MIN) return rational();
  const int64_t size = parts->numerator < 0 ? -parts->numerator : parts->numerator;
  if (size > IntegerLimit) return rational();
  return {Form::Int64, Number::of(1, parts->denominator), size};
}

Shape join(const Shape& a, const Shape& b) {
  if (a.form == Form::Rational || b.form == Form::Rational) return rational();
  if (a.bound == 0) return b;  // nothing but zeros, which are whole in every unit
  if (b.bound == 0) return a;
  const std::optional<Number> unit = common_unit(a.unit, b.unit);
  if (!unit) return rational();
  const std::optional<int64_t> x = bound_in(a, *unit), y = bound_in(b, *unit);
  if (!x || !y) return rational();
  return {Form::Int64, *unit, std::max(*x, *y)};
}

Shape shape_of_sum(const Shape& a, const Shape& b) {
  Shape both = join(a, b);
  if (both.form == Form::Rational) return both;
  const std::optional<int64_t> x = a.bound == 0 ? 0 : bound_in(a, both.unit), y = b.bound == 0 ? 0 : bound_in(b, both.unit);
  if (!x || !y || *x > IntegerLimit - *y) return rational();
  both.bound = *x + *y;
  return both;
}

Shape shape_of_product(const Shape& a, const Shape& b) {
  if (a.form == Form::Rational || b.form == Form::Rational) return rational();
  int64_t bound = 0;
  if (__builtin_mul_overflow(a.bound, b.bound, &bound) || bound > IntegerLimit) return rational();
  Number unit = a.unit * b.unit;
  if (!unit.is_small()) return rational();
  return {Form::Int64, std::move(unit), bound};
}

Shape shape_of_total(const Shape& a, uint64_t count) {
  if (a.form == Form::Rational) return a;
  const Int128 bound = static_cast<Int128>(a.bound) * static_cast<Int128>(std::max<uint64_t>(count, 1));
  if (bound > static_cast<Int128>(IntegerLimit)) return rational();
  return {Form::Int64, a.unit, static_cast<int64_t>(bound)};
}

}  // namespace plumb::plan
