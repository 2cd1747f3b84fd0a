#include <algorithm>

#include "data/packed_rows.h"
#include "diagnostics/catalogue_data.h"
#include "store/database.h"
#include "store/store.h"
#include "store/table_layout.h"
#include "store/used_columns.h"

namespace plumb::store {

using data::CellForm;
using program::Column;
using program::ColumnId;
using program::Program;
using program::TableId;

namespace {

constexpr int64_t RowsPerReport = 1 << 16;

// A bad blob or number is shown by its first bytes; it is a fault whatever it holds.
std::string show_blob(sqlite3_stmt* statement, int column) {
  constexpr int MostBytes = 16;
  const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement, column));
  const int size = std::min(sqlite3_column_bytes(statement, column), MostBytes);
  std::string text = "x'";
  for (int i = 0; bytes != nullptr && i < size; ++i) {
    text += "0123456789ABCDEF"[bytes[i] >> 4];
    text += "0123456789ABCDEF"[bytes[i] & 15];
  }
  return text + "'";
}

std::string_view text_of(sqlite3_stmt* statement, int column) {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return bytes == nullptr
             ? std::string_view()
             : std::string_view(bytes,
                                static_cast<size_t>(sqlite3_column_bytes(statement, column)));
}

void append_cell(sqlite3_stmt* statement, int from, data::PackedColumn& to) {
  switch (sqlite3_column_type(statement, from)) {
    case SQLITE_NULL:
      to.append_null();
      return;
    case SQLITE_INTEGER:
      to.append_integer(sqlite3_column_int64(statement, from));
      return;
    case SQLITE_TEXT:
      to.append_text(CellForm::Text, text_of(statement, from));
      return;
    case SQLITE_FLOAT:
      to.append_text(CellForm::Real, text_of(statement, from));
      return;
    default:
      to.append_text(CellForm::Real, show_blob(statement, from));
      return;
  }
}

class Reader {
 public:
  Reader(const Program& program, Database& database, const ReadOptions& options,
         diagnostics::Sink& sink)
      : program_(program),
        database_(database),
        options_(options),
        sink_(sink),
        used_(options.all_columns ? use_everything(program) : find_used(program)) {}

  std::vector<data::PackedTable> read();

 private:
  struct Part {  // one column of the query
    uint32_t position;
    bool is_companion;
  };
  bool find_table(TableId id);
  [[nodiscard]] bool has_column(const std::string& name) const;
  [[nodiscard]] std::string select_sql(TableId id, std::vector<Part>& parts);
  void read_table(TableId id, data::PackedTable& out);
  bool read_rows(TableId id, sqlite3_stmt* statement, const std::vector<Part>& parts,
                 data::PackedTable& out);

  const Program& program_;
  Database& database_;
  const ReadOptions& options_;
  diagnostics::Sink& sink_;
  Used used_;
  std::vector<std::string> stored_columns_;  // of the table at hand
};

bool Reader::find_table(TableId id) {
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
    sink_.report(
        diag::MissingTable{.path = database_.path(), .table = table.name, .stored = stored},
        table.span);
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
  return true;
}

bool Reader::has_column(const std::string& name) const {
  return std::any_of(stored_columns_.begin(), stored_columns_.end(),
                     [&](const std::string& other) { return is_same_sql_name(other, name); });
}

// Empty when a column is missing (reported).
std::string Reader::select_sql(TableId id, std::vector<Part>& parts) {
  const program::Table& table = program_.at(id);
  // A column may be called rowid; then one of the row number's other names is free.
  std::string sql = "SELECT ";
  for (const char* name : {"rowid", "_rowid_", "oid"}) {
    if (!has_column(name)) {
      sql += name;
      break;
    }
  }
  bool is_complete = true;
  const auto add = [&](uint32_t position, bool is_companion) {
    const Column& column = program_.at(table.columns[position]);
    const std::string name = is_companion ? companion_name(column) : stored_name(column);
    if (!has_column(name)) {
      sink_.report(diag::MissingColumn{.table = table.name,
                                       .column = column.name,
                                       .stored = name,
                                       .statement = add_column_sql(
                                           program_, table.columns[position], is_companion)},
                   column.span);
      is_complete = false;
    }
    sql += ", " + quote_name(name);
    parts.push_back({position, is_companion});
  };
  for (uint32_t i = 0; i < table.columns.size(); ++i) {
    if (used_.columns[table.columns[i].value]) {
      add(i, false);
      if (has_companion(program_.at(table.columns[i]))) {
        add(i, true);
      }
    }
  }
  return is_complete ? sql + " FROM " + quote_name(stored_name(table)) + " NOT INDEXED"
                     : std::string();
}

bool Reader::read_rows(TableId id, sqlite3_stmt* statement, const std::vector<Part>& parts,
                       data::PackedTable& out) {
  const std::string& name = program_.at(id).name;
  int code = sqlite3_step(statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
    if (static_cast<int64_t>(out.origin.size()) == options_.row_limit) {
      sink_.report(diag::TooManyRows{.table = name, .limit = options_.row_limit});
      return false;
    }
    out.origin.push_back(sqlite3_column_int64(statement, 0));
    for (size_t i = 0; i < parts.size(); ++i) {
      const int from = static_cast<int>(i) + 1;
      data::PackedColumn& column = out.columns[parts[i].position];
      if (!parts[i].is_companion) {
        append_cell(statement, from, column);
      } else if (sqlite3_column_type(statement, from) != SQLITE_NULL) {
        column.name_absence(text_of(statement, from));
      }
    }
    if (options_.progress && static_cast<int64_t>(out.origin.size()) % RowsPerReport == 0) {
      options_.progress(name, static_cast<int64_t>(out.origin.size()));
    }
  }
  if (code != SQLITE_DONE) {
    database_.report_failure(sink_, name);
    return false;
  }
  return true;
}

void Reader::read_table(TableId id, data::PackedTable& out) {
  out.columns.resize(program_.at(id).columns.size());
  for (size_t i = 0; i < out.columns.size(); ++i) {
    const ColumnId column = program_.at(id).columns[i];
    out.columns[i].is_read = used_.columns[column.value];
  }
  std::vector<Part> parts;
  if (!used_.tables[id.value] || !find_table(id)) {
    return;
  }
  const std::string sql = select_sql(id, parts);
  if (sql.empty()) {
    return;
  }
  const Statement statement = database_.prepare(sql);
  if (statement == nullptr) {
    database_.report_failure(sink_);
    return;
  }
  if (!read_rows(id, statement.get(), parts, out)) {
    return;
  }
  for (data::PackedColumn& column : out.columns) {
    if (!column.absence.empty()) {
      column.absence.resize(column.forms.size(), 0);
    }
  }
}

std::vector<data::PackedTable> Reader::read() {
  std::vector<data::PackedTable> tables(program_.tables.size());
  if (!check_format(database_, sink_)) {
    return tables;
  }
  // One transaction, so that a load that is committed meanwhile shows wholly or not at all.
  if (!database_.run("BEGIN")) {
    database_.report_failure(sink_);
    return tables;
  }
  if (options_.generation != nullptr) {
    *options_.generation = database_.read_integer("SELECT value FROM plumb_meta WHERE key = 'generation'").value_or(0);
  }
  for (uint32_t i = 0; i < tables.size(); ++i) {
    read_table(TableId{i}, tables[i]);
  }
  (void)database_.run("ROLLBACK");
  return tables;
}

}  // namespace

data::Data read_data(const Program& program, const std::string& path, int64_t assessment,
                     diagnostics::Sink& sink, const ReadOptions& options) {
  const size_t errors_before = sink.error_count();
  std::vector<data::PackedTable> tables;
  if (std::optional<Database> database = Database::open(path, OpenMode::Read, sink)) {
    tables = Reader(program, *database, options, sink).read();
  }
  if (sink.error_count() > errors_before) {
    tables.clear();
  }
  data::Data result = data::build_packed(program, std::move(tables), assessment);
  result.origin = path;
  return result;
}

}  // namespace plumb::store
