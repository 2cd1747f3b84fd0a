// The order of rows by key, which is all that is left of the order in which they came.
#pragma once

#include <cstdint>
#include <vector>

#include "data/decode_column.h"

namespace plumb::data {

struct RowRun {
  uint32_t begin = 0, end = 0;
};
struct RowOrder {
  std::vector<uint32_t> rows;  // in key order; empty: they stand so already
  std::vector<RowRun> ties;    // in that order: outside of these runs no two rows have equal keys
};

// Positions of the key columns in `columns`. Row numbers in key order: present parts by value, then
// absent ones, then faulty ones by kind and what was found. Rows of equal keys by their other
// cells, last by origin.
[[nodiscard]] RowOrder order_rows(const std::vector<DecodedColumn>& columns, const std::vector<uint32_t>& keys,
                                  const Integers& origin);

// Do two rows claim the same key? Also by the name of one parent that does not exist; not by what
// is missing or cannot be read.
[[nodiscard]] bool has_same_key(const std::vector<DecodedColumn>& columns, const std::vector<uint32_t>& keys, uint32_t a,
                                uint32_t b);

// The fault of a cell; null if there is none.
[[nodiscard]] const CellFault* fault_of(const DecodedColumn& column, uint32_t row);

}  // namespace plumb::data
