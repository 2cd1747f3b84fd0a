// The values of one expression for the rows of a batch. Internal to run.
//
// Whole numbers, truths (0/1), labels (index), dates (days), rows, durations (packed) and texts, sets of names and spans
// (addresses of what a column, the program or the run owns) are 64-bit integers; a number of rational shape has the
// fraction itself. The unit of whole numbers is the plan's, for the expression; a vector does not carry it.
// INVARIANT: a lane has a value only where its state is Known; what stands in other lanes means nothing, but a number
// there is a number.
#pragma once

#include <cstdint>
#include <cstring>

#include "results/values.h"
#include "run/buffer.h"

namespace plumb::run {

namespace state = results::state;  // finished columns are results as they stand

// Are these bytes all zero: states that are Known, cells that are present, rows without a fault?
template <class Bytes>
[[nodiscard]] bool is_zero(const Bytes& bytes, uint32_t first, uint32_t count) {
  const uint8_t* at = bytes.data() + first;
  return count == 0 || (at[0] == 0 && std::memcmp(at, at + 1, count - 1) == 0);  // each is as the one before it
}

struct Vector {
  bool is_constant = false;       // lane 0 stands for all
  const int64_t* ints = nullptr;  // one of these two …
  const base::Number* numbers = nullptr;
  const uint8_t* states = nullptr;  // null: every lane is known
  const uint32_t* opens = nullptr;  // codes of open lanes; null: none is open

  [[nodiscard]] uint32_t lane(uint32_t i) const { return is_constant ? 0 : i; }
  [[nodiscard]] int64_t at(uint32_t i) const { return ints[lane(i)]; }
  [[nodiscard]] const base::Number& number(uint32_t i) const { return numbers[lane(i)]; }
  [[nodiscard]] uint8_t state(uint32_t i) const { return states == nullptr ? state::Known : states[lane(i)]; }
  [[nodiscard]] uint32_t open(uint32_t i) const { return opens == nullptr ? 0 : opens[lane(i)]; }
  [[nodiscard]] bool is_known(uint32_t i) const { return state(i) == state::Known; }
  [[nodiscard]] bool is_all_known() const { return states == nullptr; }

  // Where the lanes live unless they are borrowed from a column.
  Buffer<int64_t> own_ints;
  Buffer<base::Number> own_numbers;
  Buffer<uint8_t> own_states;
  Buffer<uint32_t> own_opens;

  int64_t* make_ints(Pools& pools) {
    own_ints = Buffer<int64_t>(pools.ints);
    ints = own_ints.data();
    return own_ints.data();
  }
  base::Number* make_numbers(Pools& pools) {
    own_numbers = Buffer<base::Number>(pools.numbers);
    numbers = own_numbers.data();
    return own_numbers.data();
  }
  // All known until written otherwise.
  uint8_t* make_states(Pools& pools, uint32_t lanes) {
    own_states = Buffer<uint8_t>(pools.states);
    for (uint32_t i = 0; i < lanes; ++i) own_states.data()[i] = state::Known;
    states = own_states.data();
    return own_states.data();
  }
  uint32_t* make_opens(Pools& pools) {
    own_opens = Buffer<uint32_t>(pools.rows);
    opens = own_opens.data();
    return own_opens.data();
  }
};

}  // namespace plumb::run
