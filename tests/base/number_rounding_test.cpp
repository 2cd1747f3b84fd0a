// All seven modes against their definitions, written out on plain integers.
#include <array>
#include <cstdlib>

#include <gtest/gtest.h>

#include "base/internal_error.h"
#include "base/number.h"
#include "base/reference_rational.h"

namespace plumb::base {
namespace {

constexpr std::array<RoundingMode, 7> Modes = {RoundingMode::HalfUp,       RoundingMode::HalfDown,   RoundingMode::HalfEven,
                                               RoundingMode::AwayFromZero, RoundingMode::TowardZero, RoundingMode::Ceiling,
                                               RoundingMode::Floor};

struct Multiple {
  int64_t num;
  int64_t den;
};

// Steps of num/den nearest to p/q as the mode's definition says: candidates are the neighbours k
// and k + 1, distances and sizes are compared on one common denominator.
int64_t steps_by_definition(int64_t p, int64_t q, Multiple multiple, RoundingMode mode) {
  const int64_t value = p * multiple.den;
  const int64_t step = q * multiple.num;
  int64_t lower = 0;
  for (lower = value / step - 2; (lower + 1) * step <= value; ++lower) {
  }
  if (lower * step == value) {
    return lower;
  }
  const int64_t upper = lower + 1;
  const int64_t to_lower = value - lower * step;
  const int64_t to_upper = upper * step - value;
  const int64_t larger = std::abs(lower) > std::abs(upper) ? lower : upper;
  const int64_t smaller = larger == lower ? upper : lower;
  const bool is_tie = to_lower == to_upper;
  const int64_t nearer = to_lower < to_upper ? lower : upper;
  switch (mode) {
    case RoundingMode::HalfUp: return is_tie ? larger : nearer;
    case RoundingMode::HalfDown: return is_tie ? smaller : nearer;
    case RoundingMode::HalfEven: return is_tie ? (lower % 2 == 0 ? lower : upper) : nearer;
    case RoundingMode::AwayFromZero: return larger;
    case RoundingMode::TowardZero: return smaller;
    case RoundingMode::Ceiling: return upper;
    case RoundingMode::Floor: return lower;
  }
  return 0;
}

TEST(NumberRounding, agrees_with_the_definition_on_all_small_rationals) {
  size_t checked = 0;
  for (const Multiple multiple : {Multiple{1, 1}, Multiple{10, 1}, Multiple{1, 100}, Multiple{1, 4}, Multiple{7, 3}}) {
    const Number step = Number::of(multiple.num, multiple.den);
    for (int64_t q = 1; q <= 16; ++q) {
      for (int64_t p = -180; p <= 180; ++p) {
        for (const RoundingMode mode : Modes) {
          const Number expected = Number(steps_by_definition(p, q, multiple, mode)) * step;
          ASSERT_EQ(Number::of(p, q).round_to(step, mode), expected)
              << p << "/" << q << " to " << step.to_string() << " mode " << static_cast<int>(mode);
          ++checked;
        }
      }
    }
  }
  EXPECT_EQ(checked, 5U * 16 * 361 * 7);
}

// Scaling value and multiple alike must scale the result: carries the small cases through 128 bits
// and Boost.
TEST(NumberRounding, is_the_same_at_every_size) {
  for (const int exponent : {-40, -30, -20, -19, -18, -17, 16, 17, 18, 19, 20, 36, 40}) {
    const Number scale = Number::power_of_ten(exponent) * Number::of(3, 7);
    for (const Multiple multiple : {Multiple{1, 1}, Multiple{10, 1}, Multiple{1, 4}}) {
      const Number step = Number::of(multiple.num, multiple.den);
      for (int64_t p = -45; p <= 45; ++p) {
        for (const int64_t q : {1, 2, 3, 8}) {
          for (const RoundingMode mode : Modes) {
            const Number value = Number::of(p, q);
            ASSERT_EQ((value * scale).round_to(step * scale, mode), value.round_to(step, mode) * scale)
                << p << "/" << q << " at 10^" << exponent << " mode " << static_cast<int>(mode);
          }
        }
      }
    }
  }
}

TEST(NumberRounding, works_at_the_int64_borders) {
  const Number top = INT64_MAX;
  const Number bottom = INT64_MIN;
  EXPECT_EQ(top.round_to(10, RoundingMode::HalfUp).to_string(), "9223372036854775810");
  EXPECT_EQ(bottom.round_to(10, RoundingMode::Floor).to_string(), "-9223372036854775810");
  EXPECT_EQ(bottom.round_to(10, RoundingMode::TowardZero).to_string(), "-9223372036854775800");
  EXPECT_EQ(top.round_to(Number::of(1, 100), RoundingMode::Floor), top);
  EXPECT_EQ(Number::of(INT64_MAX, 2).round_to(1, RoundingMode::HalfUp).to_string(), "4611686018427387904");
  EXPECT_EQ(Number::of(1, INT64_MAX).round_to(top, RoundingMode::AwayFromZero), top);
  EXPECT_EQ(Number::of(INT64_MIN, INT64_MAX).round_to(Number::of(1, INT64_MAX), RoundingMode::HalfEven),
            Number::of(INT64_MIN, INT64_MAX));
  EXPECT_THROW(static_cast<void>(top.round_to(0, RoundingMode::Floor)), InternalError);
  EXPECT_THROW(static_cast<void>(top.round_to(-1, RoundingMode::Floor)), InternalError);
}

TEST(NumberRounding, floor_and_ceiling) {
  for (int64_t q = 1; q <= 9; ++q) {
    for (int64_t p = -60; p <= 60; ++p) {
      const Number value = Number::of(p, q);
      EXPECT_EQ(value.floor(), Number(steps_by_definition(p, q, {1, 1}, RoundingMode::Floor)));
      EXPECT_EQ(value.ceiling(), Number(steps_by_definition(p, q, {1, 1}, RoundingMode::Ceiling)));
      const Number huge = *Number::parse("1e30") + value;
      EXPECT_EQ(huge.floor(), *Number::parse("1e30") + value.floor());
      EXPECT_EQ((-huge).floor(), -(huge.ceiling()));
    }
  }
}

// The root's place between two multiples, decided by comparing squares in Boost's rationals.
TEST(NumberRounding, of_roots_agrees_with_the_definition) {
  for (const Multiple multiple : {Multiple{1, 1}, Multiple{1, 10}, Multiple{1, 4}, Multiple{3, 2}}) {
    const Number step = Number::of(multiple.num, multiple.den);
    const Reference reference_step(multiple.num, multiple.den);
    for (int64_t q = 1; q <= 16; ++q) {
      for (int64_t p = 0; p <= 120; ++p) {
        const Reference value(p, q);
        int64_t lower = 0;
        while (reference_step * (lower + 1) * reference_step * (lower + 1) <= value) {
          ++lower;
        }
        const Reference low = reference_step * lower;
        const Reference middle = low + reference_step / 2;
        const bool is_exact = low * low == value;
        const bool is_tie = middle * middle == value;
        const bool is_above = value > middle * middle;
        for (const RoundingMode mode : Modes) {
          bool takes_upper = false;
          switch (mode) {
            case RoundingMode::HalfUp: takes_upper = is_above || is_tie; break;
            case RoundingMode::HalfDown: takes_upper = is_above; break;
            case RoundingMode::HalfEven: takes_upper = is_above || (is_tie && lower % 2 != 0); break;
            case RoundingMode::AwayFromZero:
            case RoundingMode::Ceiling: takes_upper = !is_exact; break;
            case RoundingMode::TowardZero:
            case RoundingMode::Floor: break;
          }
          ASSERT_EQ(Number::of(p, q).sqrt_to(step, mode), Number(takes_upper ? lower + 1 : lower) * step)
              << p << "/" << q << " to " << step.to_string() << " mode " << static_cast<int>(mode);
        }
      }
    }
  }
}

}  // namespace
}  // namespace plumb::base
