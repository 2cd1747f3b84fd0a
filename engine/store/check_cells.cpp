#include "store/check_cells.h"

#include <algorithm>
#include <span>

#include "base/date.h"

namespace plumb::store {

using data::CellFaulty;
using data::CellPresent;
using data::ColumnData;
using data::Data;
using program::ColumnId;
using program::Program;
using program::TypeKind;

namespace {

// Sums rest on it: what counts as zero where it is absent is added without a look at states.
bool holds_zero_where_absent(const ColumnData& cells) {
  for (size_t row = 0; row < cells.states.size() && cells.wide.empty(); ++row) {
    if (cells.states[row] != CellPresent && cells.states[row] != CellFaulty && cells.ints[row] != 0) return false;
  }
  return true;
}

}  // namespace

bool is_sound(const Program& program, ColumnId id, const ColumnData& cells, int64_t rows, const Data& data) {
  const program::Column& column = program.at(id);
  const size_t kinds = std::max<size_t>(1, column.absence_kinds.size());
  for (const uint8_t state : cells.states) {
    if (state > kinds && state != CellFaulty) return false;
  }
  int64_t least = INT64_MIN, most = INT64_MAX;
  switch (column.type.kind) {
    case TypeKind::Truth: least = 0, most = 1; break;
    case TypeKind::Date: least = base::FirstDate.days, most = base::LastDate.days; break;
    case TypeKind::Label: least = 0, most = static_cast<int64_t>(program.at(column.type.enumeration).labels.size()) - 1; break;
    case TypeKind::Row: least = 0, most = static_cast<int64_t>(data.tables[column.type.table.value].row_count) - 1; break;
    case TypeKind::Text:
    case TypeKind::NameSet: least = 0, most = static_cast<int64_t>(cells.texts.size()) - 1; break;
    case TypeKind::Number: return holds_zero_where_absent(cells);
    case TypeKind::Unknown:
    case TypeKind::Duration:
    case TypeKind::Spans: return true;
  }
  if (const std::span<const uint32_t> offsets = cells.ints.offsets(); !offsets.empty()) {
    // Parents are in order already; rows behind them have none.
    if (cells.states.empty()) return offsets.back() == rows;
    const auto behind = cells.states.begin() + offsets.back();
    return std::all_of(cells.states.begin(), behind, [](uint8_t state) { return state == CellPresent; }) &&
           std::find(behind, cells.states.end(), CellPresent) == cells.states.end();
  }
  bool is_within = true;
  cells.ints.visit([&](const auto* values, int64_t base) {
    for (size_t row = 0; row < static_cast<size_t>(rows) && is_within; ++row) {
      const int64_t value = base + static_cast<int64_t>(values[row]);
      is_within = (value >= least && value <= most) || (!cells.states.empty() && cells.states[row] != CellPresent);
    }
  });
  if (!is_within) return false;
  return std::is_sorted(cells.texts.begin(), cells.texts.end());
}

}  // namespace plumb::store
