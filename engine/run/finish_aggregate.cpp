#include "run/finish_aggregate.h"

#include <algorithm>

namespace plumb::run {

using base::Number;
using program::AggregateKind;

void Finisher::finish_lane(uint32_t i, const Vector& parameter) {
  Accumulator& accumulator = reducer_.accumulators()[i];
  const auto less = [&](const Lane& a, const Lane& b) {
    return compare_lanes(reducer_.body_kind(), reducer_.body_shape(), a, b) < 0;
  };
  const auto sorted = [&]() -> std::vector<Lane>& {
    std::vector<Lane>& values = reducer_.collected()[i].values;
    std::sort(values.begin(), values.end(), less);
    return values;
  };
  switch (node_.kind) {
    case AggregateKind::Count: return put_integer(i, static_cast<int64_t>(accumulator.counted));
    case AggregateKind::Any: return put_integer(i, accumulator.counted > 0 ? 1 : 0);
    case AggregateKind::All: return put_integer(i, accumulator.counted == accumulator.visited ? 1 : 0);
    case AggregateKind::AtLeast: {
      if (!parameter.is_known(i))
        return set_state(evaluator_.pools(), result_, i, parameter.state(i), parameter.open(i), batch_.lanes);
      return put_integer(i, Number(accumulator.counted) >= parameter.number(i) ? 1 : 0);
    }
    case AggregateKind::Sum:
      if (!reducer_.is_wide() && to_.form == Form::Int64)
        return put(i, {.integer = static_cast<int64_t>(accumulator.sum)}, reducer_.body_shape());
      return put_number(i, sum_of(accumulator));
    case AggregateKind::Average: return put_number(i, sum_of(accumulator).divided_by(Number(accumulator.visited)));
    case AggregateKind::Share: return put_number(i, Number(accumulator.counted).divided_by(Number(accumulator.visited)));
    case AggregateKind::Min:
    case AggregateKind::Max: return put(i, accumulator.best, reducer_.body_shape());
    case AggregateKind::Distinct: {
      const std::vector<Lane>& values = sorted();
      int64_t count = 0;
      for (size_t k = 0; k < values.size(); ++k) count += k == 0 || less(values[k - 1], values[k]) ? 1 : 0;
      return put_integer(i, count);
    }
    case AggregateKind::Median: {
      const std::vector<Lane>& values = sorted();
      const size_t middle = values.size() / 2;
      const auto number = [&](const Lane& lane) {
        return reducer_.is_wide() ? lane.number : Number(lane.integer) * reducer_.body_shape().unit;
      };
      if (values.size() % 2 == 1) return put_number(i, number(values[middle]));
      return put_number(i, (number(values[middle - 1]) + number(values[middle])).divided_by(Number(2)));
    }
    case AggregateKind::Percentile: {
      // Nearest rank: the smallest value that at least this share of the members does not exceed.
      if (!parameter.is_known(i))
        return set_state(evaluator_.pools(), result_, i, parameter.state(i), parameter.open(i), batch_.lanes);
      const Number& wanted = parameter.number(i);
      if (wanted.sign() < 0 || wanted > Number(1)) return fault(i, PlaceKind::BrokenPromise, wanted.to_string());
      const std::vector<Lane>& values = sorted();
      const Number rank = (wanted * Number(values.size())).ceiling();
      return put(i, values[static_cast<size_t>(std::max<int64_t>(1, rank.to_int64().value_or(1)) - 1)], reducer_.body_shape());
    }
    case AggregateKind::First:
    case AggregateKind::Last:
    case AggregateKind::EndingRun: break;
  }
  diagnostics::abort_internal("run", "kind of aggregate");
}

void Finisher::finish(const Vector& parameter, Vector& if_none, uint8_t* is_empty) {
  const bool needs_members = node_.kind == AggregateKind::Average || node_.kind == AggregateKind::Min ||
                             node_.kind == AggregateKind::Max || node_.kind == AggregateKind::Median ||
                             node_.kind == AggregateKind::Percentile || node_.kind == AggregateKind::Share ||
                             node_.kind == AggregateKind::All;
  bool has_empty = false;
  for (uint32_t i = 0; i < batch_.lanes; ++i) {
    is_empty[i] = 0;
    if (!is_active(active_, i)) continue;
    const Accumulator& accumulator = reducer_.accumulators()[i];
    if (accumulator.is_stopped) {
      set_state(evaluator_.pools(), result_, i, accumulator.state, accumulator.open, batch_.lanes);
    } else if (is_ordered(node_)) {
      is_empty[i] = finish_ordered(i) ? 1 : 0;
    } else if (needs_members && accumulator.visited == 0) {
      is_empty[i] = 1;
    } else {
      finish_lane(i, parameter);
    }
    has_empty = has_empty || is_empty[i] != 0;
  }
  if (!has_empty) return;
  if_none = evaluator_.eval_answer(node_.if_none, to_, kind_, batch_, is_empty);
  merge(evaluator_.pools(), result_, if_none, is_empty, is_rational(to_, kind_), batch_.lanes);
}

}  // namespace plumb::run
