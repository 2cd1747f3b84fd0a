// Sets of rows: those that belong to a row, the whole, a group. A set is finished, in key order, before anything is read
// of its members; a member whose membership is open leaves the set open.
#include <algorithm>
#include <map>

#include "run/worker.h"

namespace plumb::run {

using program::SetMode;
using program::SetSource;

namespace {

std::array<uint32_t, 3> set_key(const SetSource& set) { return {set.table.value, set.population.value, set.rule}; }

}  // namespace

// Made by compute_population and kept; the rows that a rule took, and whole tables with faulty rows, are made when asked for.
const Column* Runner::set_column(const SetSource& set) {
  if (set.population.valid() && set.rule == UINT32_MAX) {
    const PopulationColumns* population = populations_[set.population.value].get();
    return &population->member;
  }
  const auto found = set_columns_.find(set_key(set));
  return found == set_columns_.end() ? nullptr : &found->second;
}

bool Runner::find_in_place(TableId table, const std::vector<program::ColumnId>& path, RowsByOwner& clusters) const {
  // From the owner's end: where each owner's rows begin in one table after the other.
  for (auto column = path.rbegin(); column != path.rend(); ++column) {
    const TableId on = program_.at(*column).table;
    const data::ColumnData& cells = data_.tables[on.value].columns[data::column_position(program_, *column)];
    const std::span<const uint32_t> offsets = cells.ints.offsets();
    if (offsets.empty() || std::find(cells.states.begin(), cells.states.end(), data::CellFaulty) != cells.states.end())
      return false;
    if (column == path.rbegin()) {
      clusters.offsets = offsets;
    } else {
      std::vector<uint32_t> first_rows;
      for (const uint32_t parent : clusters.offsets) first_rows.push_back(offsets[parent]);
      clusters.own_offsets = std::move(first_rows);
      clusters.offsets = clusters.own_offsets;
    }
  }
  clusters.is_in_place = taken_out_[table.value].empty();
  return clusters.is_in_place;
}

const RowsByOwner& Runner::children(TableId table, const std::vector<program::ColumnId>& path) {
  std::vector<uint32_t> ids;
  for (const program::ColumnId column : path) ids.push_back(column.value);
  const std::pair key{table.value, std::move(ids)};
  // Batches find what prepare() made, and change nothing.
  if (const auto found = children_.find(key); found != children_.end()) return found->second;
  RowsByOwner& clusters = children_[key];
  if (find_in_place(table, path, clusters)) return clusters;
  const uint32_t rows = row_count(table), owners = row_count(program_.at(path.back()).type.table);
  std::vector<uint32_t> owner(rows, NoRow);
  std::vector<uint32_t>& offsets = clusters.own_offsets;
  offsets.assign(owners + 1, 0);
  for (uint32_t row = 0; row < rows; ++row) {
    if (is_taken_out(table, row)) continue;
    uint32_t at = row;
    for (const program::ColumnId column : path) {
      const TableId on = program_.at(column).table;
      const data::ColumnData& cells = data_.tables[on.value].columns[data::column_position(program_, column)];
      const uint8_t found = cells.states.empty() ? data::CellPresent : cells.states[at];
      bool is_named = found == data::CellPresent;
      if (found == data::CellFaulty) {
        const uint32_t fault = data::find_fault(data_, on, at, column);
        // A repeated reference still names an owner, who alone is hurt; any other leaves all of them open.
        is_named =
            fault != NoRow && data_.faults[fault].kind == data::FaultKind::DuplicateKey && data_.faults[fault].column == column;
        const PlaceKind kind = is_named ? PlaceKind::DataFault : PlaceKind::TableBlocked;
        const uint32_t code =
            interned_.open({.kind = kind, .table = is_named ? on : table, .row = is_named ? at : row, .fault = fault}, false);
        if (is_named)
          clusters.doubtful.emplace(row, code);
        else if (!clusters.is_open)
          clusters.is_open = true, clusters.open = code;
      }
      at = is_named ? static_cast<uint32_t>(cells.ints[at]) : NoRow;
      if (at == NoRow) break;
    }
    owner[row] = at;
    if (at != NoRow) ++offsets[at + 1];
  }
  for (uint32_t i = 0; i < owners; ++i) offsets[i + 1] += offsets[i];
  clusters.offsets = offsets;
  clusters.rows.resize(offsets[owners]);
  std::vector<uint32_t> next(offsets.begin(), offsets.end() - 1);
  for (uint32_t row = 0; row < rows; ++row) {
    if (owner[row] != NoRow) clusters.rows[next[owner[row]]++] = row;
  }
  return clusters;
}

const RowsByOwner& Runner::whole_set(const SetSource& set) {
  if (const auto found = whole_sets_.find(set_key(set)); found != whole_sets_.end()) return found->second;
  RowsByOwner& whole = whole_sets_[set_key(set)];
  const Column* column = set_column(set);
  for (uint32_t row = 0; row < row_count(set.table) && !whole.is_open; ++row) {
    if (is_taken_out(set.table, row)) continue;
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

const data::Lineage& Runner::lineage(TableId table) {
  const auto found = lineages_.find(table.value);
  if (found != lineages_.end()) return found->second;
  return lineages_.emplace(table.value, data::build_lineage(program_, data_, table, inputs_.reference)).first->second;
}

Groups& Runner::groups(const SetSource& set, ExprId id, DefinitionId reader) {
  std::unique_ptr<Groups>& entry = groups_[id.value];
  if (entry != nullptr) return *entry;
  entry = std::make_unique<Groups>();
  Groups& groups = *entry;
  const RowsByOwner& whole = whole_set(set);
  groups.rows.is_open = whole.is_open;
  groups.rows.open = whole.open;
  groups.group_of.assign(row_count(set.table), NoRow);
  for (const ExprId key : set.group_keys) groups.key_kinds.emplace_back(program_.at(key).type.kind, plan_.exprs[key.value]);
  const auto less = [&](const std::vector<Lane>& a, const std::vector<Lane>& b) {
    for (size_t k = 0; k < a.size(); ++k) {
      const std::strong_ordering order = compare_lanes(groups.key_kinds[k].first, groups.key_kinds[k].second, a[k], b[k]);
      if (order != 0) return order < 0;
    }
    return false;
  };
  std::map<std::vector<Lane>, std::vector<uint32_t>, decltype(less)> by_key(less);
  Worker& worker = *workers_.front();
  for (size_t i = 0; i < whole.rows.size() && !groups.rows.is_open; ++i) {
    std::vector<Lane> key;
    for (const ExprId expr : set.group_keys) {
      key.push_back(worker.eval_one(expr, set.table, whole.rows[i], reader, NoRow));
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

void Worker::members_of(const SetSource& set, ExprId id, const Batch& batch, uint32_t lane, Members& members) {
  const auto leave_open = [&](uint32_t code, uint8_t as = state::Open) {
    members.is_open = true;
    members.state = as;
    members.open = code;
    members.rows = {};
  };
  switch (set.mode) {
    case SetMode::Whole: {
      const RowsByOwner& whole = run_.whole_set(set);
      if (whole.is_open) return leave_open(whole.open);
      members.rows = whole.rows;
      break;
    }
    case SetMode::Group: {
      const Groups& groups = *run_.groups_.at(id.value);
      if (groups.rows.is_open) return leave_open(groups.rows.open);
      members.rows = {};
      const Frame& frame = batch.frames[0];
      uint32_t group = frame.table == set.table ? groups.group_of[frame.row(lane)] : NoRow;
      if (group == NoRow) {
        std::vector<Lane> key;
        for (size_t k = 0; k < set.group_keys.size(); ++k) {
          key.push_back(eval_one(set.group_keys[k], frame.table, frame.row(lane), batch.computing, batch.base_row(lane)));
          if (key.back().state != state::Known) {
            return leave_open(key.back().open, key.back().state);
          }
        }
        for (uint32_t at = 0; at < groups.keys.size() && group == NoRow; ++at) {
          bool is_same = true;
          for (size_t k = 0; k < key.size() && is_same; ++k) {
            is_same = compare_lanes(groups.key_kinds[k].first, groups.key_kinds[k].second, key[k], groups.keys[at][k]) == 0;
          }
          if (is_same) group = at;
        }
      }
      if (group != NoRow) members.rows = groups.rows.of(group);
      break;
    }
    case SetMode::Members: {
      const RowsByOwner& index = run_.children(set.table, set.path);
      if (index.is_open) return leave_open(index.open);
      const Frame& frame = batch.frames[0];
      const uint32_t owner = frame.row(lane);
      std::vector<uint32_t> owners;
      if (set.inherited) {
        const data::Lineage& lineage = run_.lineage(frame.table);
        if (lineage.units == frame.table) {
          const uint32_t fault = lineage.fault.empty() ? NoRow : lineage.fault[owner];
          if (fault != NoRow) {
            const data::Fault& at = run_.data_.faults[fault];
            return leave_open(
                run_.interned_.open({.kind = PlaceKind::DataFault, .table = at.table, .row = at.row, .fault = fault}, false));
          }
          const std::span<const uint32_t> before = lineage.of(owner);
          owners.assign(before.begin(), before.end());
        }
      }
      const Column* column = run_.set_column(set);
      if (column == nullptr && owners.empty() && index.doubtful.empty()) {
        members.rows = index.of(owner);
        if (set.inherited) {
          members.of_owner.clear();
          members.rows.append_to(members.of_owner);
        }
        break;
      }
      members.owned.clear();
      std::vector<uint32_t> candidates;
      index.of(owner).append_to(candidates);
      if (set.inherited) members.of_owner = candidates;
      for (const uint32_t before : owners) index.of(before).append_to(candidates);
      if (!owners.empty()) std::sort(candidates.begin(), candidates.end());
      for (const uint32_t row : candidates) {
        const auto doubt = index.doubtful.find(row);
        if (doubt != index.doubtful.end()) return leave_open(doubt->second);
        if (column != nullptr && column->state(row) != state::Known) {
          return leave_open(column->opens.empty() ? 0 : column->opens[row], column->state(row));
        }
        if (column == nullptr || column->ints[row] != 0) members.owned.push_back(row);
      }
      members.rows = members.owned;
      break;
    }
  }
  if (members.rows.size() > MemberLimit) leave_open(faulty_here(PlaceKind::LimitReached, batch, lane));
}

}  // namespace plumb::run
