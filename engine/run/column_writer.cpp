#include "run/column_writer.h"

#include <algorithm>

namespace plumb::run {

void ColumnWriter::write(uint32_t first, uint32_t count, const Vector& vector) {
  if (column_.ints.empty()) {
    for (uint32_t i = 0; i < count; ++i) column_.numbers[first + i] = vector.number(i);
  } else if (vector.is_constant) {
    std::fill_n(column_.ints.own() + first, count, vector.ints[0]);
  } else {
    std::copy_n(vector.ints, count, column_.ints.own() + first);
  }
  if (vector.is_all_known()) return;
  const std::lock_guard lock(mutex_);
  if (column_.states.empty()) column_.states.resize(column_.rows, state::Known);
  if (vector.opens != nullptr && column_.opens.empty()) column_.opens.resize(column_.rows, 0);
  uint8_t* states = column_.states.own();
  for (uint32_t i = 0; i < count; ++i) {
    const uint8_t found = vector.state(i);
    states[first + i] = state::is_absent(found) ? state::absent(state::kind(found)) : found;
    if (found == state::Open) column_.opens[first + i] = vector.open(i);
  }
}

}  // namespace plumb::run
