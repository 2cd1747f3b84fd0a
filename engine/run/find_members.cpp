// The members of a set for the row that asks: from the whole, its group, or the rows that belong to it.
#include "run/find_members.h"

#include <algorithm>

#include "run/run.h"

namespace plumb::run {

using program::SetMode;

void find_members(Evaluator& evaluator, const SetSource& set, ExprId id, const Batch& batch, uint32_t lane, Members& members) {
  const RunContext& context = evaluator.context();
  const RowSets& sets = evaluator.sets();
  members.is_open = false;
  const auto leave_open = [&](uint32_t code, uint8_t as = state::Open) {
    members.is_open = true;
    members.state = as;
    members.open = code;
    members.rows = {};
  };
  switch (set.mode) {
    case SetMode::Whole: {
      const RowsByOwner& whole = sets.whole(set);
      if (whole.is_open) return leave_open(whole.open);
      members.rows = whole.rows;
      break;
    }
    case SetMode::Group: {
      const Groups& groups = sets.groups.at(id.value);
      if (groups.rows.is_open) return leave_open(groups.rows.open);
      members.rows = {};
      const Frame& frame = batch.frames[0];
      uint32_t group = frame.table == set.table ? groups.group_of[frame.row(lane)] : NoRow;
      if (group == NoRow) {
        std::vector<Lane> key;
        for (size_t k = 0; k < set.group_keys.size(); ++k) {
          key.push_back(
              evaluator.eval_one(set.group_keys[k], frame.table, frame.row(lane), batch.computing, batch.base_row(lane)));
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
      const RowsByOwner& index = sets.children_of(set.table, set.path);
      if (index.is_open) return leave_open(index.open);
      const Frame& frame = batch.frames[0];
      const uint32_t owner = frame.row(lane);
      std::vector<uint32_t> owners;
      if (set.inherited) {
        const data::Lineage& lineage = sets.lineages.at(context.program.at(set.path.back()).type.table.value);
        if (lineage.units == frame.table) {
          const uint32_t fault = lineage.fault.empty() ? NoRow : lineage.fault[owner];
          if (fault != NoRow) {
            const data::Fault& at = context.data.faults[fault];
            return leave_open(
                context.interned.open({.kind = PlaceKind::DataFault, .table = at.table, .row = at.row, .fault = fault}, false));
          }
          const std::span<const uint32_t> before = lineage.of(owner);
          owners.assign(before.begin(), before.end());
        }
      }
      const Column* column = sets.membership(set);
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
  if (members.rows.size() > MemberLimit) leave_open(evaluator.faulty_here(PlaceKind::LimitReached, batch, lane));
}

}  // namespace plumb::run
