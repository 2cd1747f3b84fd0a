// What several units of one kind share: a product of powers of base units, such as 分/人 = 分^1 · 人^-1.
// Only ids here; names and exact conversion factors are declared in rule files and live in the
// program. INVARIANT: factors are sorted by base_id, each id once, no exponent 0, so equal dimensions
// compare equal.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace plumb::base {

struct DimensionFactor {
  uint16_t base_id = 0;
  int8_t exponent = 0;

  friend constexpr bool operator==(const DimensionFactor&, const DimensionFactor&) = default;
};

class Dimension {
 public:
  static constexpr size_t FactorLimit = 6;

  // Dimensionless.
  constexpr Dimension() = default;
  [[nodiscard]] static Dimension of(uint16_t base_id);

  [[nodiscard]] bool is_dimensionless() const { return count_ == 0; }
  [[nodiscard]] std::span<const DimensionFactor> factors() const { return {factors_.data(), count_}; }
  // 0 if the base does not occur.
  [[nodiscard]] int exponent_of(uint16_t base_id) const;

  friend bool operator==(const Dimension&, const Dimension&) = default;
  [[nodiscard]] size_t hash() const;

  // One more factor, behind all others. Precondition: base_id is above the last one. False, and
  // nothing changed, if there is no room or the exponent is beyond ±127; an exponent of 0 is left
  // out.
  [[nodiscard]] bool append(uint16_t base_id, int64_t exponent);

 private:
  std::array<DimensionFactor, FactorLimit> factors_{};  // unused slots stay zero: == compares them
  uint8_t count_ = 0;
};

// Empty for all three: more than FactorLimit bases, or an exponent beyond ±127. A diagnostic for
// the caller.
[[nodiscard]] std::optional<Dimension> multiply(const Dimension& a, const Dimension& b);
[[nodiscard]] std::optional<Dimension> divide(const Dimension& a, const Dimension& b);
[[nodiscard]] std::optional<Dimension> power(const Dimension& a, int exponent);
// The dimension whose square is a; empty if an exponent is odd.
[[nodiscard]] std::optional<Dimension> square_root(const Dimension& a);

}  // namespace plumb::base

template <>
struct std::hash<plumb::base::Dimension> {
  size_t operator()(const plumb::base::Dimension& value) const { return value.hash(); }
};
