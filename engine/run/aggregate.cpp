// Aggregates: members stream by in batches, owner after owner in key order; every member is visited, also where a truth
// is decided early, and the first that is not known stands for the whole (law L6).
#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "run/tally.h"
#include "run/worker.h"

namespace plumb::run {

using base::Number;
using program::Aggregate;
using program::AggregateKind;

namespace {

bool counts_condition(AggregateKind kind) {
  return kind == AggregateKind::Share || kind == AggregateKind::Any || kind == AggregateKind::All || kind == AggregateKind::AtLeast ||
         kind == AggregateKind::EndingRun;
}
bool is_ordered(AggregateKind kind) {
  return kind == AggregateKind::First || kind == AggregateKind::Last || kind == AggregateKind::EndingRun;
}
bool is_collected(AggregateKind kind) {
  return kind == AggregateKind::Median || kind == AggregateKind::Percentile || kind == AggregateKind::Distinct;
}

}  // namespace

// A stream of members into tallies.
class Reducer {
 public:
  Reducer(Worker& worker, const Aggregate& node, const Batch& outer)
      : worker_(worker), node_(node), outer_(outer), tallies_(outer.lanes), collected_(is_ordered(node.kind) || is_collected(node.kind) ? outer.lanes : 0) {
    if (node.body.valid()) {
      body_kind_ = worker.run_.program_.at(node.body).type.kind;
      body_shape_ = worker.shape(node.body);
      is_wide_ = worker.is_rational(body_shape_, body_kind_);
    }
    if (node.key.valid()) {
      key_kind_ = worker.run_.program_.at(node.key).type.kind;
      key_shape_ = worker.shape(node.key);
    }
  }

  void add(uint32_t lane, std::span<const uint32_t> rows) {
    size_t done = 0;
    while (done < rows.size() && !tallies_[lane].is_stopped) {
      if (filled_ == worker_.run_.batch_) flush();
      const size_t count = std::min<size_t>(rows.size() - done, worker_.run_.batch_ - filled_);
      std::copy_n(rows.data() + done, count, member_rows() + filled_);
      std::fill_n(owner_lanes() + filled_, count, lane);
      filled_ += static_cast<uint32_t>(count);
      done += count;
    }
  }
  void flush();
  std::vector<Tally>& tallies() { return tallies_; }
  std::vector<Collected>& collected() { return collected_; }
  [[nodiscard]] const Shape& body_shape() const { return body_shape_; }
  [[nodiscard]] const Shape& key_shape() const { return key_shape_; }
  [[nodiscard]] TypeKind body_kind() const { return body_kind_; }
  [[nodiscard]] TypeKind key_kind() const { return key_kind_; }
  [[nodiscard]] bool is_wide() const { return is_wide_; }

 private:
  uint32_t* member_rows() {
    if (rows_.data() == nullptr) rows_ = Buffer<uint32_t>(worker_.pools_.rows);
    return rows_.data();
  }
  uint32_t* owner_lanes() {
    if (owners_.data() == nullptr) owners_ = Buffer<uint32_t>(worker_.pools_.rows);
    return owners_.data();
  }
  [[nodiscard]] Lane lane_of(const Vector& vector, uint32_t i, bool is_wide) const {
    Lane lane;
    if (is_wide) lane.number = vector.number(i);
    else lane.integer = vector.at(i);
    return lane;
  }
  static void stop(Tally& tally, const Vector& vector, uint32_t i) {
    tally.is_stopped = true;
    tally.state = vector.state(i);
    tally.open = vector.open(i);
  }
  void visit(uint32_t i, const Vector& filter, const Vector& key, const Vector& body);

  Worker& worker_;
  const Aggregate& node_;
  const Batch& outer_;
  std::vector<Tally> tallies_;
  std::vector<Collected> collected_;
  TypeKind body_kind_ = TypeKind::Unknown, key_kind_ = TypeKind::Unknown;
  Shape body_shape_, key_shape_;
  bool is_wide_ = false;
  Buffer<uint32_t> rows_, owners_;
  uint32_t filled_ = 0;
};

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
    around.emplace_back(worker_.pools_.rows);
    uint32_t* to = around.back().data();
    for (uint32_t i = 0; i < filled_; ++i) to[i] = frame.row(owners_.data()[i]);
    return {frame.table, 0, to, false};
  };
  for (uint32_t depth = 0; depth < outer_.depth; ++depth) batch.frames[depth + 1] = follow(outer_.frames[depth]);
  batch.base = outer_.depth > 0 && outer_.base.rows == outer_.frames[outer_.depth - 1].rows && outer_.base.first == outer_.frames[outer_.depth - 1].first &&
                       outer_.base.is_constant == outer_.frames[outer_.depth - 1].is_constant
                   ? batch.frames[batch.depth - 1]
                   : follow(outer_.base);

  Vector filter, key, body;
  Buffer<uint8_t> lanes;
  Active wanted = nullptr;
  if (node_.filter.valid()) {
    filter = worker_.eval(node_.filter, batch, nullptr);
    if (!counts_condition(node_.kind) && (!filter.is_constant || filter.states != nullptr || filter.ints[0] == 0)) {
      lanes = Buffer<uint8_t>(worker_.pools_.states);
      for (uint32_t i = 0; i < filled_; ++i) lanes.data()[i] = filter.is_known(i) && filter.at(i) != 0 ? 1 : 0;
      wanted = lanes.data();
    }
  }
  if (node_.key.valid()) key = worker_.eval(node_.key, batch, wanted);
  if (node_.body.valid() && !is_ordered(node_.kind)) body = worker_.eval(node_.body, batch, wanted);

  const bool is_plain = (!node_.filter.valid() || filter.is_all_known()) && body.is_all_known() && !node_.key.valid() && !is_wide_;
  const bool is_sum = node_.kind == AggregateKind::Sum || node_.kind == AggregateKind::Average;
  if (is_plain && is_sum && !body.is_constant) {
    const uint32_t* owners = owners_.data();
    for (uint32_t i = 0; i < filled_;) {  // an owner at a time, so that its sum stays in a register
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
          wide += static_cast<base::Int128>(sum) + (value > 0 ? (static_cast<base::Int128>(1) << 64) : -(static_cast<base::Int128>(1) << 64));
          sum = 0;
        }
      }
      Tally& tally = tallies_[owner];
      tally.sum += wide + sum;
      tally.visited += count;
      i = end;
    }
  } else if (is_plain && !is_collected(node_.kind) && !is_ordered(node_.kind) && !node_.body.valid()) {
    for (uint32_t i = 0; i < filled_; ++i) {
      Tally& tally = tallies_[owners_.data()[i]];
      const bool holds = !node_.filter.valid() || filter.at(i) != 0;
      tally.counted += holds ? 1 : 0;
      tally.visited += holds || counts_condition(node_.kind) ? 1 : 0;
    }
  } else {
    for (uint32_t i = 0; i < filled_; ++i) visit(i, filter, key, body);
  }
  filled_ = 0;
}

void Reducer::visit(uint32_t i, const Vector& filter, const Vector& key, const Vector& body) {
  const uint32_t owner = owners_.data()[i];
  Tally& tally = tallies_[owner];
  if (tally.is_stopped) return;
  bool holds = true;
  if (node_.filter.valid()) {
    if (!filter.is_known(i)) {
      if (filter.state(i) != state::LeftOut) stop(tally, filter, i);
      return;
    }
    holds = filter.at(i) != 0;
  }
  if (!holds && !counts_condition(node_.kind)) return;
  const bool has_key = node_.key.valid();
  if (has_key && !key.is_known(i)) {
    if (key.state(i) != state::LeftOut) stop(tally, key, i);
    return;
  }
  if (is_ordered(node_.kind)) {
    ++tally.visited;
    Keyed keyed;
    keyed.row = rows_.data()[i];
    keyed.holds = holds;
    if (has_key) keyed.key = lane_of(key, i, worker_.is_rational(key_shape_, key_kind_));
    else keyed.key.integer = keyed.row;
    collected_[owner].keyed.push_back(std::move(keyed));
    return;
  }
  const bool has_body = node_.body.valid();
  if (has_body && !body.is_known(i)) {
    if (body.state(i) != state::LeftOut) stop(tally, body, i);
    return;
  }
  ++tally.visited;
  switch (node_.kind) {
    case AggregateKind::Count:
    case AggregateKind::Share:
    case AggregateKind::Any:
    case AggregateKind::All:
    case AggregateKind::AtLeast: tally.counted += holds ? 1 : 0; break;
    case AggregateKind::Sum:
    case AggregateKind::Average:
      if (is_wide_) tally.fraction += body.number(i);
      else tally.sum += body.at(i);
      break;
    case AggregateKind::Min:
    case AggregateKind::Max: {
      Lane lane = lane_of(body, i, is_wide_);
      const std::strong_ordering order = tally.has_best ? compare_lanes(body_kind_, body_shape_, lane, tally.best) : std::strong_ordering::equal;
      if (!tally.has_best || (node_.kind == AggregateKind::Min ? order < 0 : order > 0)) tally.best = std::move(lane);
      tally.has_best = true;
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

// --- what comes out ---

// Writes results of one aggregate into the lanes of a vector.
class Finisher {
 public:
  Finisher(Worker& worker, const Aggregate& node, ExprId id, const Batch& batch, Active active, Reducer& reducer, Vector& result)
      : worker_(worker), node_(node), batch_(batch), active_(active), reducer_(reducer), result_(result),
        kind_(worker.run_.program_.at(id).type.kind), to_(worker.shape(id)) {}

  void finish(const Vector& parameter, Vector& if_none, uint8_t* is_empty);

 private:
  void put(uint32_t i, Lane lane, const Shape& from) {
    if (lane.state != state::Known) {
      worker_.set_state(result_, i, lane.state, lane.open, batch_.lanes);
    } else if (worker_.is_rational(to_, kind_)) {
      result_.own_numbers.data()[i] = from.form == Form::Rational ? std::move(lane.number) : Number(lane.integer) * from.unit;
    } else if (kind_ == TypeKind::Number) {
      if (from.form == Form::Rational) diagnostics::abort_internal("run", "a fraction where the plan proved whole numbers");
      result_.own_ints.data()[i] = from.bound == 0 ? 0 : lane.integer * plan::in_units(from.unit, to_.unit).value();
    } else {
      result_.own_ints.data()[i] = lane.integer;
    }
  }
  void put_number(uint32_t i, Number number) {
    if (!number.is_small() && number.digit_count() > DigitLimit) return fault(i, PlaceKind::LimitReached, {});
    if (worker_.is_rational(to_, kind_)) result_.own_numbers.data()[i] = std::move(number);
    else if (number.is_zero()) result_.own_ints.data()[i] = 0;
    else result_.own_ints.data()[i] = plan::in_units(number, to_.unit).value();
  }
  void put_integer(uint32_t i, int64_t integer) {
    if (kind_ == TypeKind::Number) put_number(i, Number(integer));
    else result_.own_ints.data()[i] = integer;
  }
  void fault(uint32_t i, PlaceKind kind, std::string detail) {
    worker_.set_open(result_, i, worker_.faulty_here(kind, batch_, i, std::move(detail)), batch_.lanes);
  }
  [[nodiscard]] Number sum_of(const Tally& tally) const {
    return reducer_.is_wide() ? tally.fraction : Number::from_scaled_wide(tally.sum, 0) * reducer_.body_shape().unit;
  }
  void finish_lane(uint32_t i, const Vector& parameter);
  bool finish_ordered(uint32_t i);

  Worker& worker_;
  const Aggregate& node_;
  const Batch& batch_;
  Active active_;
  Reducer& reducer_;
  Vector& result_;
  TypeKind kind_;
  const Shape& to_;
};

void Finisher::finish_lane(uint32_t i, const Vector& parameter) {
  Tally& tally = reducer_.tallies()[i];
  const auto less = [&](const Lane& a, const Lane& b) { return compare_lanes(reducer_.body_kind(), reducer_.body_shape(), a, b) < 0; };
  const auto sorted = [&]() -> std::vector<Lane>& {
    std::vector<Lane>& values = reducer_.collected()[i].values;
    std::sort(values.begin(), values.end(), less);
    return values;
  };
  switch (node_.kind) {
    case AggregateKind::Count: return put_integer(i, static_cast<int64_t>(tally.counted));
    case AggregateKind::Any: return put_integer(i, tally.counted > 0 ? 1 : 0);
    case AggregateKind::All: return put_integer(i, tally.counted == tally.visited ? 1 : 0);
    case AggregateKind::AtLeast: {
      if (!parameter.is_known(i)) return worker_.set_state(result_, i, parameter.state(i), parameter.open(i), batch_.lanes);
      return put_integer(i, Number(tally.counted) >= parameter.number(i) ? 1 : 0);
    }
    case AggregateKind::Sum:
      if (!reducer_.is_wide() && to_.form == Form::Int64) return put(i, {.integer = static_cast<int64_t>(tally.sum)}, reducer_.body_shape());
      return put_number(i, sum_of(tally));
    case AggregateKind::Average: return put_number(i, sum_of(tally).divided_by(Number(tally.visited)));
    case AggregateKind::Share: return put_number(i, Number(tally.counted).divided_by(Number(tally.visited)));
    case AggregateKind::Min:
    case AggregateKind::Max: return put(i, tally.best, reducer_.body_shape());
    case AggregateKind::Distinct: {
      const std::vector<Lane>& values = sorted();
      int64_t count = 0;
      for (size_t k = 0; k < values.size(); ++k) count += k == 0 || less(values[k - 1], values[k]) ? 1 : 0;
      return put_integer(i, count);
    }
    case AggregateKind::Median: {
      const std::vector<Lane>& values = sorted();
      const size_t middle = values.size() / 2;
      const auto number = [&](const Lane& lane) { return reducer_.is_wide() ? lane.number : Number(lane.integer) * reducer_.body_shape().unit; };
      if (values.size() % 2 == 1) return put_number(i, number(values[middle]));
      return put_number(i, (number(values[middle - 1]) + number(values[middle])).divided_by(Number(2)));
    }
    case AggregateKind::Percentile: {
      // Nearest rank: the smallest value that at least this share of the members does not exceed.
      if (!parameter.is_known(i)) return worker_.set_state(result_, i, parameter.state(i), parameter.open(i), batch_.lanes);
      const std::vector<Lane>& values = sorted();
      const Number rank = (parameter.number(i) * Number(values.size())).ceiling();
      if (rank > Number(values.size()) || rank.sign() < 0) return fault(i, PlaceKind::BrokenPromise, {});
      return put(i, values[static_cast<size_t>(std::max<int64_t>(1, rank.to_int64().value_or(1)) - 1)], reducer_.body_shape());
    }
    case AggregateKind::First:
    case AggregateKind::Last:
    case AggregateKind::EndingRun: break;
  }
  diagnostics::abort_internal("run", "kind of aggregate");
}

// True: nothing was found, `若无` stands.
bool Finisher::finish_ordered(uint32_t i) {
  std::vector<Keyed>& keyed = reducer_.collected()[i].keyed;
  const auto order_of = [&](const Keyed& a, const Keyed& b) {
    return node_.key.valid() ? compare_lanes(reducer_.key_kind(), reducer_.key_shape(), a.key, b.key) : a.key.integer <=> b.key.integer;
  };
  std::stable_sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
    const std::strong_ordering order = order_of(a, b);
    return node_.descending ? order > 0 : order < 0;
  });
  if (node_.kind != AggregateKind::First) std::reverse(keyed.begin(), keyed.end());  // from the end
  int64_t run = 0;
  for (size_t k = 0; k < keyed.size(); ++k) {
    const bool is_tied = (k > 0 && order_of(keyed[k - 1], keyed[k]) == 0) || (k + 1 < keyed.size() && order_of(keyed[k], keyed[k + 1]) == 0);
    if (is_tied) {
      fault(i, PlaceKind::BrokenPromise, worker_.run_.key_of(node_.set.table, keyed[k].row));
      return false;
    }
    if (node_.kind == AggregateKind::EndingRun) {
      if (!keyed[k].holds) break;
      ++run;
      continue;
    }
    Batch one;
    one.lanes = 1;
    one.computing = batch_.computing;
    one.depth = batch_.depth + 1;
    one.frames[0] = {node_.set.table, keyed[k].row, nullptr, true};
    for (uint32_t depth = 0; depth < batch_.depth; ++depth) {
      one.frames[depth + 1] = {batch_.frames[depth].table, batch_.frames[depth].row(i), nullptr, true};
    }
    one.base = {batch_.base.table, batch_.base.row(i), nullptr, true};
    const Vector body = worker_.eval(node_.body, one, nullptr);
    Lane lane;
    lane.state = body.state(0);
    lane.open = body.open(0);
    if (reducer_.is_wide()) lane.number = body.number(0);
    else lane.integer = body.at(0);
    if (lane.state == state::LeftOut) continue;
    put(i, std::move(lane), reducer_.body_shape());
    return false;
  }
  if (node_.kind == AggregateKind::EndingRun) {
    put_integer(i, run);
    return false;
  }
  return true;
}

void Finisher::finish(const Vector& parameter, Vector& if_none, uint8_t* is_empty) {
  const bool needs_members = node_.kind == AggregateKind::Average || node_.kind == AggregateKind::Min || node_.kind == AggregateKind::Max ||
                             node_.kind == AggregateKind::Median || node_.kind == AggregateKind::Percentile ||
                             node_.kind == AggregateKind::Share || node_.kind == AggregateKind::All || is_ordered(node_.kind);
  bool has_empty = false;
  for (uint32_t i = 0; i < batch_.lanes; ++i) {
    is_empty[i] = 0;
    if (!Worker::is_active(active_, i)) continue;
    const Tally& tally = reducer_.tallies()[i];
    if (tally.is_stopped) {
      worker_.set_state(result_, i, tally.state, tally.open, batch_.lanes);
    } else if (needs_members && tally.visited == 0) {
      is_empty[i] = 1;
    } else if (is_ordered(node_.kind)) {
      is_empty[i] = finish_ordered(i) ? 1 : 0;
    } else {
      finish_lane(i, parameter);
    }
    has_empty = has_empty || is_empty[i] != 0;
  }
  if (!has_empty) return;
  if_none = worker_.eval_answer(node_.if_none, to_, kind_, batch_, is_empty);
  worker_.merge(result_, if_none, is_empty, worker_.is_rational(to_, kind_), batch_.lanes);
}

Vector Worker::aggregate(const Aggregate& node_of, ExprId id, const Batch& batch, Active active) {
  Vector result = constant({}, shape(id), kind(id));
  spread(result, shape(id), kind(id), batch.lanes);
  Reducer reducer(*this, node_of, batch);
  Members members;
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i)) continue;
    members.is_open = false;
    members_of(node_of.set, id, batch, i, members);
    if (members.is_open) {
      Tally& tally = reducer.tallies()[i];
      tally.is_stopped = true;
      tally.state = members.state;
      tally.open = members.open;
      continue;
    }
    reducer.add(i, members.rows);
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
    if (is_wide) result.own_numbers.data()[i] = lane.number;
    else result.own_ints.data()[i] = lane.integer;
    if (lane.state != state::Known) set_state(result, i, lane.state, lane.open, batch.lanes);
  }
  if (has_alone) merge(result, aggregate(node_of, id, batch, is_alone), is_alone, is_wide, batch.lanes);
  return result;
}

}  // namespace plumb::run
