// Proportional shares within bounds, and their rounding to whole units. Internal to eval; pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/number.h"

namespace plumb::eval {

struct Receiver {
  uint32_t row = 0;
  base::Number weight;   // positive
  base::Number minimum;  // in units; 0: none
  std::optional<base::Number> maximum;
  base::Number share;  // exact, in units
};

// Sets every share so that they add up to `total` exactly, are in proportion to the weights except where a bound
// holds them, and keep the bounds. False: the bounds don't allow it (or there is no receiver for a total).
[[nodiscard]] bool share_amount(const base::Number& total, std::vector<Receiver>& receivers);

}  // namespace plumb::eval
