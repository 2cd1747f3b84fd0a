// What an aggregate keeps for each row that asks, while members stream by. Internal to run.
#pragma once

#include <vector>

#include "run/column.h"

namespace plumb::run {

struct Accumulator {
  uint64_t visited = 0, counted = 0;
  bool is_stopped = false;  // the first member that is not known stands for the whole
  bool has_best = false;
  uint8_t state = state::Known;  // of that member
  uint32_t open = 0;
  base::Int128 sum = 0;   // of whole numbers in the body's unit
  base::Number fraction;  // of fractions
  Lane best;

  void stop(uint8_t found, uint32_t code) {
    is_stopped = true;
    state = found;
    open = code;
  }
};

// Members that have to be put in order before anything can be said.
struct Keyed {
  Lane key;
  uint32_t row = 0;
  bool holds = false;
  bool is_own = true;  // not of a predecessor
};
struct Collected {
  std::vector<Lane> values;
  std::vector<Keyed> keyed;
};

}  // namespace plumb::run
