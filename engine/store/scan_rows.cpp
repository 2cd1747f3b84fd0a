#include "store/scan_rows.h"

#include <algorithm>

namespace plumb::store {

using data::CellForm;

namespace {

constexpr int64_t RowsPerReport = 1 << 16;

// A bad blob or number is shown by its first bytes; it is a fault whatever it holds.
std::string show_blob(sqlite3_value* cell) {
  constexpr int MostBytes = 16;
  const auto* bytes = static_cast<const unsigned char*>(sqlite3_value_blob(cell));
  const int size = std::min(sqlite3_value_bytes(cell), MostBytes);
  std::string text = "x'";
  for (int i = 0; bytes != nullptr && i < size; ++i) {
    text += "0123456789ABCDEF"[bytes[i] >> 4];
    text += "0123456789ABCDEF"[bytes[i] & 15];
  }
  return text + "'";
}

std::string_view text_of(sqlite3_value* cell) {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(cell));
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, static_cast<size_t>(sqlite3_value_bytes(cell)));
}

void append_cell(sqlite3_value* cell, data::PackedColumn& to) {
  switch (sqlite3_value_type(cell)) {
    case SQLITE_NULL: to.append_null(); return;
    case SQLITE_INTEGER: to.append_integer(sqlite3_value_int64(cell)); return;
    case SQLITE_TEXT: to.append_text(CellForm::Text, text_of(cell)); return;
    case SQLITE_FLOAT: to.append_text(CellForm::Real, text_of(cell)); return;
    default: to.append_text(CellForm::Real, show_blob(cell)); return;
  }
}

}  // namespace

bool scan_rows(Database& database, const Scan& scan, int64_t first, int64_t last, const RowsCame& came, data::PackedTable& to) {
  const Statement statement = database.prepare(scan.sql);
  sqlite3_stmt* s = statement.get();
  if (s == nullptr || sqlite3_bind_int64(s, 1, first) != SQLITE_OK || sqlite3_bind_int64(s, 2, last) != SQLITE_OK) {
    return false;
  }
  int64_t rows = 0;
  int code = sqlite3_step(s);
  for (; code == SQLITE_ROW; code = sqlite3_step(s)) {
    to.origin.append(sqlite3_column_int64(s, 0));
    // The cell once, and then what it holds: a connection of one thread has no need of more care.
    int from = 0;
    for (const ScanColumn& column : scan.columns) {
      sqlite3_value* cell = sqlite3_column_value(s, ++from);
      data::PackedColumn& cells = to.columns[column.position];
      if (!column.is_companion) {
        append_cell(cell, cells);
      } else if (sqlite3_value_type(cell) != SQLITE_NULL) {
        cells.name_absence(text_of(cell));
      }
    }
    if (++rows == RowsPerReport) {
      if (!came(rows)) return false;
      rows = 0;
    }
  }
  to.close();
  return code == SQLITE_DONE && came(rows);
}

}  // namespace plumb::store
