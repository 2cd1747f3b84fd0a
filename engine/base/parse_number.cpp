// Text to Number: decimals with an optional exponent, and reduced or unreduced fractions.
#include "base/number.h"

namespace plumb::base {

namespace {

constexpr int ExponentLimit = 9999;

// Takes the ASCII digits at the front of the text.
std::string_view take_digits(std::string_view& text) {
  size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') {
    ++count;
  }
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

// True for minus; a plus is taken too.
bool take_sign(std::string_view& text) {
  if (take(text, '-')) {
    return true;
  }
  take(text, '+');
  return false;
}

// The whole rest of the text must be the exponent.
std::optional<int> take_exponent(std::string_view text) {
  const bool is_negative = take_sign(text);
  const std::string_view digits = take_digits(text);
  if (digits.empty() || !text.empty()) {
    return std::nullopt;
  }
  int exponent = 0;
  for (const char digit : digits) {
    exponent = exponent * 10 + (digit - '0');
    if (exponent > ExponentLimit) {
      return std::nullopt;
    }
  }
  return is_negative ? -exponent : exponent;
}

}  // namespace

std::optional<Number> Number::parse(std::string_view text) {
  const bool is_negative = take_sign(text);
  const std::string_view whole = take_digits(text);
  if (whole.empty()) {
    return std::nullopt;
  }
  if (take(text, '/')) {
    const std::string_view below = take_digits(text);
    const Number denominator = from_digits(below);
    if (below.empty() || !text.empty() || denominator.is_zero()) {
      return std::nullopt;
    }
    const Number value = from_digits(whole).divided_by(denominator);
    return is_negative ? -value : value;
  }
  std::string_view fraction;
  if (take(text, '.')) {
    fraction = take_digits(text);
    if (fraction.empty()) {
      return std::nullopt;
    }
  }
  int64_t exponent = 0;
  if (take(text, 'e') || take(text, 'E')) {
    const std::optional<int> written = take_exponent(text);
    if (!written.has_value()) {
      return std::nullopt;
    }
    exponent = *written;
    text = {};
  }
  if (!text.empty()) {
    return std::nullopt;
  }
  // Zeros at the end of the fraction would only be divided out again.
  while (!fraction.empty() && fraction.back() == '0') {
    fraction.remove_suffix(1);
  }
  exponent -= static_cast<int64_t>(fraction.size());
  if (exponent < INT32_MIN) {
    return std::nullopt;
  }
  const Number mantissa = fraction.empty() ? from_digits(whole) : from_digits(std::string(whole).append(fraction));
  if (mantissa.is_zero()) {
    return Number();
  }
  const Number value = exponent == 0 ? mantissa : mantissa * power_of_ten(static_cast<int>(exponent));
  return is_negative ? -value : value;
}

}  // namespace plumb::base
