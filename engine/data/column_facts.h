// What a column actually holds: a plan is made from this, as a declared range alone is luck.
#pragma once

#include <cstdint>
#include <vector>

#include "data/data.h"

namespace plumb::data {

struct ColumnFacts {
  bool is_wide = false;              // some number does not fit; min and max say nothing
  uint32_t present = 0, faulty = 0;  // cells; a faulty row's cells count as they are
  std::vector<uint32_t> absent;      // by index into Column::absence_kinds (one entry at least)
  int64_t min = 0, max = 0;          // stored integers of present cells; both 0 without any
  bool is_ascending = true;          // present cells in row order
};

// One pass. A column that was not read has no cells.
[[nodiscard]] ColumnFacts find_facts(const program::Column& column, const ColumnData& cells);

}  // namespace plumb::data
