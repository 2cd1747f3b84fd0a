#include "base/dimension.h"

namespace plumb::base {

namespace {

constexpr int64_t LargestExponent = 127;

// a * b^sign, by merging the two sorted rows of factors.
std::optional<Dimension> merge(const Dimension& a, const Dimension& b, int sign) {
  Dimension result;
  size_t left = 0;
  size_t right = 0;
  const auto a_factors = a.factors();
  const auto b_factors = b.factors();
  while (left < a_factors.size() || right < b_factors.size()) {
    const bool takes_left =
        right == b_factors.size() || (left < a_factors.size() && a_factors[left].base_id <= b_factors[right].base_id);
    const bool takes_right =
        left == a_factors.size() || (right < b_factors.size() && b_factors[right].base_id <= a_factors[left].base_id);
    const uint16_t base_id = takes_left ? a_factors[left].base_id : b_factors[right].base_id;
    int64_t exponent = 0;
    if (takes_left) {
      exponent += a_factors[left++].exponent;
    }
    if (takes_right) {
      exponent += int64_t{sign} * b_factors[right++].exponent;
    }
    if (!result.append(base_id, exponent)) {
      return std::nullopt;
    }
  }
  return result;
}

}  // namespace

Dimension Dimension::of(uint16_t base_id) {
  Dimension result;
  result.factors_[0] = {base_id, 1};
  result.count_ = 1;
  return result;
}

int Dimension::exponent_of(uint16_t base_id) const {
  for (const DimensionFactor& factor : factors()) {
    if (factor.base_id == base_id) {
      return factor.exponent;
    }
  }
  return 0;
}

bool Dimension::append(uint16_t base_id, int64_t exponent) {
  if (exponent == 0) {
    return true;
  }
  if (count_ == FactorLimit || exponent < -LargestExponent || exponent > LargestExponent) {
    return false;
  }
  factors_[count_++] = {base_id, static_cast<int8_t>(exponent)};
  return true;
}

size_t Dimension::hash() const {
  uint64_t seed = 0x243F6A8885A308D3U;
  for (const DimensionFactor& factor : factors()) {
    seed ^= uint64_t{factor.base_id} << 8 | static_cast<uint8_t>(factor.exponent);
    seed *= 0x9E3779B97F4A7C15U;
    seed ^= seed >> 32;
  }
  return seed;
}

std::optional<Dimension> multiply(const Dimension& a, const Dimension& b) { return merge(a, b, 1); }

std::optional<Dimension> divide(const Dimension& a, const Dimension& b) { return merge(a, b, -1); }

std::optional<Dimension> power(const Dimension& a, int exponent) {
  Dimension result;
  for (const DimensionFactor& factor : a.factors()) {
    if (!result.append(factor.base_id, int64_t{factor.exponent} * exponent)) {
      return std::nullopt;
    }
  }
  return result;
}

std::optional<Dimension> square_root(const Dimension& a) {
  Dimension result;
  for (const DimensionFactor& factor : a.factors()) {
    if (factor.exponent % 2 != 0 || !result.append(factor.base_id, factor.exponent / 2)) {
      return std::nullopt;
    }
  }
  return result;
}

}  // namespace plumb::base
