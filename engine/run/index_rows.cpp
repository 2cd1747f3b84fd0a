// Rows by what they belong to: the row that they name as their owner, the whole set, a group. A set is finished, in key order,
// before anything is read of its members; a member whose membership is open leaves the set open.
#include <algorithm>
#include <map>

#include "run/operators.h"

namespace plumb::run {

namespace {

// Do the rows stand by their owners in the table itself, with nothing wrong on the way? Then the offsets are found.
bool find_in_place(const RunContext& context, TableId table, const std::vector<program::ColumnId>& path, RowsByOwner& index) {
  // From the owner's end: where each owner's rows begin in one table after the other.
  for (auto column = path.rbegin(); column != path.rend(); ++column) {
    const TableId on = context.program.at(*column).table;
    const data::ColumnData& cells = context.data.tables[on.value].columns[data::column_position(context.program, *column)];
    const std::span<const uint32_t> offsets = cells.ints.offsets();
    if (offsets.empty() || std::find(cells.states.begin(), cells.states.end(), data::CellFaulty) != cells.states.end())
      return false;
    if (column == path.rbegin()) {
      index.offsets = offsets;
    } else {
      std::vector<uint32_t> first_rows;
      for (const uint32_t parent : index.offsets) first_rows.push_back(offsets[parent]);
      index.own_offsets = std::move(first_rows);
      index.offsets = index.own_offsets;
    }
  }
  index.is_in_place = context.taken_out[table.value].empty();
  return index.is_in_place;
}

}  // namespace

RowsByOwner index_children(const RunContext& context, TableId table, const std::vector<program::ColumnId>& path) {
  RowsByOwner index;
  if (find_in_place(context, table, path, index)) return index;
  const uint32_t rows = context.row_count(table), owners = context.row_count(context.program.at(path.back()).type.table);
  std::vector<uint32_t> owner(rows, NoRow);
  std::vector<uint32_t>& offsets = index.own_offsets;
  offsets.assign(owners + 1, 0);
  for (uint32_t row = 0; row < rows; ++row) {
    if (context.is_taken_out(table, row)) continue;
    uint32_t at = row;
    for (const program::ColumnId column : path) {
      const TableId on = context.program.at(column).table;
      const data::ColumnData& cells = context.data.tables[on.value].columns[data::column_position(context.program, column)];
      const uint8_t found = cells.states.empty() ? data::CellPresent : cells.states[at];
      bool is_named = found == data::CellPresent;
      if (found == data::CellFaulty) {
        const uint32_t fault = data::find_fault(context.data, on, at, column);
        // A repeated reference still names an owner, who alone is hurt; any other leaves all of them open.
        is_named = fault != NoRow && context.data.faults[fault].kind == data::FaultKind::DuplicateKey &&
                   context.data.faults[fault].column == column;
        const PlaceKind kind = is_named ? PlaceKind::DataFault : PlaceKind::TableBlocked;
        const uint32_t code = context.interned.open(
            {.kind = kind, .table = is_named ? on : table, .row = is_named ? at : row, .fault = fault}, false);
        if (is_named)
          index.doubtful.emplace(row, code);
        else if (!index.is_open)
          index.is_open = true, index.open = code;
      }
      at = is_named ? static_cast<uint32_t>(cells.ints[at]) : NoRow;
      if (at == NoRow) break;
    }
    owner[row] = at;
    if (at != NoRow) ++offsets[at + 1];
  }
  for (uint32_t i = 0; i < owners; ++i) offsets[i + 1] += offsets[i];
  index.offsets = offsets;
  index.rows.resize(offsets[owners]);
  std::vector<uint32_t> next(offsets.begin(), offsets.end() - 1);
  for (uint32_t row = 0; row < rows; ++row) {
    if (owner[row] != NoRow) index.rows[next[owner[row]]++] = row;
  }
  return index;
}

RowsByOwner index_whole_set(const RunContext& context, const RowSets& sets, const SetSource& set) {
  RowsByOwner whole;
  const Column* column = sets.membership(set);
  for (uint32_t row = 0; row < context.row_count(set.table) && !whole.is_open; ++row) {
    if (context.is_taken_out(set.table, row)) continue;
    if (column != nullptr && column->state(row) != state::Known) {
      whole.is_open = true;
      whole.open = column->opens.empty() ? 0 : column->opens[row];
    } else if (column == nullptr || column->ints[row] != 0) {
      whole.rows.push_back(row);
    }
  }
  whole.own_offsets = {0, static_cast<uint32_t>(whole.rows.size())};
  whole.offsets = whole.own_offsets;
  return whole;
}

Column mark_readable_rows(const RunContext& context, TableId table) {
  Column column;
  column.resize_truths(context.row_count(table));
  std::fill_n(column.ints.own(), column.rows, 1);
  for (uint32_t row = 0; row < column.rows; ++row) {
    if (context.is_taken_out(table, row))
      column.set(row, {.integer = 0});
    else if (context.is_row_faulty(table, row))
      column.set(row, {.state = state::Open, .open = context.fault_code(table, row, {})});
  }
  return column;
}

Groups compute_groups(Evaluator& evaluator, const SetSource& set, DefinitionId reader) {
  const RunContext& context = evaluator.context();
  Groups groups;
  const RowsByOwner& whole = evaluator.sets().whole(set);
  groups.rows.is_open = whole.is_open;
  groups.rows.open = whole.open;
  groups.group_of.assign(context.row_count(set.table), NoRow);
  for (const ExprId key : set.group_keys)
    groups.key_kinds.emplace_back(context.program.at(key).type.kind, context.plan.exprs[key.value]);
  const auto less = [&](const std::vector<Lane>& a, const std::vector<Lane>& b) {
    for (size_t k = 0; k < a.size(); ++k) {
      const std::strong_ordering order = compare_lanes(groups.key_kinds[k].first, groups.key_kinds[k].second, a[k], b[k]);
      if (order != 0) return order < 0;
    }
    return false;
  };
  std::map<std::vector<Lane>, std::vector<uint32_t>, decltype(less)> by_key(less);
  for (size_t i = 0; i < whole.rows.size() && !groups.rows.is_open; ++i) {
    std::vector<Lane> key;
    for (const ExprId expr : set.group_keys) {
      key.push_back(evaluator.eval_one(expr, set.table, whole.rows[i], reader, NoRow));
      if (key.back().state == state::Known) continue;
      groups.rows.is_open = true;
      groups.rows.open = key.back().open;
      break;
    }
    if (!groups.rows.is_open) by_key[std::move(key)].push_back(whole.rows[i]);
  }
  groups.rows.own_offsets = {0};
  groups.rows.offsets = groups.rows.own_offsets;
  if (groups.rows.is_open) return groups;
  for (auto& [key, rows] : by_key) {
    for (const uint32_t row : rows) groups.group_of[row] = static_cast<uint32_t>(groups.keys.size());
    groups.keys.push_back(key);
    groups.rows.rows.insert(groups.rows.rows.end(), rows.begin(), rows.end());
    groups.rows.own_offsets.push_back(static_cast<uint32_t>(groups.rows.rows.size()));
  }
  groups.rows.offsets = groups.rows.own_offsets;
  return groups;
}

}  // namespace plumb::run
