// Number to text. Never an exponent, never a plus, never "-0".
#include "base/number.h"

namespace plumb::base {

namespace {

// Digits of a whole number, with a point in front of the last `places` of them.
std::string insert_point(std::string digits, int places) {
  if (places <= 0) {
    return digits;
  }
  const size_t sign_size = digits.starts_with('-') ? 1 : 0;
  const auto fraction_size = static_cast<size_t>(places);
  const size_t digit_size = digits.size() - sign_size;
  if (digit_size <= fraction_size) {
    digits.insert(sign_size, fraction_size + 1 - digit_size, '0');
  }
  digits.insert(digits.size() - fraction_size, 1, '.');
  return digits;
}

}  // namespace

std::string Number::to_string() const {
  if (is_integer()) {
    return numerator_string();
  }
  const std::optional<int> places = decimal_places();
  if (!places.has_value()) {
    return numerator_string() + "/" + denominator_string();
  }
  return insert_point((*this * power_of_ten(*places)).numerator_string(), *places);
}

std::string Number::to_decimal(int places, RoundingMode mode) const {
  const Number rounded = round_to(power_of_ten(-places), mode);
  if (places <= 0) {
    return rounded.numerator_string();
  }
  return insert_point((rounded * power_of_ten(places)).numerator_string(), places);
}

}  // namespace plumb::base
