// How declared columns are laid out in SQL. Not part of the room's door.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "program/program.h"

namespace plumb::store {

[[nodiscard]] const std::string& stored_name(const program::Table& table);
[[nodiscard]] const std::string& stored_name(const program::Column& column);

// The column whose stored form a column has: itself, or the key at the end of its references.
[[nodiscard]] const program::Column& stored_shape(const program::Program& program, program::ColumnId column);
// Numbers and truths; everything else is TEXT.
[[nodiscard]] bool is_stored_as_integer(const program::Program& program, program::ColumnId column);

// The companion column that names a kind of absence; only beside columns with several kinds.
[[nodiscard]] bool has_companion(const program::Column& column);
[[nodiscard]] std::string companion_name(const program::Column& column);

struct Index {
  std::string name;
  std::string sql;  // CREATE INDEX
};
[[nodiscard]] std::vector<Index> indexes_of(const program::Program& program, const program::Table& table);

// Names in SQL differ only by more than ASCII case.
[[nodiscard]] bool is_same_sql_name(std::string_view a, std::string_view b);

// `ALTER TABLE … ADD COLUMN …`: what a database needs that lacks the column (or its companion).
[[nodiscard]] std::string add_column_sql(const program::Program& program, program::ColumnId column, bool companion);

}  // namespace plumb::store
