// Databases: make one for a program, bring CSV files in, read rows out as Data (snapshot.h: freeze
// them). The only room with SQLite.
//
// Every failure (no such file, not a database, truncated, locked, disk full) is a diagnostic R7xxx
// in the sink; nothing throws. A write happens whole or not at all, also when the process is
// killed; Ctrl-C takes back what was begun before the process ends by it. What a cell may hold is not checked on the way in but
// found when data is read, so that faults can be shown in place; only what has no stored form at all (a word in a number column)
// is refused by load.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/data.h"
#include "diagnostics/diagnostics.h"
#include "program/program.h"

namespace plumb::store {

inline constexpr int64_t RowLimit = 200'000'000;  // of one table
inline constexpr int CellLimit = 4 << 20;         // bytes of one cell
inline constexpr int CsvMistakesShown = 50;       // of one file

// Called every few ten thousand rows with the table and the rows of it that are done; by any thread, never by two at once.
using Progress = std::function<void(std::string_view table, int64_t rows)>;

// The statements that make the program's tables, ready for any SQLite shell: STRICT, exact decimals
// as scaled integers, no constraint that would keep a faulty row out, plain indexes on keys and
// references.
[[nodiscard]] std::string schema_sql(const program::Program& program);

// Makes a database file with empty tables. Refuses a file that exists unless it is empty. The file
// appears under its name only when it is complete. False: a diagnostic says why.
[[nodiscard]] bool init_database(const program::Program& program, const std::string& path, diagnostics::Sink& sink);

struct LoadOptions {
  bool replace = false;  // rows of the loaded tables are deleted first
  bool append = false;   // rows whose key is there already are added beside it; else they are refused (R7037)
  Progress progress;
};
struct Loaded {
  std::string table;  // declared name
  std::string file;
  int64_t rows = 0;
  std::vector<std::string> left_out;  // columns that the file does not have, so that every row lacks them
};
// One CSV file (UTF-8, with or without a byte order mark) into one table, given by declared name,
// alias or SQL name. The header row holds declared names, aliases or SQL names in any order;
// columns that may be absent may be left out. A column with role Batch that is left out gets the
// number of this load, one with role Source the name of the file. Numbers are plain decimals,
// 是/否, true/false, yes/no or 1/0 a truth, an empty cell the first kind of absence, `#` and a name
// another kind.
[[nodiscard]] std::optional<Loaded> load_csv(const program::Program& program, const std::string& database,
                                             const std::string& table, const std::string& file, diagnostics::Sink& sink,
                                             const LoadOptions& options = {});
// Every TABLE.csv of a folder, in order of name, as one load: all or nothing. Files of other names
// are warned of.
[[nodiscard]] std::optional<std::vector<Loaded>> load_folder(const program::Program& program, const std::string& database,
                                                             const std::string& folder, diagnostics::Sink& sink,
                                                             const LoadOptions& options = {});

struct ReadOptions {
  bool all_columns = false;  // also those that no rule reads (to list every fault)
  int64_t row_limit = RowLimit;
  Progress progress;
  unsigned threads = 0;           // that read and build; 0: as many as work at once here
  int64_t* generation = nullptr;  // gets what read_generation tells, of the state that is read
};
// The rows as Data, from one consistent state of the database, opened read-only. Columns that no
// rule reads have no entries, tables that no rule reads no rows. After an error in the sink the
// Data is empty.
[[nodiscard]] data::Data read_data(const program::Program& program, const std::string& path, int64_t assessment,
                                   diagnostics::Sink& sink, const ReadOptions& options = {});

// Do two programs with the same data dictionary have the same columns read, so that the Data of the one is that of the
// other for one assessment?
[[nodiscard]] bool reads_the_same(const program::Program& a, const program::Program& b);

// Number of loads that the database has seen: 0 when it is new or was made by another program.
// Empty: a diagnostic says why.
[[nodiscard]] std::optional<int64_t> read_generation(const std::string& path, diagnostics::Sink& sink);

}  // namespace plumb::store
