// Proportional shares of an amount within bounds, exact (law L15).
#pragma once

#include <optional>
#include <vector>

#include "base/number.h"

namespace plumb::population {

struct Share {
  base::Number weight;   // positive
  base::Number minimum;  // 0: none
  std::optional<base::Number> maximum;
  base::Number amount;  // what comes out
};

// Sets every amount so that they add up to `total` exactly, are in proportion to the weights except where a bound
// holds them, and keep the bounds. False: the bounds don't allow it (or there is nobody for a total). All in one unit.
[[nodiscard]] bool share_amount(const base::Number& total, std::vector<Share>& shares);

}  // namespace plumb::population
