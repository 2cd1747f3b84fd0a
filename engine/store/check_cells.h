// Not part of the room's door.
#pragma once

#include <cstdint>

#include "data/data.h"
#include "program/program.h"

namespace plumb::store {

// Could these be the cells of a column of `rows` rows? Digests prove where a file came from, not that whoever made it meant
// well: no value may lead beyond what it names, and nothing that evaluators rest on may be otherwise. `data` has the number
// of rows of every table.
[[nodiscard]] bool is_sound(const program::Program& program, program::ColumnId column, const data::ColumnData& cells,
                            int64_t rows, const data::Data& data);

}  // namespace plumb::store
