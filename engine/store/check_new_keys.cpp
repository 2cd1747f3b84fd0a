#include "store/check_new_keys.h"

#include <utility>
#include <vector>

#include "data/key_parts.h"
#include "diagnostics/catalogue_data.h"
#include "store/table_layout.h"

namespace plumb::store {

using program::ColumnId;
using program::Program;
using program::Table;

namespace {

// A column may be called rowid; then one of its other names is free.
std::string row_id_name(const Program& program, const Table& table) {
  for (const char* name : {"rowid", "_rowid_", "oid"}) {
    bool is_free = true;
    for (const ColumnId id : table.columns) {
      is_free = is_free && !is_same_sql_name(stored_name(program.at(id)), name);
    }
    if (is_free) {
      return name;
    }
  }
  return "rowid";
}

// The key of a row as it would be written in a file.
std::string shown_key(const Program& program, const Table& table, sqlite3_stmt* row) {
  std::vector<std::string> parts;
  for (size_t i = 0; i < table.keys.size(); ++i) {
    const int at = static_cast<int>(i);
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(row, at));
    std::string part = bytes == nullptr ? "" : bytes;
    const program::Column& shape = stored_shape(program, table.keys[i]);
    if (shape.scale > 0 && sqlite3_column_type(row, at) == SQLITE_INTEGER) {
      part = (base::Number(sqlite3_column_int64(row, at)) * base::Number::power_of_ten(-shape.scale)).to_string();
    }
    parts.push_back(std::move(part));
  }
  return data::join_key(parts);
}

}  // namespace

std::optional<int64_t> find_last_row(const Program& program, Database& database, const Table& table) {
  return database.read_integer("SELECT max(" + row_id_name(program, table) + ") FROM " + quote_name(stored_name(table)));
}

bool check_new_keys(const Program& program, Database& database, const TableFile& from, int64_t last_row,
                    diagnostics::Sink& sink) {
  const Table& table = program.at(from.table);
  if (table.keys.empty()) {
    return true;
  }
  const std::string id = row_id_name(program, table);
  const std::string stored = quote_name(stored_name(table));
  std::string same, keys;
  for (const ColumnId column : table.keys) {
    const std::string name = quote_name(stored_name(program.at(column)));
    same += " AND old." + name + " = new." + name;
    keys += (keys.empty() ? "" : ", ") + name;
  }
  // A join, as one may use an index that SQLite makes for itself where a foreign table has none.
  const Statement count =
      database.prepare("SELECT count(DISTINCT new." + id + "), min(new." + id + ") FROM " + stored + " AS new JOIN " + stored +
                       " AS old ON old." + id + " <= ?1" + same + " WHERE new." + id + " > ?1");
  const Statement first = database.prepare("SELECT " + keys + " FROM " + stored + " WHERE " + id + " = ?1");
  if (first == nullptr || count == nullptr || sqlite3_bind_int64(count.get(), 1, last_row) != SQLITE_OK ||
      sqlite3_step(count.get()) != SQLITE_ROW) {
    database.report_failure(sink, table.name);
    return false;
  }
  const int64_t found = sqlite3_column_int64(count.get(), 0);
  if (found == 0) {
    return true;
  }
  std::string key;
  if (sqlite3_bind_int64(first.get(), 1, sqlite3_column_int64(count.get(), 1)) == SQLITE_OK &&
      sqlite3_step(first.get()) == SQLITE_ROW) {
    key = shown_key(program, table, first.get());
  }
  sink.report(diag::RowsExist{.path = from.file, .count = found, .table = table.name, .key = key});
  return false;
}

}  // namespace plumb::store
