// Aggregates (law L6): every member is visited, also where a truth is decided early, and the first that is not known
// stands for the whole. Members stream by (reduce_members.h), and what they leave is finished (finish_aggregate.h).
#include <algorithm>

#include "run/finish_aggregate.h"

namespace plumb::run {

using program::Aggregate;

Vector Worker::aggregate(const Aggregate& node_of, ExprId id, const Batch& batch, Active active) {
  Vector result;
  if (sum_in_place(node_of, id, batch, result)) return result;
  result = constant({}, shape(id), kind(id));
  spread(result, shape(id), kind(id), batch.lanes);
  Reducer reducer(*this, node_of, batch);
  Members members;
  const bool is_added = add_runs(node_of, batch, reducer);
  for (uint32_t i = 0; i < batch.lanes && !is_added; ++i) {
    if (!is_active(active, i)) continue;
    members.is_open = false;
    members_of(node_of.set, id, batch, i, members);
    if (members.is_open) {
      reducer.tallies()[i].stop(members.state, members.open);
      continue;
    }
    if (node_of.own_first) {  // an owner at a time: whose a row is depends on who asks
      reducer.flush();
      reducer.set_own(members.of_owner);
    }
    reducer.add(i, members.rows);
    if (node_of.own_first) reducer.flush();
  }
  reducer.flush();
  Vector parameter;
  if (node_of.parameter.valid()) {
    parameter = eval(node_of.parameter, batch, active);
    reshape(parameter, shape(node_of.parameter), plan::rational(), batch);
  }
  Vector if_none;
  Buffer<uint8_t> lanes(pools_.states);
  Finisher(*this, node_of, id, batch, active, reducer, result).finish(parameter, if_none, lanes.data());
  return result;
}

// Where nothing of the asking row is read, one value serves every row, or one a group.
Vector Worker::node(const Aggregate& node_of, ExprId id, const Batch& batch, Active active) {
  const auto shared = run_.shared_.find(id.value);
  if (shared == run_.shared_.end()) return aggregate(node_of, id, batch, active);
  if (node_of.set.mode == program::SetMode::Whole) return constant(shared->second.lane(0), shape(id), kind(id));
  const Groups& groups = *run_.groups_.at(id.value);
  Buffer<uint8_t> rest(pools_.states);
  uint8_t* is_alone = rest.data();
  bool has_alone = false;
  Vector result = constant({}, shape(id), kind(id));
  spread(result, shape(id), kind(id), batch.lanes);
  const bool is_wide = is_rational(shape(id), kind(id));
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    is_alone[i] = 0;
    if (!is_active(active, i)) continue;
    const Frame& frame = batch.frames[0];
    const uint32_t group = !groups.rows.is_open && frame.table == node_of.set.table ? groups.group_of[frame.row(i)] : NoRow;
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
    if (lane.state != state::Known) set_state(result, i, lane.state, lane.open, batch.lanes);
  }
  if (has_alone) merge(result, aggregate(node_of, id, batch, is_alone), is_alone, is_wide, batch.lanes);
  return result;
}

}  // namespace plumb::run
