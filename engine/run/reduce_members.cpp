#include "run/reduce_members.h"

#include "diagnostics/abort_internal.h"

namespace plumb::run {

using program::AggregateKind;

void Reducer::flush() {
  if (filled_ == 0) return;
  Batch batch;
  batch.lanes = filled_;
  batch.computing = outer_.computing;
  batch.depth = outer_.depth + 1;
  if (batch.depth > batch.frames.size()) diagnostics::abort_internal("run", "sets within sets deeper than a batch can follow");
  // Members that stand one after the other are read as they stand.
  const uint32_t* rows = rows_.data();
  bool is_run = true;
  for (uint32_t i = 1; i < filled_ && is_run; ++i) is_run = rows[i] == rows[0] + i;
  batch.frames[0] = is_run ? Frame{node_.set.table, rows[0], nullptr, false} : Frame{node_.set.table, 0, rows, false};
  // The rows around the members, a lane a member.
  std::vector<Buffer<uint32_t>> around;
  const auto follow = [&](const Frame& frame) -> Frame {
    if (frame.rows == nullptr && frame.is_constant) return frame;
    around.emplace_back(evaluator_.pools().rows);
    uint32_t* to = around.back().data();
    for (uint32_t i = 0; i < filled_; ++i) to[i] = frame.row(owners_.data()[i]);
    return {frame.table, 0, to, false};
  };
  for (uint32_t depth = 0; depth < outer_.depth; ++depth) batch.frames[depth + 1] = follow(outer_.frames[depth]);
  batch.base = outer_.depth > 0 && outer_.base.rows == outer_.frames[outer_.depth - 1].rows &&
                       outer_.base.first == outer_.frames[outer_.depth - 1].first &&
                       outer_.base.is_constant == outer_.frames[outer_.depth - 1].is_constant
                   ? batch.frames[batch.depth - 1]
                   : follow(outer_.base);

  Vector filter, key, body;
  Buffer<uint8_t> lanes;
  Active wanted = nullptr;
  if (node_.filter.valid()) {
    filter = evaluator_.eval(node_.filter, batch, nullptr);
    if (!is_counted() && (!filter.is_constant || filter.states != nullptr || filter.ints[0] == 0)) {
      lanes = Buffer<uint8_t>(evaluator_.pools().states);
      for (uint32_t i = 0; i < filled_; ++i) lanes.data()[i] = filter.is_known(i) && filter.at(i) != 0 ? 1 : 0;
      wanted = lanes.data();
    }
  }
  if (node_.key.valid()) key = evaluator_.eval(node_.key, batch, wanted);
  if (node_.body.valid() && !is_ordered(node_)) body = evaluator_.eval(node_.body, batch, wanted);

  const bool is_plain =
      (!node_.filter.valid() || filter.is_all_known()) && body.is_all_known() && !node_.key.valid() && !is_wide_;
  const bool is_sum = (node_.kind == AggregateKind::Sum || node_.kind == AggregateKind::Average) && !is_ordered(node_);
  if (is_plain && is_sum && !body.is_constant) {
    add_sums(body, wanted);
  } else if (is_plain && !is_collected(node_.kind) && !is_ordered(node_) && !node_.body.valid()) {
    for (uint32_t i = 0; i < filled_; ++i) {
      Accumulator& accumulator = accumulators_[owners_.data()[i]];
      const bool holds = !node_.filter.valid() || filter.at(i) != 0;
      accumulator.counted += holds ? 1 : 0;
      accumulator.visited += holds || counts_condition(node_.kind) ? 1 : 0;
    }
  } else {
    for (uint32_t i = 0; i < filled_; ++i) visit(i, filter, key, body);
  }
  filled_ = 0;
}

// Whole numbers, all of them known: an owner at a time, so that its sum stays in a register.
void Reducer::add_sums(const Vector& body, Active wanted) {
  const uint32_t* owners = owners_.data();
  for (uint32_t i = 0; i < filled_;) {
    const uint32_t owner = owners[i];
    uint32_t end = i;
    int64_t sum = 0;
    uint64_t count = 0;
    base::Int128 wide = 0;
    for (; end < filled_ && owners[end] == owner; ++end) {
      const bool is_in = wanted == nullptr || wanted[end] != 0;
      count += is_in ? 1 : 0;
      const int64_t value = is_in ? body.ints[end] : 0;
      if (__builtin_add_overflow(sum, value, &sum)) {  // only where bounds are large
        wide += static_cast<base::Int128>(sum) +
                (value > 0 ? (static_cast<base::Int128>(1) << 64) : -(static_cast<base::Int128>(1) << 64));
        sum = 0;
      }
    }
    Accumulator& accumulator = accumulators_[owner];
    accumulator.sum += wide + sum;
    accumulator.visited += count;
    i = end;
  }
}

void Reducer::visit(uint32_t i, const Vector& filter, const Vector& key, const Vector& body) {
  const uint32_t owner = owners_.data()[i];
  Accumulator& accumulator = accumulators_[owner];
  if (accumulator.is_stopped) return;
  bool holds = true;
  if (node_.filter.valid()) {
    if (!filter.is_known(i)) {
      if (filter.state(i) != state::LeftOut) accumulator.stop(filter.state(i), filter.open(i));
      return;
    }
    holds = filter.at(i) != 0;
  }
  if (!holds && !is_counted()) return;
  const bool has_key = node_.key.valid();
  if (has_key && !key.is_known(i)) {
    if (key.state(i) != state::LeftOut) accumulator.stop(key.state(i), key.open(i));
    return;
  }
  if (is_ordered(node_)) {
    ++accumulator.visited;
    Keyed keyed;
    keyed.row = rows_.data()[i];
    keyed.holds = holds;
    keyed.is_own = !node_.own_first || std::binary_search(own_.begin(), own_.end(), keyed.row);
    if (has_key)
      keyed.key = lane_of(key, i, is_rational(key_shape_, key_kind_));
    else
      keyed.key.integer = keyed.row;
    collected_[owner].keyed.push_back(std::move(keyed));
    return;
  }
  const bool has_body = node_.body.valid();
  if (has_body && !body.is_known(i)) {
    if (body.state(i) != state::LeftOut) accumulator.stop(body.state(i), body.open(i));
    return;
  }
  ++accumulator.visited;
  switch (node_.kind) {
    case AggregateKind::Count:
    case AggregateKind::Share:
    case AggregateKind::Any:
    case AggregateKind::All:
    case AggregateKind::AtLeast: accumulator.counted += holds ? 1 : 0; break;
    case AggregateKind::Sum:
    case AggregateKind::Average:
      if (is_wide_)
        accumulator.fraction += body.number(i);
      else
        accumulator.sum += body.at(i);
      break;
    case AggregateKind::Min:
    case AggregateKind::Max: {
      Lane lane = lane_of(body, i, is_wide_);
      const std::strong_ordering order =
          accumulator.has_best ? compare_lanes(body_kind_, body_shape_, lane, accumulator.best) : std::strong_ordering::equal;
      if (!accumulator.has_best || (node_.kind == AggregateKind::Min ? order < 0 : order > 0)) accumulator.best = std::move(lane);
      accumulator.has_best = true;
      break;
    }
    case AggregateKind::Median:
    case AggregateKind::Percentile:
    case AggregateKind::Distinct: collected_[owner].values.push_back(lane_of(body, i, is_wide_)); break;
    case AggregateKind::First:
    case AggregateKind::Last:
    case AggregateKind::EndingRun: break;
  }
}

}  // namespace plumb::run
