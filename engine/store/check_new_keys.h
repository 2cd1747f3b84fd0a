// Rows of a load whose key is in the table already. Not part of the room's door.
#pragma once

#include <cstdint>
#include <optional>

#include "diagnostics/diagnostics.h"
#include "program/program.h"
#include "store/database.h"
#include "store/load_table.h"

namespace plumb::store {

// The highest row id of a table before a load; empty: it has no rows, so that no key can be taken.
[[nodiscard]] std::optional<int64_t> find_last_row(const program::Program& program, Database& database,
                                                   const program::Table& table);

// After the rows were written, within the same transaction: is the key of none of them (row ids above `last_row`) among the
// older ones? Else reported (R7037) with their number and the first key, and the caller rolls back. A key with an absent part
// is never taken; two new rows of one key are a fault that is found when data is read.
[[nodiscard]] bool check_new_keys(const program::Program& program, Database& database, const TableFile& from, int64_t last_row,
                                  diagnostics::Sink& sink);

}  // namespace plumb::store
