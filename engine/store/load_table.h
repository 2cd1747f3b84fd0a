// One CSV file into one table, within the caller's transaction. Not part of the room's door.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "program/program.h"
#include "store/database.h"
#include "store/held_signals.h"
#include "store/store.h"

namespace plumb::store {

struct TableFile {
  program::TableId table;
  std::string file;
};

// Is the table there? Else reported.
[[nodiscard]] bool check_table(const program::Program& program, Database& database, program::TableId table,
                               diagnostics::Sink& sink);

struct TableLoaded {
  int64_t rows = 0;
  std::vector<std::string> left_out;  // declared names of columns that the file does not have
};
// What was written; empty: there are mistakes, all reported (up to CsvMistakesShown), and the caller
// rolls back.
[[nodiscard]] std::optional<TableLoaded> load_table(const program::Program& program, Database& database, const TableFile& from,
                                                    int64_t generation, const LoadOptions& options, const HeldSignals& held,
                                                    diagnostics::Sink& sink);

}  // namespace plumb::store
