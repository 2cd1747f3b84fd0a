#include "data/column_facts.h"

#include <algorithm>

namespace plumb::data {

ColumnFacts find_facts(const program::Column& column, const ColumnData& cells) {
  ColumnFacts facts;
  facts.is_wide = !cells.wide.empty();
  facts.absent.assign(std::max<size_t>(1, column.absence_kinds.size()), 0);
  const size_t row_count = facts.is_wide ? cells.wide.size() : cells.ints.size();
  int64_t last = INT64_MIN;
  for (size_t row = 0; row < row_count; ++row) {
    const uint8_t state = cells.states.empty() ? CellPresent : cells.states[row];
    if (state == CellFaulty) {
      ++facts.faulty;
    } else if (state != CellPresent) {
      ++facts.absent[state - 1U];
    } else {
      const int64_t value = facts.is_wide ? 0 : cells.ints[row];
      facts.min = facts.present == 0 ? value : std::min(facts.min, value);
      facts.max = facts.present == 0 ? value : std::max(facts.max, value);
      facts.is_ascending = facts.is_ascending && value >= last;
      last = value;
      ++facts.present;
    }
  }
  facts.is_ascending = facts.is_ascending && !facts.is_wide;
  return facts;
}

}  // namespace plumb::data
