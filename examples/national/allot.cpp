#include <algorithm>

#include "national/national.h"

namespace plumb::examples {

std::vector<std::int64_t> allot(std::int64_t total, const std::vector<std::int64_t>& weights,
                                const std::vector<std::int64_t>& caps) {
  std::vector<std::int64_t> amounts(weights.size(), 0);
  std::int64_t left = total;
  while (left > 0) {
    std::int64_t weight_left = 0;
    for (std::size_t place = 0; place < weights.size(); ++place) {
      weight_left += amounts[place] < caps[place] ? weights[place] : 0;
    }
    if (weight_left == 0) {
      break;
    }
    __extension__ using Wide = __int128;
    const std::int64_t round = left;
    for (std::size_t place = 0; place < weights.size(); ++place) {
      const auto part = static_cast<std::int64_t>(static_cast<Wide>(round) * weights[place] / weight_left);
      const std::int64_t taken = std::min(part, caps[place] - amounts[place]);
      amounts[place] += taken;
      left -= taken;
    }
    if (left == round) {
      break;  // only crumbs are left
    }
  }
  while (left > 0) {
    const std::int64_t before = left;
    for (std::size_t place = 0; place < weights.size() && left > 0; ++place) {
      if (weights[place] > 0 && amounts[place] < caps[place]) {
        ++amounts[place];
        --left;
      }
    }
    if (left == before) {
      break;
    }
  }
  return amounts;
}

std::string chinese_number(int number) {
  static constexpr const char* kDigits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  const int hundreds = number / 100;
  const int tens = number / 10 % 10;
  const int ones = number % 10;
  std::string out;
  if (hundreds > 0) {
    out += std::string(kDigits[hundreds]) + "百";
  }
  if (tens > 0) {
    out += (tens > 1 || hundreds > 0 ? std::string(kDigits[tens]) : std::string()) + "十";
  } else if (hundreds > 0 && ones > 0) {
    out += "零";
  }
  if (ones > 0) {
    out += kDigits[ones];
  }
  return out;
}

std::string padded(const char* prefix, std::int64_t number, int width) {
  std::string digits = std::to_string(number);
  if (digits.size() < static_cast<std::size_t>(width)) {
    digits.insert(0, static_cast<std::size_t>(width) - digits.size(), '0');
  }
  return prefix + digits;
}

}  // namespace plumb::examples
