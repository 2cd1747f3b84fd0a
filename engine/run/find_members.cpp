// The members of a set for the row that asks: from the whole, its group, or the rows that belong to it.
#include "run/find_members.h"

#include <algorithm>

#include "run/run.h"

namespace plumb::run {

using program::SetMode;

namespace {

void leave_open(Members& members, uint32_t code, uint8_t as = state::Open) {
  members.is_open = true;
  members.state = as;
  members.open = code;
  members.rows = {};
}

// The group with these keys; NoRow: none has them.
uint32_t group_with(const Groups& groups, const std::vector<Lane>& key) {
  const auto order = [&](const std::vector<Lane>& a, const std::vector<Lane>& b) {
    for (size_t k = 0; k < a.size(); ++k) {
      const std::strong_ordering found = compare_lanes(groups.key_kinds[k].first, groups.key_kinds[k].second, a[k], b[k]);
      if (found != 0) return found;
    }
    return std::strong_ordering::equal;
  };
  const auto found = std::lower_bound(groups.keys.begin(), groups.keys.end(), key,
                                      [&](const auto& one, const auto& wanted) { return order(one, wanted) < 0; });
  if (found == groups.keys.end() || order(*found, key) != 0) return NoRow;
  return static_cast<uint32_t>(found - groups.keys.begin());
}

// The rows of an owner and, where the set is inherited, of its predecessors.
void find_owned(Evaluator& evaluator, const SetSource& set, const Batch& batch, uint32_t lane, Members& members) {
  const RunContext& context = evaluator.context();
  const RowSets& sets = evaluator.sets();
  const RowsByOwner& index = sets.children_of(set.table, set.path);
  if (index.is_open) return leave_open(members, index.open);
  const Frame& frame = batch.frames[0];
  const uint32_t owner = frame.row(lane);
  std::span<const uint32_t> predecessors;
  if (set.inherited) {
    const data::Lineage& lineage = sets.lineage_of(context.program.at(set.path.back()).type.table);
    if (lineage.units == frame.table) {
      const uint32_t fault = lineage.fault.empty() ? NoRow : lineage.fault[owner];
      if (fault != NoRow) {
        const data::Fault& at = context.data.faults[fault];
        return leave_open(members,
                          context.faulty({.kind = PlaceKind::DataFault, .table = at.table, .row = at.row, .fault = fault}).open);
      }
      predecessors = lineage.of(owner);
    }
  }
  const Column* column = sets.membership(set);
  if (column == nullptr && predecessors.empty() && index.doubtful.empty()) {
    members.rows = index.of(owner);
    if (set.inherited) {
      members.of_owner.clear();
      members.rows.append_to(members.of_owner);
    }
    return;
  }
  members.owned.clear();
  std::vector<uint32_t> candidates;
  index.of(owner).append_to(candidates);
  if (set.inherited) members.of_owner = candidates;
  for (const uint32_t before : predecessors) index.of(before).append_to(candidates);
  if (!predecessors.empty()) std::sort(candidates.begin(), candidates.end());
  for (const uint32_t row : candidates) {
    const auto doubt = index.doubtful.find(row);
    if (doubt != index.doubtful.end()) return leave_open(members, doubt->second);
    if (column != nullptr && column->state(row) != state::Known)
      return leave_open(members, column->opens.empty() ? 0 : column->opens[row], column->state(row));
    if (column == nullptr || column->ints[row] != 0) members.owned.push_back(row);
  }
  members.rows = members.owned;
}

}  // namespace

uint32_t find_group(Evaluator& evaluator, const Groups& groups, const SetSource& set, const Batch& batch, uint32_t lane,
                    Members& members) {
  members.rows = {};
  if (groups.rows.is_open) {
    leave_open(members, groups.rows.open);
    return NoRow;
  }
  const Frame& frame = batch.frames[0];
  uint32_t group = frame.table == set.table ? groups.group_of[frame.row(lane)] : NoRow;
  if (group == NoRow) {
    std::vector<Lane> key;
    for (const ExprId expr : set.group_keys) {
      key.push_back(evaluator.eval_one(expr, frame.table, frame.row(lane), batch.computing, batch.base_row(lane)));
      if (key.back().state == state::Known) continue;
      leave_open(members, key.back().open, key.back().state);
      return NoRow;
    }
    group = group_with(groups, key);
  }
  if (group != NoRow) members.rows = groups.rows.of(group);
  return group;
}

void find_members(Evaluator& evaluator, const SetSource& set, ExprId id, const Batch& batch, uint32_t lane, Members& members) {
  members.is_open = false;
  switch (set.mode) {
    case SetMode::Whole: {
      const RowsByOwner& whole = evaluator.sets().whole(set);
      if (whole.is_open) return leave_open(members, whole.open);
      members.rows = whole.rows;
      break;
    }
    case SetMode::Group: find_group(evaluator, evaluator.sets().groups_at(id), set, batch, lane, members); break;
    case SetMode::Members: find_owned(evaluator, set, batch, lane, members); break;
  }
  if (members.rows.size() > MemberLimit) leave_open(members, evaluator.faulty_here(PlaceKind::LimitReached, batch, lane));
}

}  // namespace plumb::run
