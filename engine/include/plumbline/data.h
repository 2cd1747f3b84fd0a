// Databases and snapshots: made, filled, and read for a set of rules. Any thread; Data may be shared by several. One database is
// written by one thread at a time, and may be read meanwhile.
//
// While a database, a snapshot or a file is written, SIGINT, SIGTERM and SIGHUP are held back for the calling thread, so that
// nothing is left half-written; nothing else is done about signals.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "plumbline/diagnostic.h"
#include "plumbline/rules.h"

namespace plumbline {

// The table and how many of its rows are done; by any thread, never by two at once. Must not throw.
using RowProgress = std::function<void(std::string_view table, std::int64_t rows)>;

// When a run plays, as users write it; empty: as the rules say. Another assessment takes the other two along, by as many years.
struct When {
  std::string assessment = {};  // "2021"
  std::string period = {};      // "2020-01-01..2020-12-31"
  std::string as_of = {};       // "2021-05-10", the reference date
};
struct Source {
  std::string path = {};
  bool is_snapshot = false;  // else a database
};
struct ReadOptions {
  When when = {};
  bool all_columns = false;  // also those that no rule reads, so that all faults are known
  RowProgress progress = {};
  std::stop_token stop = {};  // looked at between steps; what was stopped has R8030
};

struct DataFault {
  std::string table, key, column;  // no column: the row as a whole
  Text what;
  std::string found;    // the cell; may be empty
  std::string address;  // "仪器 A12.原值"
};
struct TableRows {
  std::string table;
  std::uint32_t rows = 0;
};

// The rows that a set of rules reads, from one consistent state of their source, for one assessment.
class Data {
 public:
  [[nodiscard]] const Rules& rules() const;
  [[nodiscard]] const Source& source() const;
  [[nodiscard]] const std::string& root() const;    // SHA-256 over the content of a snapshot; empty for a database
  [[nodiscard]] const std::string& origin() const;  // source and root in words, as reports show them
  [[nodiscard]] std::int64_t assessment() const;
  [[nodiscard]] const std::vector<TableRows>& tables() const;  // those that were read
  [[nodiscard]] const std::vector<DataFault>& faults() const;
  [[nodiscard]] const Diagnostics& diagnostics() const;  // of the rules and of the reading

  // The same source for other rules, or for another time; what is here is shared where it is the same.
  [[nodiscard]] Result<Data> with(const Rules& rules) const;
  [[nodiscard]] Result<Data> at(const When& when) const;

 private:
  friend struct Access;
  Data() = default;
  std::shared_ptr<const struct DataState> state_;
};
[[nodiscard]] Result<Data> read_data(const Rules& rules, const Source& source, const ReadOptions& options = {});

// A database with the tables of the rules and no rows. Refuses a file that is there and not empty.
[[nodiscard]] Diagnostics create_database(const Rules& rules, const std::string& path);

struct LoadOptions {
  bool replace = false;  // the rows of the tables are deleted first
  bool append = false;   // also rows whose key is there already
  RowProgress progress = {};
};
struct LoadedTable {
  std::string table, file;
  std::int64_t rows = 0;
  std::vector<std::string> left_out;  // columns that the file does not have: absent in every row
};
struct Loaded {
  std::vector<LoadedTable> tables;
  std::uint64_t fault_count = 0;       // in the database as it is now, of all tables
  std::vector<DataFault> first_fault;  // one, or none
};
// A CSV file, or a folder in which every file is named after its table: all of it or nothing. `table` empty: the file is
// named after its table.
[[nodiscard]] Result<Loaded> load(const Rules& rules, const std::string& database, const std::string& from,
                                  const std::string& table = {}, const LoadOptions& options = {});

struct Snapshot {
  std::string root;
  std::int64_t assessment = 0, rows = 0, bytes = 0;
  std::uint32_t tables = 0, columns = 0;
  std::uint64_t faults = 0;
};
// Freezes the data of one assessment (empty: that of the rules) into a file.
[[nodiscard]] Result<Snapshot> make_snapshot(const Rules& rules, const std::string& database, const std::string& path,
                                             const std::string& assessment = {}, const RowProgress& progress = {});

}  // namespace plumbline
