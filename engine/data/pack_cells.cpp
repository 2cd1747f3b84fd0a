#include "data/pack_cells.h"

#include <algorithm>

namespace plumb::data {

void pack_cells(const program::Column& column, uint32_t parent_rows, ColumnData& cells) {
  if (!cells.is_read) return;
  if (column.type.kind == program::TypeKind::Row) {
    // Absent and orphaned cells stand behind all others where the reference leads the key.
    const auto last = std::find(cells.states.rbegin(), cells.states.rend(), CellPresent);
    const auto without = static_cast<size_t>(last - cells.states.rbegin());
    const auto present_end = cells.states.end() - static_cast<std::ptrdiff_t>(without);
    const bool is_mixed = std::any_of(cells.states.begin(), present_end, [](uint8_t state) { return state != CellPresent; });
    if (!is_mixed && cells.ints.cluster(parent_rows, without)) return;
  }
  cells.ints.pack();
}

}  // namespace plumb::data
