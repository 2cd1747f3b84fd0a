// The last step of building a column, whoever builds it.
#pragma once

#include <cstdint>

#include "data/data.h"

namespace plumb::data {

// Brings the integers of a finished column into their narrowest form; references whose rows stand in their parents'
// order are held by the parents' offsets. `parent_rows`: of the table that a reference names, else not looked at.
void pack_cells(const program::Column& column, uint32_t parent_rows, ColumnData& cells);

}  // namespace plumb::data
