// One total order over values of one type, for keys, groups, minima and dates. Internal to eval.
#pragma once

#include <compare>
#include <vector>

#include "program/value.h"

namespace plumb::eval {

// Precondition: both are known and of one type (labels of one enumeration compare by position, texts by
// code point, false before true).
[[nodiscard]] std::strong_ordering compare_values(const program::Value& a, const program::Value& b);

struct ValuesLess {
  bool operator()(const std::vector<program::Value>& a, const std::vector<program::Value>& b) const;
};

}  // namespace plumb::eval
