// The header row of a CSV file against the declared columns. Not part of the room's door.
#pragma once

#include <string>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "program/program.h"
#include "store/read_csv.h"

namespace plumb::store {

// The declared column of every cell of the header. Empty: a column is unknown, stands twice or is
// missing although it may not be absent; all reported. Columns with role Batch or Source are never
// missed.
[[nodiscard]] std::vector<program::ColumnId> match_header(const program::Program& program, program::TableId table,
                                                          const CsvRow& header, const std::string& file, diagnostics::Sink& sink);

[[nodiscard]] bool has_role(const program::Column& column, program::Role role);

}  // namespace plumb::store
