// Representation and arithmetic of Number. The one file that knows Boost.Multiprecision.
//
// Small operands are computed in 128 bits, which never overflow here: |numerator| <= 2^63 and
// denominator < 2^63, so a product stays within 2^126 and the sum of two within 2^127.
#include "base/number.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <boost/multiprecision/cpp_int.hpp>

#include "base/internal_error.h"

namespace plumb::base {

// Named, since a member of Number holds one.
namespace big_number {

using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>, boost::multiprecision::et_off>;

struct Fraction {
  Integer numerator;
  Integer denominator = 1;
};

}  // namespace big_number

namespace {

using big_number::Fraction;
using big_number::Integer;

constexpr int LargestSmallPower = 18;

constexpr std::array<int64_t, LargestSmallPower + 1> SmallPowers = [] {
  std::array<int64_t, LargestSmallPower + 1> powers{};
  int64_t power = 1;
  for (size_t i = 0; i < powers.size(); ++i) {
    powers[i] = power;
    if (i + 1 < powers.size()) {
      power *= 10;
    }
  }
  return powers;
}();

uint64_t magnitude(int64_t value) {
  return value < 0 ? uint64_t{0} - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
}

bool fits_small(const Integer& value) { return value >= INT64_MIN && value <= INT64_MAX; }

bool fits_small(Int128 value) { return value >= INT64_MIN && value <= INT64_MAX; }

Integer ten_to(unsigned exponent) { return boost::multiprecision::pow(Integer(10), exponent); }

// Sum of reduced fractions, reduced by the gcd of the denominators alone (Knuth 4.5.1).
Fraction sum(const Fraction& a, const Fraction& b) {
  if (a.denominator == 1 && b.denominator == 1) {
    return {a.numerator + b.numerator, 1};
  }
  const Integer common = gcd(a.denominator, b.denominator);
  const Integer a_part = a.denominator / common;
  const Integer numerator = a.numerator * (b.denominator / common) + b.numerator * a_part;
  const Integer shared = gcd(numerator, common);
  return {numerator / shared, a_part * (b.denominator / shared)};
}

Fraction product(const Fraction& a, const Fraction& b) {
  const Integer left = gcd(a.numerator, b.denominator);
  const Integer right = gcd(b.numerator, a.denominator);
  return {(a.numerator / left) * (b.numerator / right), (a.denominator / right) * (b.denominator / left)};
}

// Exactly how many decimal digits: the estimate from bits is never too high, the loop makes it
// exact.
int count_digits(const Integer& positive) {
  const uint64_t top_bit = msb(positive);
  auto digits = static_cast<unsigned>(static_cast<Int128>(top_bit) * 301029995 / 1000000000);
  Integer bound = ten_to(digits);
  while (positive >= bound) {
    ++digits;
    bound *= 10;
  }
  return static_cast<int>(digits);
}

// The k with 5^k == value, if there is one. The bit length leaves two candidates.
std::optional<unsigned> logarithm_of_five(const Integer& value) {
  const uint64_t top_bit = msb(value);
  const auto estimate = static_cast<unsigned>(static_cast<Int128>(top_bit) * 430676558 / 1000000000);
  Integer power = boost::multiprecision::pow(Integer(5), estimate);
  for (unsigned k = estimate; power <= value; ++k, power *= 5) {
    if (power == value) {
      return k;
    }
  }
  return std::nullopt;
}

}  // namespace

struct Number::Big {
  big_number::Fraction value;

  // The value of any Number as a Fraction, in the scratch if it is small.
  static const Fraction& view(const Number& number, Fraction& scratch) {
    if (number.is_big()) {
      return number.big()->value;
    }
    scratch.numerator = number.numerator_;
    scratch.denominator = number.denominator_;
    return scratch;
  }
};

// Takes a reduced fraction; demotes it if it fits.
Number::Number(Big&& source) : numerator_(0), denominator_(1) {
  if (fits_small(source.value.numerator) && fits_small(source.value.denominator)) {
    numerator_ = static_cast<int64_t>(source.value.numerator);
    denominator_ = static_cast<int64_t>(source.value.denominator);
    return;
  }
  adopt(new Big(std::move(source)));
  denominator_ = 0;
}

Number::Big* Number::clone_big(const Number& other) { return new Big(*other.big()); }

void Number::release_big() noexcept { delete big(); }

Number Number::from_reduced_wide(Int128 num, Int128 den) {
  if (fits_small(num) && fits_small(den)) [[likely]] {
    return {static_cast<int64_t>(num), static_cast<int64_t>(den), nullptr};
  }
  return Number(Big{{Integer(num), Integer(den)}});
}

Number Number::of(int64_t num, int64_t den) {
  if (den == 0) {
    fail_internal("number", "a denominator of zero");
  }
  const uint64_t common = std::gcd(magnitude(num), magnitude(den));
  const auto reduced_num = static_cast<Int128>(num) / static_cast<Int128>(common);
  const auto reduced_den = static_cast<Int128>(den) / static_cast<Int128>(common);
  return den < 0 ? from_reduced_wide(-reduced_num, -reduced_den) : from_reduced_wide(reduced_num, reduced_den);
}

Number Number::from_digits(std::string_view digits) {
  // Boost would read a leading zero as octal.
  const size_t start = std::min(digits.find_first_not_of('0'), digits.size());
  digits.remove_prefix(start);
  if (digits.size() <= LargestSmallPower) {
    int64_t value = 0;
    for (const char digit : digits) {
      value = value * 10 + (digit - '0');
    }
    return Number(value);
  }
  return Number(Big{{Integer(std::string(digits)), 1}});
}

Number Number::power_of_ten(int exponent) {
  const auto size = static_cast<unsigned>(magnitude(exponent));
  if (size <= LargestSmallPower) {
    const int64_t power = SmallPowers[size];
    return exponent < 0 ? Number(1, power, nullptr) : Number(power);
  }
  return exponent < 0 ? Number(Big{{1, ten_to(size)}}) : Number(Big{{ten_to(size), 1}});
}

Number Number::from_scaled(int64_t mantissa, int scale) { return from_scaled_wide(mantissa, scale); }

Number Number::from_scaled_wide(Int128 mantissa, int scale) {
  if (scale == 0) {
    return from_reduced_wide(mantissa, 1);
  }
  if (scale > 0 && scale <= LargestSmallPower) {
    const int64_t power = SmallPowers[static_cast<size_t>(scale)];
    const auto rest = static_cast<int64_t>(mantissa % power);
    const auto common = static_cast<int64_t>(std::gcd(magnitude(rest), magnitude(power)));
    return from_reduced_wide(mantissa / common, power / common);
  }
  // Widened first: the most negative int has no positive twin.
  const int64_t exponent = -static_cast<int64_t>(scale);
  if (exponent > INT32_MAX) {
    fail_internal("number", "a scale out of range");
  }
  return from_reduced_wide(mantissa, 1) * power_of_ten(static_cast<int>(exponent));
}

Number Number::operator-() const {
  if (is_big()) {
    return Number(Big{{-big()->value.numerator, big()->value.denominator}});
  }
  return from_reduced_wide(-static_cast<Int128>(numerator_), denominator_);
}

Number Number::add_general(const Number& a, const Number& b) {
  if (a.is_big() || b.is_big()) {
    Fraction a_scratch;
    Fraction b_scratch;
    return Number(Big{sum(Big::view(a, a_scratch), Big::view(b, b_scratch))});
  }
  const auto common = static_cast<int64_t>(std::gcd(a.denominator_, b.denominator_));
  const int64_t a_part = a.denominator_ / common;
  const Int128 numerator =
      static_cast<Int128>(a.numerator_) * (b.denominator_ / common) + static_cast<Int128>(b.numerator_) * a_part;
  const auto shared = std::gcd(static_cast<int64_t>(numerator % common), common);
  return from_reduced_wide(numerator / shared, static_cast<Int128>(a_part) * (b.denominator_ / shared));
}

Number Number::subtract_general(const Number& a, const Number& b) { return add_general(a, -b); }

Number Number::multiply_general(const Number& a, const Number& b) {
  if (a.is_big() || b.is_big()) {
    Fraction a_scratch;
    Fraction b_scratch;
    return Number(Big{product(Big::view(a, a_scratch), Big::view(b, b_scratch))});
  }
  const auto left = static_cast<int64_t>(std::gcd(magnitude(a.numerator_), magnitude(b.denominator_)));
  const auto right = static_cast<int64_t>(std::gcd(magnitude(b.numerator_), magnitude(a.denominator_)));
  return from_reduced_wide(static_cast<Int128>(a.numerator_ / left) * (b.numerator_ / right),
                           static_cast<Int128>(a.denominator_ / right) * (b.denominator_ / left));
}

Number Number::reciprocal() const {
  if (is_zero()) {
    fail_internal("number", "a division by zero");
  }
  if (is_big()) {
    const Fraction& value = big()->value;
    return value.numerator < 0 ? Number(Big{{-value.denominator, -value.numerator}})
                               : Number(Big{{value.denominator, value.numerator}});
  }
  return numerator_ < 0 ? from_reduced_wide(-static_cast<Int128>(denominator_), -static_cast<Int128>(numerator_))
                        : from_reduced_wide(denominator_, numerator_);
}

Number Number::divided_by(const Number& divisor) const { return multiply_general(*this, divisor.reciprocal()); }

std::strong_ordering Number::compare_general(const Number& a, const Number& b) {
  if (a.is_big() || b.is_big()) {
    if (a.sign() != b.sign()) {
      return a.sign() <=> b.sign();
    }
    Fraction a_scratch;
    Fraction b_scratch;
    const Fraction& left = Big::view(a, a_scratch);
    const Fraction& right = Big::view(b, b_scratch);
    const int order = left.denominator == right.denominator
                          ? left.numerator.compare(right.numerator)
                          : Integer(left.numerator * right.denominator).compare(Integer(right.numerator * left.denominator));
    return order <=> 0;
  }
  const Int128 left = static_cast<Int128>(a.numerator_) * b.denominator_;
  const Int128 right = static_cast<Int128>(b.numerator_) * a.denominator_;
  return left < right ? std::strong_ordering::less : (left > right ? std::strong_ordering::greater : std::strong_ordering::equal);
}

bool Number::equal_big(const Number& a, const Number& b) {
  return a.big()->value.numerator == b.big()->value.numerator && a.big()->value.denominator == b.big()->value.denominator;
}

int Number::sign_big() const { return big()->value.numerator.sign(); }

bool Number::is_integer_big() const { return big()->value.denominator == 1; }

Number Number::floor() const {
  if (is_integer()) {
    return *this;
  }
  if (is_big()) {
    Integer quotient;
    Integer rest;
    divide_qr(big()->value.numerator, big()->value.denominator, quotient, rest);
    if (rest < 0) {
      --quotient;
    }
    return Number(Big{{std::move(quotient), 1}});
  }
  const int64_t quotient = numerator_ / denominator_;
  return Number(numerator_ < 0 ? quotient - 1 : quotient);
}

Number Number::floor_of_root() const {
  const Number whole = floor();
  Fraction scratch;
  return Number(Big{{sqrt(Big::view(whole, scratch).numerator), 1}});
}

int64_t Number::bit_lower_bound() const {
  Fraction scratch;
  const Fraction& value = Big::view(*this, scratch);
  return static_cast<int64_t>(
      std::max(value.numerator == 0 ? 0U : msb(boost::multiprecision::abs(value.numerator)), msb(value.denominator)));
}

Number Number::power_unchecked(uint64_t exponent) const {
  Fraction scratch;
  const Fraction& value = Big::view(*this, scratch);
  const auto size = static_cast<unsigned>(exponent);
  return Number(Big{{boost::multiprecision::pow(value.numerator, size), boost::multiprecision::pow(value.denominator, size)}});
}

std::optional<int> Number::decimal_places() const {
  if (!is_big()) {
    int64_t rest = denominator_;
    int twos = 0;
    int fives = 0;
    for (; rest % 2 == 0; rest /= 2) {
      ++twos;
    }
    for (; rest % 5 == 0; rest /= 5) {
      ++fives;
    }
    return rest == 1 ? std::optional(std::max(twos, fives)) : std::nullopt;
  }
  const Integer& denominator = big()->value.denominator;
  const auto twos = static_cast<unsigned>(lsb(denominator));
  const std::optional<unsigned> fives = logarithm_of_five(denominator >> twos);
  return fives.has_value() ? std::optional(static_cast<int>(std::max(twos, *fives))) : std::nullopt;
}

bool Number::terminates() const { return decimal_places().has_value(); }

int Number::digit_count() const {
  if (!is_big()) {
    const uint64_t larger = std::max(magnitude(numerator_), magnitude(denominator_));
    int digits = 1;
    for (uint64_t rest = larger / 10; rest > 0; rest /= 10) {
      ++digits;
    }
    return digits;
  }
  const Integer size = boost::multiprecision::abs(big()->value.numerator);
  return count_digits(std::max(size, big()->value.denominator));
}

std::optional<int64_t> Number::to_int64() const { return denominator_ == 1 ? std::optional(numerator_) : std::nullopt; }

std::optional<int64_t> Number::to_scaled(int scale) const {
  if (!is_big() && scale >= 0 && scale <= LargestSmallPower) {
    const int64_t power = SmallPowers[static_cast<size_t>(scale)];
    int64_t scaled = 0;
    if (power % denominator_ != 0 || __builtin_mul_overflow(numerator_, power / denominator_, &scaled)) {
      return std::nullopt;
    }
    return scaled;
  }
  return (*this * power_of_ten(scale)).to_int64();
}

std::string Number::numerator_string() const { return is_big() ? big()->value.numerator.str() : std::to_string(numerator_); }

std::string Number::denominator_string() const {
  return is_big() ? big()->value.denominator.str() : std::to_string(denominator_);
}

size_t Number::hash() const {
  const auto mix = [](uint64_t seed, uint64_t word) {
    uint64_t mixed = (seed ^ word) * 0x9E3779B97F4A7C15U;
    mixed ^= mixed >> 32;
    return mixed;
  };
  if (!is_big()) {
    return mix(mix(0x243F6A8885A308D3U, static_cast<uint64_t>(numerator_)), static_cast<uint64_t>(denominator_));
  }
  uint64_t seed = big()->value.numerator < 0 ? 1 : 2;
  for (const Integer* part : {&big()->value.numerator, &big()->value.denominator}) {
    const auto& backend = part->backend();
    for (unsigned i = 0; i < backend.size(); ++i) {
      seed = mix(seed, backend.limbs()[i]);
    }
  }
  return seed;
}

}  // namespace plumb::base
