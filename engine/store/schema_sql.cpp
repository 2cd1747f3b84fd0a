#include <algorithm>

#include "data/decode_column.h"
#include "store/database.h"
#include "store/store.h"
#include "store/table_layout.h"

namespace plumb::store {

using program::Column;
using program::ColumnId;
using program::Program;
using program::Table;
using program::TypeKind;

const std::string& stored_name(const Table& table) { return table.stored.empty() ? table.name : table.stored; }
const std::string& stored_name(const Column& column) { return column.stored.empty() ? column.name : column.stored; }

const Column& stored_shape(const Program& program, ColumnId column) {
  const ColumnId shape = data::base_column(program, column);
  return program.at(shape.valid() ? shape : column);
}

bool is_stored_as_integer(const Program& program, ColumnId column) {
  const TypeKind kind = stored_shape(program, column).type.kind;
  return kind == TypeKind::Number || kind == TypeKind::Truth;
}

bool has_companion(const Column& column) { return column.absence_kinds.size() > 1; }
std::string companion_name(const Column& column) { return stored_name(column) + "_absent"; }

bool is_same_sql_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::string add_column_sql(const Program& program, ColumnId id, bool companion) {
  const Column& column = program.at(id);
  return "ALTER TABLE " + quote_name(stored_name(program.at(column.table))) + " ADD COLUMN " +
         quote_name(companion ? companion_name(column) : stored_name(column)) +
         (!companion && is_stored_as_integer(program, id) ? " INTEGER" : " TEXT");
}

// Our own reading never needs them: they are for people who look a unit up in an SQL shell.
std::vector<Index> indexes_of(const Program& program, const Table& table) {
  std::vector<Index> indexes;
  const auto add = [&](const std::string& suffix, const std::string& columns) {
    const std::string name = "plumb_" + stored_name(table) + "_" + suffix;
    indexes.push_back(
        {name, "CREATE INDEX " + quote_name(name) + " ON " + quote_name(stored_name(table)) + " (" + columns + ")"});
  };
  std::string key;
  for (const ColumnId id : table.keys) {
    key += (key.empty() ? "" : ", ") + quote_name(stored_name(program.at(id)));
  }
  if (!key.empty()) {
    add("key", key);
  }
  for (const ColumnId id : table.columns) {
    const bool leads_key = !table.keys.empty() && table.keys.front() == id;
    if (program.at(id).type.kind == TypeKind::Row && !leads_key) {
      add(stored_name(program.at(id)), quote_name(stored_name(program.at(id))));
    }
  }
  return indexes;
}

std::string schema_sql(const Program& program) {
  std::string sql =
      "CREATE TABLE plumb_meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;\n"
      "INSERT INTO plumb_meta VALUES ('format', " +
      std::to_string(FormatVersion) + "), ('generation', 0);\n";
  for (const Table& table : program.tables) {
    sql += "\nCREATE TABLE " + quote_name(stored_name(table)) + " (";
    const char* separator = "\n  ";
    for (const ColumnId id : table.columns) {
      sql += separator + quote_name(stored_name(program.at(id))) + (is_stored_as_integer(program, id) ? " INTEGER" : " TEXT");
      separator = ",\n  ";
      if (has_companion(program.at(id))) {
        sql += separator + quote_name(companion_name(program.at(id))) + " TEXT";
      }
    }
    sql += "\n) STRICT;\n";
    for (const Index& index : indexes_of(program, table)) {
      sql += index.sql + ";\n";
    }
  }
  return sql;
}

}  // namespace plumb::store
