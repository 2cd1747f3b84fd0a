// All columns decoded, rows of later assessments dropped: before rows are ordered and references resolved.
#pragma once

#include <cstdint>
#include <vector>

#include "data/decode_column.h"
#include "data/packed_rows.h"

namespace plumb::data {

struct DecodedTable {
  std::vector<DecodedColumn> columns;  // in the order of program::Table::columns
  Integers origin;
};

// By TableId, in the order in which the rows came. What was packed is freed on the way.
[[nodiscard]] std::vector<DecodedTable> decode_tables(const program::Program& program,
                                                      std::vector<std::vector<PackedTable>> tables, int64_t assessment,
                                                      unsigned threads);

}  // namespace plumb::data
