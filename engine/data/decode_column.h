// Turns the raw cells of one column into values or faults, before rows are ordered and references
// resolved. A reference column is decoded as the key that it names: the column that a chain of
// references ends at.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/packed_rows.h"

namespace plumb::data {

struct CellFault {
  uint32_t row = 0;
  FaultKind kind = FaultKind::MissingCell;
  std::string found;
};
struct DecodedColumn {
  ColumnData cells;               // in the order in which the rows came
  std::vector<CellFault> faults;  // by row
};

[[nodiscard]] DecodedColumn decode_column(const program::Program& program, program::ColumnId column,
                                          const PackedColumn& packed);

// The column whose values a column stores: itself, or the key at the end of its references. Not
// valid for references in a circle or to a table with several keys.
[[nodiscard]] program::ColumnId base_column(const program::Program& program,
                                            program::ColumnId column);

}  // namespace plumb::data
