// Turns the raw cells of one column into values or faults, before rows are ordered and references
// resolved. A reference column is decoded as the key that it names: the column that a chain of
// references ends at.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
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

// What a part of a column becomes by itself.
struct DecodedPart {
  size_t size = 0;
  std::vector<Integers> values;                          // stretch by stretch; of texts numbers of `kept`
  std::vector<uint8_t> states;                           // empty: every cell is present
  TextPool kept;                                         // normal texts of cells that are present
  std::vector<std::pair<uint32_t, base::Number>> unfit;  // rows of the part whose numbers do not fit
  std::vector<CellFault> faults;                         // by row of the part
};
[[nodiscard]] DecodedPart decode_part(const program::Program& program, program::ColumnId column, const PackedColumn& packed);
// The parts one after another.
[[nodiscard]] DecodedColumn join_parts(const program::Program& program, program::ColumnId column, std::vector<DecodedPart> parts);

// The column whose values a column stores: itself, or the key at the end of its references. Not
// valid for references in a circle or to a table with several keys.
[[nodiscard]] program::ColumnId base_column(const program::Program& program, program::ColumnId column);

}  // namespace plumb::data
