// Rounding, roots, powers and remainders: everything that follows from floor and comparison.
#include "base/internal_error.h"
#include "base/number.h"

namespace plumb::base {

namespace {

// What rounding needs to know about a value between two neighbouring multiples.
struct Position {
  bool is_negative = false;
  bool is_floor_even = false;
  std::strong_ordering fraction_to_half = std::strong_ordering::equal;
};

bool takes_upper(RoundingMode mode, const Position& position) {
  if (position.fraction_to_half != 0) {
    switch (mode) {
      case RoundingMode::HalfUp:
      case RoundingMode::HalfDown:
      case RoundingMode::HalfEven: return position.fraction_to_half > 0;
      case RoundingMode::AwayFromZero:
      case RoundingMode::TowardZero:
      case RoundingMode::Ceiling:
      case RoundingMode::Floor: break;
    }
  }
  switch (mode) {
    case RoundingMode::HalfUp:
    case RoundingMode::AwayFromZero: return !position.is_negative;
    case RoundingMode::HalfDown:
    case RoundingMode::TowardZero: return position.is_negative;
    case RoundingMode::HalfEven: return !position.is_floor_even;
    case RoundingMode::Ceiling: return true;
    case RoundingMode::Floor: return false;
  }
  fail_internal("number", "rounding mode");
}

void require_positive(const Number& multiple) {
  if (multiple.sign() <= 0) {
    fail_internal("number", "rounded to a multiple that is not positive");
  }
}

bool is_even(const Number& whole) {
  const std::optional<int64_t> small = whole.to_int64();
  return small.has_value() ? *small % 2 == 0 : whole.divided_by(2).is_integer();
}

// Floor division by a positive divisor; the 64-bit instance is several times faster than the wide
// one.
template <class Whole>
struct Division {
  Whole quotient;
  Whole rest;

  Division(Whole value, Whole divisor) : quotient(value / divisor), rest(value % divisor) {
    if (rest < 0) {
      --quotient;
      rest += divisor;
    }
  }
  std::strong_ordering fraction_to_half(Whole divisor) const {
    const Whole remaining = divisor - rest;
    return rest < remaining ? std::strong_ordering::less
                            : (rest > remaining ? std::strong_ordering::greater : std::strong_ordering::equal);
  }
};

template <class Whole>
Whole round_quotient(Whole value, Whole divisor, RoundingMode mode) {
  const Division<Whole> division(value, divisor);
  if (division.rest == 0) {
    return division.quotient;
  }
  const Position position{value < 0, division.quotient % 2 == 0, division.fraction_to_half(divisor)};
  return takes_upper(mode, position) ? division.quotient + 1 : division.quotient;
}

}  // namespace

Number Number::ceiling() const { return -((-*this).floor()); }

Number Number::round_to(const Number& multiple, RoundingMode mode) const {
  require_positive(multiple);
  if (!is_big() && !multiple.is_big()) {
    int64_t value = 0;
    int64_t divisor = 0;
    if (!__builtin_mul_overflow(numerator_, multiple.denominator_, &value) &&
        !__builtin_mul_overflow(denominator_, multiple.numerator_, &divisor)) {
      return Number(round_quotient(value, divisor, mode)) * multiple;
    }
    const Int128 quotient = round_quotient(static_cast<Int128>(numerator_) * multiple.denominator_,
                                           static_cast<Int128>(denominator_) * multiple.numerator_, mode);
    return from_reduced_wide(quotient, 1) * multiple;
  }
  const Number steps = divided_by(multiple);
  if (steps.is_integer()) {
    return *this;
  }
  const Number lower = steps.floor();
  const Position position{steps.sign() < 0, is_even(lower), (steps - lower) <=> of(1, 2)};
  return (takes_upper(mode, position) ? lower + 1 : lower) * multiple;
}

std::optional<Number> Number::pow(int64_t exponent, int digit_limit) const {
  if (exponent == 0) {
    return digit_limit >= 1 ? std::optional(Number(1)) : std::nullopt;
  }
  if (is_zero()) {
    return exponent > 0 && digit_limit >= 1 ? std::optional(Number()) : std::nullopt;
  }
  const bool is_inverted = exponent < 0;
  const uint64_t steps = is_inverted ? uint64_t{0} - static_cast<uint64_t>(exponent) : static_cast<uint64_t>(exponent);
  if (abs() == Number(1)) {
    return digit_limit >= 1 ? std::optional(steps % 2 == 0 ? Number(1) : *this) : std::nullopt;
  }
  // The larger part of the result is >= 2^bits: from 3.322 bits a digit on it surely is too long.
  // What passes has at most about twice the allowed digits, so its exact count is cheap.
  const Int128 bits = static_cast<Int128>(bit_lower_bound()) * static_cast<Int128>(steps);
  if (digit_limit < 1 || steps > UINT32_MAX || bits * 1000 >= static_cast<Int128>(digit_limit) * 3322) {
    return std::nullopt;
  }
  const Number power = power_unchecked(steps);
  if (power.digit_count() > digit_limit) {
    return std::nullopt;
  }
  return is_inverted ? power.reciprocal() : power;
}

std::optional<Number> Number::sqrt_to(const Number& multiple, RoundingMode mode) const {
  require_positive(multiple);
  if (sign() < 0) {
    return std::nullopt;
  }
  // In steps of the multiple the root lies between lower and lower + 1; squares decide exactly
  // where.
  const Number square = divided_by(multiple * multiple);
  const Number lower = square.floor_of_root();
  if (lower * lower == square) {
    return lower * multiple;
  }
  const Number doubled_middle = lower + lower + 1;
  const Position position{false, is_even(lower), square * 4 <=> doubled_middle * doubled_middle};
  return (takes_upper(mode, position) ? lower + 1 : lower) * multiple;
}

Number Number::remainder_truncated(const Number& divisor) const {
  const Number quotient = divided_by(divisor);
  return *this - divisor * (quotient.sign() < 0 ? quotient.ceiling() : quotient.floor());
}

Number Number::modulo_floored(const Number& divisor) const { return *this - divisor * divided_by(divisor).floor(); }

}  // namespace plumb::base
