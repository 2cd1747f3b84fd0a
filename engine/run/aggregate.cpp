// Aggregates (law L6): every member is visited, also where a truth is decided early, and the first that is not known
// stands for the whole. Members stream by (reduce_members.h), and what they leave is finished (finish_aggregate.h).
#include "run/aggregate.h"

#include <algorithm>

#include "run/find_members.h"
#include "run/finish_aggregate.h"

namespace plumb::run {

using program::Aggregate;

Vector compute_aggregate(Evaluator& evaluator, const Aggregate& node, ExprId id, const Batch& batch, Active active) {
  Vector result;
  if (sum_in_place(evaluator, node, id, batch, result)) return result;
  result = blank(evaluator.pools(), evaluator.shape(id), evaluator.kind(id), batch.lanes);
  Reducer reducer(evaluator, node, batch);
  Members members;
  const bool is_added = add_runs(evaluator, node, batch, reducer);
  for (uint32_t i = 0; i < batch.lanes && !is_added; ++i) {
    if (!is_active(active, i)) continue;
    find_members(evaluator, node.set, id, batch, i, members);
    if (members.is_open) {
      reducer.accumulators()[i].stop(members.state, members.open);
      continue;
    }
    if (node.own_first) {  // an owner at a time: whose a row is depends on who asks
      reducer.flush();
      reducer.set_own(members.of_owner);
    }
    reducer.add(i, members.rows);
    if (node.own_first) reducer.flush();
  }
  reducer.flush();
  Vector parameter;
  if (node.parameter.valid()) parameter = evaluator.eval_as(plan::rational(), node.parameter, batch, active);
  Vector if_none;
  Buffer<uint8_t> lanes(evaluator.pools().states);
  Finisher(evaluator, node, id, batch, active, reducer, result).finish(parameter, if_none, lanes.data());
  return result;
}

// Where nothing of the asking row is read, one value serves every row, or one a group.
Vector Evaluator::node(const Aggregate& node_of, ExprId id, const Batch& batch, Active active) {
  const auto shared = columns_.shared_aggregates.find(id.value);
  if (shared == columns_.shared_aggregates.end()) return compute_aggregate(*this, node_of, id, batch, active);
  if (node_of.set.mode == program::SetMode::Whole) return constant(pools_, shared->second.lane(0), shape(id), kind(id));
  const Groups& groups = sets_.groups_at(id);
  Buffer<uint8_t> rest(pools_.states);
  uint8_t* is_alone = rest.data();
  bool has_alone = false;
  Members members;
  Vector result = blank(pools_, shape(id), kind(id), batch.lanes);
  const bool is_wide = is_rational(shape(id), kind(id));
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    is_alone[i] = 0;
    if (!is_active(active, i)) continue;
    const uint32_t group = find_group(*this, groups, node_of.set, batch, i, members);
    if (group == NoRow) {
      is_alone[i] = 1;
      has_alone = true;
      continue;
    }
    const Lane lane = shared->second.lane(group);
    if (is_wide)
      result.own_numbers.data()[i] = lane.number;
    else
      result.own_ints.data()[i] = lane.integer;
    if (lane.state != state::Known) set_state(pools_, result, i, lane.state, lane.open, batch.lanes);
  }
  if (has_alone) merge(pools_, result, compute_aggregate(*this, node_of, id, batch, is_alone), is_alone, is_wide, batch.lanes);
  return result;
}

}  // namespace plumb::run
