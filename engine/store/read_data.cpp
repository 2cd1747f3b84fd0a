#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>

#include "base/in_parallel.h"
#include "data/packed_rows.h"
#include "diagnostics/catalogue_data.h"
#include "store/database.h"
#include "store/open_readers.h"
#include "store/scan_rows.h"
#include "store/store.h"
#include "store/table_layout.h"
#include "store/used_columns.h"

namespace plumb::store {

using program::Column;
using program::ColumnId;
using program::Program;
using program::TableId;

namespace {

// A range of a table's row ids; what one thread reads without a pause.
struct Piece {
  TableId table;
  int64_t first = 0, last = 0;
  data::PackedTable rows;
  std::optional<Failure> failure;
};

// A table while several threads read it.
struct Reading {
  Scan scan;
  std::atomic<int64_t> rows = 0;
  std::atomic<bool> is_over = false;  // failed, or too many rows
};

class DatabaseReader {
 public:
  DatabaseReader(const Program& program, Database& database, const ReadOptions& options, const FileIdentity& file,
                 diagnostics::Sink& sink)
      : program_(program),
        database_(database),
        options_(options),
        file_(file),
        sink_(sink),
        used_(options.all_columns ? use_everything(program) : find_used(program)),
        tables_(program.tables.size()) {}

  std::vector<std::vector<data::PackedTable>> read(unsigned threads);

 private:
  bool find_table(TableId id);
  [[nodiscard]] bool has_column(const std::string& name) const;
  [[nodiscard]] std::string row_id() const;
  [[nodiscard]] bool make_scan(TableId id, Scan& scan);
  void plan_table(TableId id, unsigned threads);
  void read_piece(Database& database, Piece& piece);
  void read_pieces(unsigned threads);
  void report_failures();

  const Program& program_;
  Database& database_;
  const ReadOptions& options_;
  FileIdentity file_;
  diagnostics::Sink& sink_;
  Used used_;
  std::vector<std::string> stored_columns_;  // of the table at hand
  std::vector<Reading> tables_;              // by TableId
  std::vector<Piece> pieces_;                // in order of table and row id
  std::mutex telling_;                       // the progress
};

bool DatabaseReader::find_table(TableId id) {
  const program::Table& table = program_.at(id);
  const std::string& stored = stored_name(table);
  const auto count = [&](const char* condition) {
    return database_
        .read_integer(std::string("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' "
                                  "AND name = ?1 COLLATE NOCASE") +
                          condition,
                      stored)
        .value_or(0);
  };
  if (count("") == 0) {
    sink_.report(diag::MissingTable{.path = database_.path(), .table = table.name, .stored = stored}, table.span);
    return false;
  }
  // Rows are told apart by rowid, which only an ordinary table has.
  if (count(" AND type = 'table' AND wr = 0") == 0) {
    sink_.report(diag::NotAPlainTable{.table = table.name, .stored = stored}, table.span);
    return false;
  }
  std::optional<std::vector<std::string>> columns = stored_columns(database_, stored);
  if (!columns) {
    database_.report_failure(sink_);
    return false;
  }
  stored_columns_ = *std::move(columns);
  // Every name of the row number is taken by a column: rows cannot be told apart.
  if (has_column("rowid") && has_column("_rowid_") && has_column("oid")) {
    sink_.report(diag::NotAPlainTable{.table = table.name, .stored = stored}, table.span);
    return false;
  }
  return true;
}

bool DatabaseReader::has_column(const std::string& name) const {
  return std::any_of(stored_columns_.begin(), stored_columns_.end(),
                     [&](const std::string& other) { return is_same_sql_name(other, name); });
}

// A column may be called rowid; then one of the row number's other names is free.
std::string DatabaseReader::row_id() const {
  for (const char* name : {"rowid", "_rowid_", "oid"}) {
    if (!has_column(name)) return name;
  }
  return "rowid";
}

// False: a column is missing (reported).
bool DatabaseReader::make_scan(TableId id, Scan& scan) {
  const program::Table& table = program_.at(id);
  bool is_complete = true;
  scan.sql = "SELECT " + row_id();
  const auto add = [&](uint32_t position, bool is_companion) {
    const Column& column = program_.at(table.columns[position]);
    const std::string name = is_companion ? companion_name(column) : stored_name(column);
    if (!has_column(name)) {
      sink_.report(diag::MissingColumn{.table = table.name,
                                       .column = column.name,
                                       .stored = name,
                                       .statement = add_column_sql(program_, table.columns[position], is_companion)},
                   column.span);
      is_complete = false;
    }
    scan.sql += ", " + quote_name(name);
    scan.columns.push_back({position, is_companion});
  };
  for (uint32_t i = 0; i < table.columns.size(); ++i) {
    if (used_.columns[table.columns[i].value]) {
      add(i, false);
      if (has_companion(program_.at(table.columns[i]))) {
        add(i, true);
      }
    }
  }
  scan.sql += " FROM " + quote_name(stored_name(table)) + " NOT INDEXED WHERE " + row_id() + " BETWEEN ?1 AND ?2";
  return is_complete;
}

// Cuts a table into pieces of row ids: several a thread, so that all end together though some hold fewer rows.
void DatabaseReader::plan_table(TableId id, unsigned threads) {
  constexpr uint64_t LeastRows = 1 << 15, PiecesPerThread = 4;
  Reading& table = tables_[id.value];
  if (!used_.tables[id.value] || !find_table(id) || !make_scan(id, table.scan)) return;
  const auto end = [&](const char* which) {
    return database_.read_integer(std::string("SELECT ") + which + "(" + row_id() + ") FROM " +
                                  quote_name(stored_name(program_.at(id))) + " NOT INDEXED");
  };
  const std::optional<int64_t> first = end("min"), last = end("max");
  if (!first || !last) {
    // No row, or a failure: reading tells which.
    pieces_.push_back({id, INT64_MIN, INT64_MAX, {}, {}});
    return;
  }
  const uint64_t span = static_cast<uint64_t>(*last) - static_cast<uint64_t>(*first);
  const uint64_t count = threads == 1 ? 1 : std::clamp<uint64_t>(span / LeastRows, 1, threads * PiecesPerThread);
  if (count == 1) {
    pieces_.push_back({id, *first, *last, {}, {}});
    return;
  }
  const uint64_t step = span / count + 1;
  for (uint64_t at = 0; at <= span; at += step) {
    const auto begin = static_cast<int64_t>(static_cast<uint64_t>(*first) + at);
    // What is added while this reads is not seen, wherever it stands.
    const bool is_last = span - at < step;
    pieces_.push_back({id, begin, is_last ? *last : static_cast<int64_t>(static_cast<uint64_t>(begin) + step - 1), {}, {}});
    if (is_last) break;
  }
}

void DatabaseReader::read_piece(Database& database, Piece& piece) {
  const program::Table& declared = program_.at(piece.table);
  Reading& table = tables_[piece.table.value];
  piece.rows.columns.resize(declared.columns.size());
  for (size_t i = 0; i < declared.columns.size(); ++i) {
    piece.rows.columns[i].is_read = used_.columns[declared.columns[i].value];
  }
  if (table.is_over) return;
  const auto came = [&](int64_t rows) {
    table.rows += rows;
    if (table.rows > options_.row_limit) table.is_over = true;
    if (options_.progress && rows > 0) {
      const std::lock_guard lock(telling_);
      options_.progress(declared.name, table.rows);
    }
    return !table.is_over;
  };
  if (scan_rows(database, table.scan, piece.first, piece.last, came, piece.rows) || table.is_over) return;
  piece.failure = database.last_failure();
  table.is_over = true;
}

void DatabaseReader::read_pieces(unsigned threads) {
  std::vector<Database> others;
  if (threads > 1 && pieces_.size() > 1) others = open_readers(database_, database_.path(), file_, threads - 1);
  std::vector<Database*> free = {&database_};
  for (Database& other : others) free.push_back(&other);
  std::mutex choosing;
  base::in_parallel(pieces_.size(), static_cast<unsigned>(free.size()), [&](size_t i) {
    Database* mine = nullptr;
    {
      const std::lock_guard lock(choosing);
      mine = free.back();
      free.pop_back();
    }
    read_piece(*mine, pieces_[i]);
    const std::lock_guard lock(choosing);
    free.push_back(mine);
  });
}

void DatabaseReader::report_failures() {
  for (const Piece& piece : pieces_) {
    if (piece.failure) database_.report_failure(*piece.failure, sink_, program_.at(piece.table).name);
  }
  for (uint32_t i = 0; i < tables_.size(); ++i) {
    if (tables_[i].rows > options_.row_limit) {
      sink_.report(diag::TooManyRows{.table = program_.tables[i].name, .limit = options_.row_limit});
    }
  }
}

std::vector<std::vector<data::PackedTable>> DatabaseReader::read(unsigned threads) {
  std::vector<std::vector<data::PackedTable>> tables(program_.tables.size());
  if (!check_format(database_, sink_)) {
    return tables;
  }
  // One transaction, so that a load that is committed meanwhile shows wholly or not at all. It begins with the first look.
  if (!database_.run("BEGIN") || !database_.run("SELECT count(*) FROM sqlite_schema")) {
    database_.report_failure(sink_);
    return tables;
  }
  if (options_.generation != nullptr) {
    *options_.generation = database_.read_integer("SELECT value FROM plumb_meta WHERE key = 'generation'").value_or(0);
  }
  for (uint32_t i = 0; i < tables.size(); ++i) {
    plan_table(TableId{i}, threads);
  }
  read_pieces(threads);
  report_failures();
  (void)database_.run("ROLLBACK");
  for (Piece& piece : pieces_) tables[piece.table.value].push_back(std::move(piece.rows));
  for (uint32_t i = 0; i < tables.size(); ++i) {
    if (!tables[i].empty()) continue;
    // Tables that are not read have no rows and no columns.
    const auto& columns = program_.tables[i].columns;
    tables[i].emplace_back().columns.resize(columns.size());
    for (size_t c = 0; c < columns.size(); ++c) tables[i][0].columns[c].is_read = used_.columns[columns[c].value];
  }
  return tables;
}

}  // namespace

data::Data read_data(const Program& program, const std::string& path, int64_t assessment, diagnostics::Sink& sink,
                     const ReadOptions& options) {
  const size_t errors_before = sink.error_count();
  const unsigned threads = options.threads == 0 ? base::processors() : options.threads;
  const FileIdentity file = identify_file(path);
  std::vector<std::vector<data::PackedTable>> tables;
  if (std::optional<Database> database = Database::open(path, OpenMode::Read, sink)) {
    tables = DatabaseReader(program, *database, options, file, sink).read(threads);
  }
  if (sink.error_count() > errors_before) {
    tables.clear();
  }
  data::Data result = data::build_packed(program, std::move(tables), assessment, threads);
  result.origin = path;
  return result;
}

}  // namespace plumb::store
