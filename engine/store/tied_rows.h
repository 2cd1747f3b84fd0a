// Rows that share a key (duplicates, rows without one): what their other columns say decides their
// order, and a reader that leaves columns out has them in another order than one that reads all.
// Not part of the room's door.
#pragma once

#include <cstdint>
#include <vector>

#include "data/data.h"

namespace plumb::store {

struct TiedRows {
  uint32_t begin = 0, end = 0;
};

// Runs of at least two rows with equal keys, in order; of a table without keys all rows.
[[nodiscard]] std::vector<TiedRows> find_tied_rows(const program::Program& program, const data::Data& data,
                                                   program::TableId table);

// Puts the rows of these runs in the order that data::build_packed gives them when it reads only
// the columns that `data` has: cells, origins, marks and the rows of faults. References to the
// table stay right, as they name the first row of a run.
void order_tied_rows(const program::Program& program, program::TableId table, const std::vector<TiedRows>& runs,
                     data::Data& data);

}  // namespace plumb::store
