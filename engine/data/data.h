// Data as the engine sees it: columns in key order, every cell known, absent or faulty. Data only.
//
// Made by store (from SQLite) or by a test from its given rows; read by eval and plan. Rows stand
// in key order (numbers by value, texts by code point), so the order in the database never shows.
// INVARIANT: columns of a table that were read have row_count entries; a reference cell holds the
// parent's row (of duplicates the first), or is absent (可无) or faulty (orphan); duplicate keys:
// every row of the group is faulty as a whole, as is a row whose key is missing or cannot be read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/integers.h"
#include "program/program.h"

namespace plumb::data {

enum class FaultKind : uint8_t {
  MissingCell,   // NULL where the column may not lack
  WrongStorage,  // REAL, or text where a number is due
  OutOfRange,
  TooLong,
  TooManyDecimals,
  BadDate,
  BadLabel,
  BadText,
  BadAbsence,
  Orphan,  // the parent does not exist
  DuplicateKey,
  MissingKey,
  NotGiven,      // a test gives no value for this column
  LineageCycle,  // a unit would be its own predecessor
};

// A fault belongs to a row or, with a column, to one cell.
struct Fault {
  FaultKind kind = FaultKind::MissingCell;
  program::TableId table;
  uint32_t row = 0;
  program::ColumnId column;  // not valid: the whole row
  std::string found;         // the cell as it was read
};

inline constexpr uint8_t CellPresent = 0;
inline constexpr uint8_t CellFaulty = 255;  // else: 1 + index into Column::absence_kinds
struct ColumnData {
  bool is_read = true;  // false: no rule reads the column, there are no entries
  // Number columns with int64: value = ints[i] * 10^-scale * stored_factor. Truth 0/1, Date days,
  // Label index, Row row number use ints too. Text and many-valued columns index `texts`. Numbers
  // that do not fit int64 make the column `wide`.
  Integers ints;
  std::vector<uint8_t> states;     // empty: every cell is present
  std::vector<std::string> texts;  // the distinct texts in code point order (so an index is a rank)
  std::vector<base::Number> wide;  // used instead of ints when not empty; in base units
};
struct TableData {
  uint32_t row_count = 0;
  std::vector<ColumnData> columns;  // in the order of program::Table::columns
  Integers origin;                  // the row's id in the database
  std::vector<uint8_t> row_faulty;  // empty: none
};
struct Data {
  std::vector<TableData> tables;  // by TableId
  std::vector<Fault> faults;      // in order of table, row, column
  // Facts of the run that the database knows: where it was read from.
  std::string origin;
};

// The value of a cell: known, Absent, or Faulty with an invalid place (find_fault tells which
// fault). Every cell of a faulty row is faulty. Precondition: the column was read.
[[nodiscard]] program::Value cell_value(const program::Program&, const Data&, program::TableId, program::ColumnId, uint32_t row);
// Position of a column within its table.
[[nodiscard]] uint32_t column_position(const program::Program&, program::ColumnId);
// Index into faults of a cell's fault, else of what makes its row faulty; UINT32_MAX if there is
// none.
[[nodiscard]] uint32_t find_fault(const Data&, program::TableId, uint32_t row, program::ColumnId);
// The row's key as text, also of a faulty row: parts joined as key_parts.h says, numbers in the
// stored units, labels by name, references by their parent's key.
[[nodiscard]] std::string key_text(const program::Program&, const Data&, program::TableId, uint32_t row);
// The first row with this key text; UINT32_MAX if there is none. Logarithmic but for rows with a
// faulty key.
[[nodiscard]] uint32_t find_row(const program::Program&, const Data&, program::TableId, std::string_view key);
// Name by the column with role Title, else the key.
[[nodiscard]] std::string title_text(const program::Program&, const Data&, program::TableId, uint32_t row);

}  // namespace plumb::data
