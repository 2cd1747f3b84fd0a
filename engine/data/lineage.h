// Which units came before which, by the table with role Lineage.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/data.h"

namespace plumb::data {

// Predecessors of the rows of one table, at any distance, by rows of the lineage table that are
// effective up to a date. A row is never its own predecessor.
struct Lineage {
  program::TableId units;         // the table whose rows succeed each other; not valid: no lineage is declared
  std::vector<uint32_t> offsets;  // row_count + 1
  std::vector<uint32_t> rows;     // ascending within each unit
  std::vector<uint32_t> fault;    // by unit: index of the fault that leaves its predecessors open; UINT32_MAX none

  [[nodiscard]] std::span<const uint32_t> of(uint32_t unit) const {
    return std::span(rows).subspan(offsets[unit], offsets[unit + 1] - offsets[unit]);
  }
};

// The lineage over the rows of `units`. A faulty row of the lineage table leaves its successor (and
// those who follow it) open; one that doesn't tell its successor leaves all of them open.
[[nodiscard]] Lineage build_lineage(const program::Program& program, const Data& data, program::TableId units, base::Date until);

struct RowOfTable {
  program::TableId table;
  uint32_t row = 0;
};
// Rows of lineage tables that lie on a circle, whatever their dates; for build_data.
[[nodiscard]] std::vector<RowOfTable> find_lineage_cycles(const program::Program& program, const Data& data);

}  // namespace plumb::data
