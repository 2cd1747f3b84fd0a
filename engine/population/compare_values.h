// One total order over values of one type, for keys, strata, groups, minima and dates.
#pragma once

#include <compare>
#include <span>
#include <vector>

#include "program/definition.h"
#include "program/value.h"

namespace plumb::population {

// Precondition: both are known and of one type (labels of one enumeration compare by position, texts by
// code point, false before true).
[[nodiscard]] std::strong_ordering compare_values(const program::Value& a, const program::Value& b);

struct ValuesLess {
  bool operator()(const std::vector<program::Value>& a, const std::vector<program::Value>& b) const;
};

// The better first, by each key in its direction. Precondition: both hold one known value a key.
[[nodiscard]] std::strong_ordering compare_keys(std::span<const program::SortKey> keys, std::span<const program::Value> a,
                                                std::span<const program::Value> b);

}  // namespace plumb::population
