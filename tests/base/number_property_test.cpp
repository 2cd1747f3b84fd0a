// Number against Boost's rational on random values that crowd the borders of int64 and 128 bits.
#include <array>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/number.h"
#include "base/reference_rational.h"

namespace plumb::base {
namespace {

ReferenceInteger near_power_of_two(int power, int offset, bool is_negative) {
  const ReferenceInteger value = (ReferenceInteger(1) << power) + offset;
  return is_negative ? ReferenceInteger(-value) : value;
}

rc::Gen<ReferenceInteger> any_integer() {
  const auto border = rc::gen::map(rc::gen::tuple(rc::gen::element(31, 32, 52, 62, 63, 64, 65, 126, 127, 128, 129, 200),
                                                  rc::gen::inRange(-3, 4), rc::gen::arbitrary<bool>()),
                                   [](const std::tuple<int, int, bool>& parts) {
                                     return near_power_of_two(std::get<0>(parts), std::get<1>(parts), std::get<2>(parts));
                                   });
  const auto small = rc::gen::map(rc::gen::inRange(-20, 21), [](int value) { return ReferenceInteger(value); });
  const auto wide = rc::gen::map(rc::gen::arbitrary<int64_t>(), [](int64_t value) { return ReferenceInteger(value); });
  const auto decimal = rc::gen::map(rc::gen::inRange(0, 45), [](int exponent) {
    return ReferenceInteger(boost::multiprecision::pow(ReferenceInteger(10), static_cast<unsigned>(exponent)));
  });
  return rc::gen::oneOf(small, small, wide, border, decimal);
}

// Text, because rapidcheck can print and shrink that.
rc::Gen<std::string> any_value() {
  return rc::gen::map(
      rc::gen::pair(any_integer(), any_integer()), [](const std::pair<ReferenceInteger, ReferenceInteger>& parts) {
        const bool is_whole = parts.second == 0 || parts.second == 10;
        const Reference value = is_whole ? Reference(parts.first) : Reference(parts.first) / Reference(parts.second);
        return fraction_text(value);
      });
}

Reference reference(const std::string& text) {
  const size_t slash = text.find('/');
  return Reference(ReferenceInteger(text.substr(0, slash)), ReferenceInteger(text.substr(slash + 1)));
}

bool fits(const ReferenceInteger& value) { return value >= INT64_MIN && value <= INT64_MAX; }

// Same value, reduced, and inline exactly when both parts fit.
void expect_same(const Number& actual, const Reference& expected) {
  RC_ASSERT(fraction_text(actual) == fraction_text(expected));
  RC_ASSERT(actual.is_small() == (fits(numerator(expected)) && fits(denominator(expected))));
  const Number again = number_of(expected);
  RC_ASSERT(actual == again);
  RC_ASSERT(actual.hash() == again.hash());
}

RC_GTEST_PROP(NumberProperty, arithmetic_agrees_with_boost, ()) {
  const std::string a_text = *any_value();
  const std::string b_text = *any_value();
  const Reference a = reference(a_text);
  const Reference b = reference(b_text);
  const Number left = *Number::parse(a_text);
  const Number right = *Number::parse(b_text);
  expect_same(left, a);
  expect_same(left + right, a + b);
  expect_same(left - right, a - b);
  expect_same(left * right, a * b);
  expect_same(-left, -a);
  expect_same(left.abs(), a < 0 ? Reference(-a) : a);
  if (b != 0) {
    expect_same(left.divided_by(right), a / b);
  }
  RC_ASSERT(left.sign() == a.sign());
  RC_ASSERT(left.is_zero() == (a == 0));
  RC_ASSERT(left.is_integer() == (denominator(a) == 1));
}

RC_GTEST_PROP(NumberProperty, order_agrees_with_boost, ()) {
  const std::string a_text = *any_value();
  const std::string b_text = *rc::gen::oneOf(any_value(), rc::gen::just(a_text));
  const Number left = *Number::parse(a_text);
  const Number right = *Number::parse(b_text);
  const int order = reference(a_text).compare(reference(b_text));
  RC_ASSERT((left <=> right) == (order <=> 0));
  RC_ASSERT((left == right) == (order == 0));
  RC_ASSERT((left < right) == (order < 0));
}

RC_GTEST_PROP(NumberProperty, sums_undo_and_demote, ()) {
  const Number left = *Number::parse(*any_value());
  const Number right = *Number::parse(*any_value());
  RC_ASSERT(left + right - right == left);
  RC_ASSERT((left + right - right).is_small() == left.is_small());
  if (!right.is_zero()) {
    RC_ASSERT((left * right).divided_by(right) == left);
    RC_ASSERT((left * right).divided_by(right).is_small() == left.is_small());
    const Number modulo = left.modulo_floored(right);
    RC_ASSERT(modulo.is_zero() || modulo.sign() == right.sign());
    RC_ASSERT(modulo.abs() < right.abs());
    RC_ASSERT((left - modulo).divided_by(right).is_integer());
    const Number rest = left.remainder_truncated(right);
    RC_ASSERT(rest.is_zero() || rest.sign() == left.sign());
    RC_ASSERT(rest.abs() < right.abs());
    RC_ASSERT((left - rest).divided_by(right).is_integer());
  }
}

RC_GTEST_PROP(NumberProperty, text_round_trips, ()) {
  const Number value = *Number::parse(*any_value());
  const std::string text = value.to_string();
  RC_ASSERT(Number::parse(text) == value);
  RC_ASSERT((text.find('/') == std::string::npos) == value.terminates());
  if (value.terminates()) {
    const int places = *value.decimal_places();
    RC_ASSERT(value.to_decimal(places, RoundingMode::Floor) == text);
    RC_ASSERT((value * Number::power_of_ten(places)).is_integer());
    RC_ASSERT(places == 0 || !(value * Number::power_of_ten(places - 1)).is_integer());
  }
}

RC_GTEST_PROP(NumberProperty, digits_are_counted_exactly, ()) {
  const Number value = *Number::parse(*any_value());
  const auto size = std::max(value.abs().numerator_string().size(), value.denominator_string().size());
  RC_ASSERT(value.digit_count() == static_cast<int>(size));
}

RC_GTEST_PROP(NumberProperty, rounding_stays_between_neighbours, ()) {
  const Number value = *Number::parse(*any_value());
  Number multiple = Number::parse(*any_value())->abs();
  if (multiple.is_zero()) {
    multiple = Number::of(1, 100);
  }
  const auto mode = static_cast<RoundingMode>(*rc::gen::inRange(0, 7));
  const Number rounded = value.round_to(multiple, mode);
  RC_ASSERT(rounded.divided_by(multiple).is_integer());
  RC_ASSERT((rounded - value).abs() < multiple);
  RC_ASSERT(rounded.round_to(multiple, mode) == rounded);
  const bool is_half = mode == RoundingMode::HalfUp || mode == RoundingMode::HalfDown || mode == RoundingMode::HalfEven;
  if (is_half) {
    RC_ASSERT((rounded - value).abs() * 2 <= multiple);
    RC_ASSERT((-value).round_to(multiple, mode) == -rounded);
  }
  const Number lower = value.round_to(multiple, RoundingMode::Floor);
  const Number upper = value.round_to(multiple, RoundingMode::Ceiling);
  RC_ASSERT(lower <= value && value <= upper);
  RC_ASSERT(rounded == lower || rounded == upper);
  RC_ASSERT(value.round_to(1, RoundingMode::Floor) == value.floor());
}

RC_GTEST_PROP(NumberProperty, roots_bracket_their_square, ()) {
  const Number value = Number::parse(*any_value())->abs();
  const Number multiple = Number::power_of_ten(*rc::gen::inRange(-25, 3));
  const Number lower = *value.sqrt_to(multiple, RoundingMode::Floor);
  const Number upper = *value.sqrt_to(multiple, RoundingMode::Ceiling);
  RC_ASSERT(lower * lower <= value && value <= upper * upper);
  RC_ASSERT(upper - lower == (lower * lower == value ? Number() : multiple));
  RC_ASSERT((value * value).sqrt_to(value.is_zero() ? Number(1) : value, RoundingMode::HalfUp) == value);
}

RC_GTEST_PROP(NumberProperty, powers_multiply, ()) {
  const Number value = *Number::parse(*any_value());
  const int exponent = *rc::gen::inRange(0, 12);
  Number expected = 1;
  for (int i = 0; i < exponent; ++i) {
    expected *= value;
  }
  RC_ASSERT(value.pow(exponent, 100000) == expected);
  if (!value.is_zero()) {
    RC_ASSERT(value.pow(-exponent, 100000) == Number(1).divided_by(expected));
  }
}

RC_GTEST_PROP(NumberProperty, scaled_integers_convert_both_ways, ()) {
  const auto mantissa = *rc::gen::arbitrary<int64_t>();
  const int scale = *rc::gen::inRange(-25, 26);
  const Number value = Number::from_scaled(mantissa, scale);
  RC_ASSERT(value == Number(mantissa) * Number::power_of_ten(-scale));
  RC_ASSERT(value.to_scaled(scale) == mantissa);
}

}  // namespace
}  // namespace plumb::base
