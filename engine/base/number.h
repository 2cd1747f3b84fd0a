// Exact rational numbers, the only number type of the engine (law L3: no floating point anywhere).
//
// INVARIANT: always reduced, denominator > 0, and small whenever numerator and denominator fit into
// int64, so equal values have equal representation. Small values live inline; larger ones own a
// heap object. Nothing here rounds unless the name says so. A zero divisor is the caller's mistake
// and throws InternalError: callers test is_zero() first and turn it into a fault of their own.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace plumb::base {

__extension__ typedef __int128 Int128;

// The seven named modes (law L4). The three Half modes act on the absolute value, so that a
// negative number rounds to the mirror image of its positive twin.
enum class RoundingMode : uint8_t {
  HalfUp,        // 四舍五入: a tie goes away from zero
  HalfDown,      // 五舍六入: a tie goes towards zero
  HalfEven,      // 四舍六入五成双: a tie goes to the even multiple
  AwayFromZero,  // 进一
  TowardZero,    // 去尾
  Ceiling,       // 向上取整: towards plus infinity
  Floor,         // 向下取整: towards minus infinity
};

class Number {
 public:
  constexpr Number() noexcept : numerator_(0), denominator_(1) {}

  // Implicit from whole numbers only; a floating value never becomes a Number.
  template <std::integral Whole>
  requires(sizeof(Whole) <= 8 && !std::same_as<Whole, bool>) Number(Whole value)
      : numerator_(static_cast<int64_t>(value)), denominator_(1) {
    if constexpr (std::unsigned_integral<Whole> && sizeof(Whole) == 8) {
      if (numerator_ < 0) {
        *this = from_scaled_wide(static_cast<Int128>(value), 0);
      }
    }
  }
  template <std::floating_point Floating>
  Number(Floating) = delete;

  Number(const Number& other) : numerator_(other.numerator_), denominator_(other.denominator_) {
    if (is_big()) [[unlikely]] {
      adopt(clone_big(other));
    }
  }
  Number(Number&& other) noexcept : numerator_(other.numerator_), denominator_(other.denominator_) {
    if (is_big()) [[unlikely]] {
      other.numerator_ = 0;
      other.denominator_ = 1;
    }
  }
  Number& operator=(const Number& other) {
    if (!is_big() && !other.is_big()) [[likely]] {
      numerator_ = other.numerator_;
      denominator_ = other.denominator_;
    } else if (this != &other) {
      Number copy(other);
      swap(copy);
    }
    return *this;
  }
  Number& operator=(Number&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Number() {
    if (is_big()) [[unlikely]] {
      release_big();
    }
  }

  // Precondition: den is not zero (InternalError). Any signs; reduces.
  [[nodiscard]] static Number of(int64_t num, int64_t den);
  // Whole text or nothing: [+-]digits[.digits][(e|E)[+-]digits], |exponent| <= 9999, or
  // [+-]digits/digits with a denominator that is not zero. ASCII only, no blanks. The length of the
  // text is the caller's limit.
  [[nodiscard]] static std::optional<Number> parse(std::string_view text);
  // 10^exponent; a negative exponent gives 1/10^-exponent.
  [[nodiscard]] static Number power_of_ten(int exponent);
  // mantissa * 10^-scale; a negative scale multiplies.
  [[nodiscard]] static Number from_scaled(int64_t mantissa, int scale);
  [[nodiscard]] static Number from_scaled_wide(Int128 mantissa, int scale);

  friend Number operator+(const Number& a, const Number& b) {
    if (a.denominator_ == 1 && b.denominator_ == 1) [[likely]] {
      int64_t sum = 0;
      if (!__builtin_add_overflow(a.numerator_, b.numerator_, &sum)) [[likely]] {
        return Number(sum);
      }
    }
    return add_general(a, b);
  }
  friend Number operator-(const Number& a, const Number& b) {
    if (a.denominator_ == 1 && b.denominator_ == 1) [[likely]] {
      int64_t difference = 0;
      if (!__builtin_sub_overflow(a.numerator_, b.numerator_, &difference)) [[likely]] {
        return Number(difference);
      }
    }
    return subtract_general(a, b);
  }
  friend Number operator*(const Number& a, const Number& b) {
    if (a.denominator_ == 1 && b.denominator_ == 1) [[likely]] {
      int64_t product = 0;
      if (!__builtin_mul_overflow(a.numerator_, b.numerator_, &product)) [[likely]] {
        return Number(product);
      }
    }
    return multiply_general(a, b);
  }
  [[nodiscard]] Number operator-() const;
  Number& operator+=(const Number& other) { return *this = *this + other; }
  Number& operator-=(const Number& other) { return *this = *this - other; }
  Number& operator*=(const Number& other) { return *this = *this * other; }

  // Exact quotient. Precondition of the three below: divisor is not zero (InternalError).
  [[nodiscard]] Number divided_by(const Number& divisor) const;
  // Remainder with the sign of *this: a - b * truncate(a / b).
  [[nodiscard]] Number remainder_truncated(const Number& divisor) const;
  // Remainder with the sign of the divisor: a - b * floor(a / b).
  [[nodiscard]] Number modulo_floored(const Number& divisor) const;

  friend std::strong_ordering operator<=>(const Number& a, const Number& b) {
    if (a.denominator_ == b.denominator_ && !a.is_big()) [[likely]] {
      return a.numerator_ <=> b.numerator_;
    }
    return compare_general(a, b);
  }
  friend bool operator==(const Number& a, const Number& b) {
    if (a.is_big() && b.is_big()) [[unlikely]] {
      return equal_big(a, b);
    }
    return a.denominator_ == b.denominator_ && a.numerator_ == b.numerator_;
  }

  [[nodiscard]] int sign() const {
    return is_big() ? sign_big() : static_cast<int>(numerator_ > 0) - static_cast<int>(numerator_ < 0);
  }
  [[nodiscard]] bool is_zero() const { return numerator_ == 0 && !is_big(); }
  [[nodiscard]] bool is_integer() const { return denominator_ == 1 || (is_big() && is_integer_big()); }
  [[nodiscard]] Number abs() const { return sign() < 0 ? -*this : *this; }

  [[nodiscard]] Number floor() const;
  [[nodiscard]] Number ceiling() const;
  // The nearest multiple by the mode; 0.01 rounds to cents, 10 to tens. Precondition: multiple > 0
  // (InternalError).
  [[nodiscard]] Number round_to(const Number& multiple, RoundingMode mode) const;
  // Exact power; x^0 is 1 for every x. Empty: a negative exponent of zero, or a result whose
  // digit_count() would exceed digit_limit (decided without computing a far larger one).
  [[nodiscard]] std::optional<Number> pow(int64_t exponent, int digit_limit) const;
  // The real square root, rounded once and exactly. Empty for negatives. Precondition: multiple > 0
  // (InternalError).
  [[nodiscard]] std::optional<Number> sqrt_to(const Number& multiple, RoundingMode mode) const;

  // True if the value has a finite decimal expansion.
  [[nodiscard]] bool terminates() const;
  // The least number of decimal places that writes the value exactly; empty if it does not
  // terminate.
  [[nodiscard]] std::optional<int> decimal_places() const;
  // Shortest exact text: a decimal without exponent, trailing zeros or plus if it terminates, else
  // a reduced fraction such as 250/3. parse(to_string()) gives the value back.
  [[nodiscard]] std::string to_string() const;
  // Rounded to 10^-places and written with exactly that many places (none if places <= 0); never
  // "-0".
  [[nodiscard]] std::string to_decimal(int places, RoundingMode mode) const;
  // Decimal digits of the larger of |numerator| and denominator, exactly; 1 for zero.
  [[nodiscard]] int digit_count() const;
  [[nodiscard]] std::optional<int64_t> to_int64() const;
  // value * 10^scale if that is whole and fits.
  [[nodiscard]] std::optional<int64_t> to_scaled(int scale) const;
  [[nodiscard]] std::string numerator_string() const;
  [[nodiscard]] std::string denominator_string() const;
  // Equal values have equal hashes; stable within a run only, so never store or show it.
  [[nodiscard]] size_t hash() const;
  // True while the value lives inline, without heap memory.
  [[nodiscard]] bool is_small() const { return !is_big(); }

  void swap(Number& other) noexcept {
    std::swap(numerator_, other.numerator_);
    std::swap(denominator_, other.denominator_);
  }

 private:
  struct Big;
  static_assert(sizeof(Big*) == sizeof(int64_t));

  [[nodiscard]] Big* big() const { return reinterpret_cast<Big*>(numerator_); }
  void adopt(Big* owned) { numerator_ = reinterpret_cast<int64_t>(owned); }

  [[nodiscard]] bool is_big() const { return denominator_ == 0; }
  explicit Number(Big&& value);
  Number(int64_t num, int64_t den, std::nullptr_t) noexcept : numerator_(num), denominator_(den) {}

  static Number from_reduced_wide(Int128 num, Int128 den);
  static Number from_digits(std::string_view digits);
  static Big* clone_big(const Number& other);
  void release_big() noexcept;
  static Number add_general(const Number& a, const Number& b);
  static Number subtract_general(const Number& a, const Number& b);
  static Number multiply_general(const Number& a, const Number& b);
  static std::strong_ordering compare_general(const Number& a, const Number& b);
  static bool equal_big(const Number& a, const Number& b);
  [[nodiscard]] int sign_big() const;
  [[nodiscard]] bool is_integer_big() const;
  [[nodiscard]] Number reciprocal() const;
  [[nodiscard]] Number power_unchecked(uint64_t exponent) const;
  [[nodiscard]] Number floor_of_root() const;
  [[nodiscard]] int64_t bit_lower_bound() const;

  // A denominator of 0 marks numerator_ as the address of an owned Big; two words keep rows of
  // numbers compact.
  int64_t numerator_;
  int64_t denominator_;
};

static_assert(sizeof(Number) == 16);

}  // namespace plumb::base

template <>
struct std::hash<plumb::base::Number> {
  size_t operator()(const plumb::base::Number& value) const { return value.hash(); }
};
