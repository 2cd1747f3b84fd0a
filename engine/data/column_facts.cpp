#include "data/column_facts.h"

#include <algorithm>

namespace plumb::data {

namespace {

// Cells that are present, in row order.
class Extremes {
 public:
  explicit Extremes(ColumnFacts& facts) : facts_(facts) {}
  void add(int64_t value) {
    facts_.min = facts_.present == 0 ? value : std::min(facts_.min, value);
    facts_.max = facts_.present == 0 ? value : std::max(facts_.max, value);
    facts_.is_ascending = facts_.is_ascending && value >= last_;
    last_ = value;
    ++facts_.present;
  }

 private:
  ColumnFacts& facts_;
  int64_t last_ = INT64_MIN;
};

// Every cell is present: the least and the most need no look at states.
template <class Value>
void add_all(const Value* values, int64_t base, size_t count, ColumnFacts& facts) {
  Value least = values[0], most = values[0], last = values[0];
  bool is_ascending = true;
  for (size_t row = 0; row < count; ++row) {
    least = std::min(least, values[row]);
    most = std::max(most, values[row]);
    is_ascending &= values[row] >= last;
    last = values[row];
  }
  facts.min = base + static_cast<int64_t>(least);
  facts.max = base + static_cast<int64_t>(most);
  facts.is_ascending = is_ascending;
  facts.present = static_cast<uint32_t>(count);
}

}  // namespace

ColumnFacts find_facts(const program::Column& column, const ColumnData& cells) {
  ColumnFacts facts;
  facts.is_wide = !cells.wide.empty();
  facts.absent.assign(std::max<size_t>(1, column.absence_kinds.size()), 0);
  if (cells.states.empty() && !facts.is_wide && !cells.ints.empty() &&
      cells.ints.visit([&](const auto* values, int64_t base) { add_all(values, base, cells.ints.size(), facts); })) {
    return facts;
  }
  const size_t row_count = facts.is_wide ? cells.wide.size() : cells.ints.size();
  const bool is_by_offsets = !cells.ints.offsets().empty();
  Extremes extremes(facts);
  // Held by offsets: parents in order, and nobody behind them.
  for (uint32_t parent = 0; parent + 1 < cells.ints.offsets().size(); ++parent) {
    const uint32_t rows = cells.ints.offsets()[parent + 1] - cells.ints.offsets()[parent];
    if (rows == 0) continue;
    extremes.add(parent);
    facts.present += rows - 1;
  }
  for (size_t row = is_by_offsets ? cells.ints.offsets().back() : 0; row < row_count; ++row) {
    const uint8_t state = cells.states.empty() ? CellPresent : cells.states[row];
    if (state == CellFaulty) {
      ++facts.faulty;
    } else if (state != CellPresent) {
      ++facts.absent[state - 1U];
    } else {
      extremes.add(facts.is_wide ? 0 : cells.ints[row]);
    }
  }
  facts.is_ascending = facts.is_ascending && !facts.is_wide;
  return facts;
}

}  // namespace plumb::data
