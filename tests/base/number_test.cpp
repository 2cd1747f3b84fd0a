#include "base/number.h"

#include <cstdint>
#include <string>
#include <type_traits>
#include <unordered_set>

#include <gtest/gtest.h>

#include "base/internal_error.h"

namespace plumb::base {
namespace {

static_assert(sizeof(Number) == 16);
static_assert(std::is_nothrow_move_constructible_v<Number>);
static_assert(!std::is_constructible_v<Number, double>);
static_assert(!std::is_constructible_v<Number, bool>);

Number parsed(std::string_view text) {
  const std::optional<Number> value = Number::parse(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value.value_or(Number());
}

struct TextCase {
  std::string_view text;
  std::string_view printed;
};

class NumberText : public testing::TestWithParam<TextCase> {};

TEST_P(NumberText, is_read_and_printed) {
  const Number value = parsed(GetParam().text);
  EXPECT_EQ(value.to_string(), GetParam().printed);
  EXPECT_EQ(parsed(GetParam().printed), value);
}

INSTANTIATE_TEST_SUITE_P(
    Table, NumberText,
    testing::Values(TextCase{"0", "0"}, TextCase{"-0", "0"}, TextCase{"-0.000", "0"}, TextCase{"0e9999", "0"},
                    TextCase{"+7", "7"}, TextCase{"007", "7"}, TextCase{"0010", "10"}, TextCase{"1.50", "1.5"},
                    TextCase{"-0.05", "-0.05"}, TextCase{"1e3", "1000"}, TextCase{"1E+3", "1000"}, TextCase{"12e-4", "0.0012"},
                    TextCase{"1e0000003", "1000"}, TextCase{"100.000", "100"}, TextCase{"250/3", "250/3"},
                    TextCase{"-500/6", "-250/3"}, TextCase{"4/2", "2"}, TextCase{"1/8", "0.125"}, TextCase{"0/5", "0"},
                    TextCase{"007/014", "0.5"}, TextCase{"9223372036854775807", "9223372036854775807"},
                    TextCase{"9223372036854775808", "9223372036854775808"},
                    TextCase{"-9223372036854775808", "-9223372036854775808"},
                    TextCase{"-9223372036854775809", "-9223372036854775809"},
                    TextCase{"0.0000000000000000000000001", "0.0000000000000000000000001"},
                    TextCase{"1/30000000000000000000000000", "1/30000000000000000000000000"},
                    TextCase{"123456789012345678901234567890.000000001", "123456789012345678901234567890.000000001"}));

TEST(NumberParse, refuses_everything_else) {
  for (const std::string_view text : {"",        "-",        "+",   ".",    ".5",    "5.",    "1e",    "1e+",
                                      "1e10000", "1e-10000", "--1", "1 ",   " 1",    "1_000", "1,000", "0x10",
                                      "1/0",     "1/",       "/2",  "1/-2", "1/2/3", "1.5/2", "1/2.5", "1e2/3",
                                      "inf",     "NaN",      "１",  "1%",   "1e2.5", "1.2.3", "e5",    "1e99999999999999999999",
                                      "1/2e1",   "+-1"}) {
    EXPECT_FALSE(Number::parse(text).has_value()) << text;
  }
}

TEST(NumberParse, takes_the_largest_exponents) {
  EXPECT_EQ(parsed("1e9999").digit_count(), 10000);
  EXPECT_EQ(parsed("1e-9999") * parsed("1e9999"), Number(1));
  EXPECT_EQ(*parsed("1.00000e-9999").decimal_places(), 9999);
}

TEST(NumberMake, of_reduces_and_moves_the_sign_up) {
  EXPECT_EQ(Number::of(6, -4).to_string(), "-1.5");
  EXPECT_EQ(Number::of(INT64_MIN, -1).to_string(), "9223372036854775808");
  EXPECT_EQ(Number::of(INT64_MIN, INT64_MIN), Number(1));
  EXPECT_EQ(Number::of(1, INT64_MIN).denominator_string(), "9223372036854775808");
  EXPECT_EQ(Number::of(0, -5), Number());
  EXPECT_THROW(static_cast<void>(Number::of(1, 0)), InternalError);
}

TEST(NumberMake, takes_every_whole_type) {
  EXPECT_EQ(Number(UINT64_MAX).to_string(), "18446744073709551615");
  EXPECT_EQ(Number(size_t{7}), Number(7));
  EXPECT_EQ(Number(int8_t{-7}), -Number(7U));
}

TEST(NumberMake, from_scaled_and_powers_of_ten) {
  EXPECT_EQ(Number::from_scaled(-1250, 2).to_string(), "-12.5");
  EXPECT_EQ(Number::from_scaled(5, -3), Number(5000));
  EXPECT_EQ(Number::from_scaled(5, 19).to_string(), "0.0000000000000000005");
  EXPECT_EQ(Number::from_scaled(0, 40), Number());
  EXPECT_EQ(Number::from_scaled_wide(static_cast<Int128>(INT64_MAX) * 100, 2), Number(INT64_MAX));
  EXPECT_EQ(Number::power_of_ten(-2), Number::of(1, 100));
  for (int exponent = -60; exponent <= 60; ++exponent) {
    EXPECT_EQ(Number::power_of_ten(exponent), parsed("1e" + std::to_string(exponent)));
    EXPECT_EQ(Number::power_of_ten(exponent) * Number::power_of_ten(-exponent), Number(1));
  }
}

TEST(NumberValue, copies_moves_and_swaps_both_kinds) {
  const Number small = Number::of(1, 3);
  const Number big = parsed("1e30");
  Number a = big;
  Number b = small;
  a.swap(b);
  EXPECT_EQ(a, small);
  EXPECT_EQ(b, big);
  Number moved = std::move(b);
  EXPECT_EQ(moved, big);
  b = moved;
  EXPECT_EQ(b, big);
  b = small;
  EXPECT_EQ(b, small);
  const Number& alias = moved;
  moved = alias;
  EXPECT_EQ(moved, big);
  moved += moved;
  EXPECT_EQ(moved, parsed("2e30"));
  moved -= alias;
  EXPECT_TRUE(moved.is_zero());
  EXPECT_TRUE(moved.is_small());
}

TEST(NumberValue, promotes_at_the_borders_and_demotes) {
  const Number top = INT64_MAX;
  const Number bottom = INT64_MIN;
  EXPECT_EQ((top + 1).to_string(), "9223372036854775808");
  EXPECT_FALSE((top + 1).is_small());
  EXPECT_TRUE((top + 1 - 1).is_small());
  EXPECT_EQ(top + 1 - 1, top);
  EXPECT_EQ((bottom - 1).to_string(), "-9223372036854775809");
  EXPECT_EQ((-bottom).to_string(), "9223372036854775808");
  EXPECT_TRUE((-(-bottom)).is_small());
  EXPECT_EQ(bottom.abs(), top + 1);
  EXPECT_EQ((bottom * bottom).to_string(), "85070591730234615865843651857942052864");
  EXPECT_TRUE((bottom * bottom).divided_by(bottom * bottom).is_small());
  EXPECT_EQ(bottom.divided_by(bottom), Number(1));
  EXPECT_EQ(Number(1).divided_by(bottom).denominator_string(), "9223372036854775808");
  EXPECT_EQ(Number(1).divided_by(bottom) * bottom, Number(1));
  EXPECT_EQ(std::hash<Number>{}(top + 1 - 1), std::hash<Number>{}(top));
  std::unordered_set<Number> seen = {top, top + 1, top + 1 - 1, bottom - 1, -(top + 2)};
  EXPECT_EQ(seen.size(), 3U);
}

TEST(NumberDivide, by_zero_is_our_own_mistake) {
  EXPECT_THROW(static_cast<void>(Number(1).divided_by(0)), InternalError);
  EXPECT_THROW(static_cast<void>(Number(1).remainder_truncated(0)), InternalError);
  EXPECT_THROW(static_cast<void>(Number(1).modulo_floored(Number())), InternalError);
}

TEST(NumberDivide, remainders_take_their_sign_as_named) {
  EXPECT_EQ(Number(-7).remainder_truncated(3), Number(-1));
  EXPECT_EQ(Number(-7).modulo_floored(3), Number(2));
  EXPECT_EQ(Number(7).remainder_truncated(-3), Number(1));
  EXPECT_EQ(Number(7).modulo_floored(-3), Number(-2));
  EXPECT_EQ(parsed("7.5").remainder_truncated(parsed("0.7")), parsed("0.5"));
  EXPECT_EQ(parsed("1e40").modulo_floored(7), Number(4));
}

TEST(NumberPower, is_exact_within_the_limit) {
  EXPECT_EQ(Number(2).pow(10, 100), Number(1024));
  EXPECT_EQ(Number::of(-2, 3).pow(3, 100), Number::of(-8, 27));
  EXPECT_EQ(Number::of(-2, 3).pow(-3, 100), Number::of(-27, 8));
  EXPECT_EQ(Number().pow(0, 1), Number(1));
  EXPECT_EQ(Number().pow(5, 1), Number());
  EXPECT_EQ(Number().pow(-1, 100), std::nullopt);
  EXPECT_EQ(Number(-1).pow(INT64_MIN, 1), Number(1));
  EXPECT_EQ(Number(-1).pow(INT64_MAX, 1), Number(-1));
  EXPECT_EQ(Number(2).pow(INT64_MAX, 1000), std::nullopt);
  EXPECT_EQ(parsed("1.000001").pow(INT64_MIN, 1000), std::nullopt);
}

TEST(NumberPower, the_limit_counts_digits_exactly) {
  EXPECT_EQ(Number(10).pow(9, 10), Number(1000000000));
  EXPECT_EQ(Number(10).pow(9, 9), std::nullopt);
  EXPECT_EQ(Number(10).pow(-9, 10), Number::power_of_ten(-9));
  EXPECT_EQ(Number(10).pow(-9, 9), std::nullopt);
  for (const int base : {2, 3, 5, 7, 9, 10, 11, 99}) {
    for (int exponent = 1; exponent <= 120; ++exponent) {
      const std::optional<Number> free = Number(base).pow(exponent, 1000);
      ASSERT_TRUE(free.has_value());
      const int digits = static_cast<int>(free->to_string().size());
      EXPECT_EQ(free->digit_count(), digits);
      EXPECT_EQ(Number(base).pow(exponent, digits), free);
      EXPECT_EQ(Number(base).pow(exponent, digits - 1), std::nullopt);
    }
  }
}

TEST(NumberRoot, is_exact_or_rounded_once) {
  const Number unit = 1;
  const Number cent = Number::of(1, 100);
  EXPECT_EQ(Number(49).sqrt_to(unit, RoundingMode::Floor), Number(7));
  EXPECT_EQ(Number(2).sqrt_to(cent, RoundingMode::HalfUp), parsed("1.41"));
  EXPECT_EQ(Number(2).sqrt_to(cent, RoundingMode::Ceiling), parsed("1.42"));
  EXPECT_EQ(parsed("6.25").sqrt_to(unit, RoundingMode::HalfUp), Number(3));
  EXPECT_EQ(parsed("6.25").sqrt_to(unit, RoundingMode::HalfDown), Number(2));
  EXPECT_EQ(parsed("6.25").sqrt_to(unit, RoundingMode::HalfEven), Number(2));
  EXPECT_EQ(parsed("12.25").sqrt_to(unit, RoundingMode::HalfEven), Number(4));
  EXPECT_EQ(Number().sqrt_to(cent, RoundingMode::AwayFromZero), Number());
  EXPECT_EQ(Number(-1).sqrt_to(cent, RoundingMode::Floor), std::nullopt);
  EXPECT_EQ(parsed("1e60").sqrt_to(unit, RoundingMode::Floor), parsed("1e30"));
  EXPECT_THROW(static_cast<void>(Number(2).sqrt_to(0, RoundingMode::Floor)), InternalError);
}

TEST(NumberPrint, fixed_places) {
  EXPECT_EQ(Number::of(1, 3).to_decimal(4, RoundingMode::HalfUp), "0.3333");
  EXPECT_EQ(Number::of(-1, 300).to_decimal(2, RoundingMode::HalfUp), "0.00");
  EXPECT_EQ(Number::of(-1, 200).to_decimal(2, RoundingMode::HalfUp), "-0.01");
  EXPECT_EQ(Number(5).to_decimal(2, RoundingMode::HalfUp), "5.00");
  EXPECT_EQ(Number(-5).to_decimal(0, RoundingMode::HalfUp), "-5");
  EXPECT_EQ(Number(1250).to_decimal(-2, RoundingMode::HalfEven), "1200");
  EXPECT_EQ(parsed("1e25").to_decimal(1, RoundingMode::Floor), "10000000000000000000000000.0");
}

TEST(NumberPrint, knows_which_decimals_end) {
  EXPECT_TRUE(Number::of(7, 640).terminates());
  EXPECT_FALSE(Number::of(1, 7).terminates());
  EXPECT_EQ(Number::of(1, 8).decimal_places(), 3);
  EXPECT_EQ(Number(9).decimal_places(), 0);
  Number fives = 1;
  for (int exponent = 1; exponent <= 400; ++exponent) {
    fives *= 5;
    EXPECT_EQ(Number(1).divided_by(fives).decimal_places(), exponent);
    EXPECT_EQ(Number(1).divided_by(fives * 1024).decimal_places(), std::max(exponent, 10));
    EXPECT_FALSE(Number(1).divided_by(fives + 2).terminates()) << exponent;
  }
}

TEST(NumberPrint, counts_digits_around_every_power_of_ten) {
  EXPECT_EQ(Number().digit_count(), 1);
  EXPECT_EQ(Number::of(1, 1000).digit_count(), 4);
  for (int exponent = 1; exponent <= 700; ++exponent) {
    const Number power = Number::power_of_ten(exponent);
    EXPECT_EQ(power.digit_count(), exponent + 1);
    EXPECT_EQ((power - 1).digit_count(), exponent);
    EXPECT_EQ((-(power + 1)).digit_count(), exponent + 1);
    EXPECT_EQ(Number(1).divided_by(power).digit_count(), exponent + 1);
  }
}

TEST(NumberToWhole, only_if_whole_and_in_range) {
  EXPECT_EQ(Number(INT64_MIN).to_int64(), INT64_MIN);
  EXPECT_EQ((Number(INT64_MIN) - 1).to_int64(), std::nullopt);
  EXPECT_EQ(Number::of(1, 2).to_int64(), std::nullopt);
  EXPECT_EQ(parsed("12.34").to_scaled(2), 1234);
  EXPECT_EQ(parsed("12.34").to_scaled(1), std::nullopt);
  EXPECT_EQ(Number(5000).to_scaled(-3), 5);
  EXPECT_EQ(Number(INT64_MAX).to_scaled(1), std::nullopt);
  EXPECT_EQ(parsed("1e-20").to_scaled(20), 1);
  EXPECT_EQ(Number::of(1, 3).to_scaled(18), std::nullopt);
}

}  // namespace
}  // namespace plumb::base
