// Aggregates: one visit of a finished set in key order. Every member is visited, also where a truth is
// decided early: a value of a population is open when a member's is (law L6).
#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"
#include "population/find_run.h"
#include "program/reads_frame.h"

namespace plumb::eval {

using base::Number;
using program::Aggregate;
using program::AggregateKind;
using program::Expr;

namespace {

// The filter of these is what they count; of the others it chooses the members.
bool counts_condition(AggregateKind kind) {
  return kind == AggregateKind::Share || kind == AggregateKind::Any || kind == AggregateKind::All ||
         kind == AggregateKind::AtLeast || kind == AggregateKind::EndingRun;
}

// These take their members in the order of a key: the others whose rows are merged count keys.
bool is_ordered(const Aggregate& aggregate) {
  return aggregate.kind == AggregateKind::First || aggregate.kind == AggregateKind::Last ||
         aggregate.kind == AggregateKind::EndingRun || aggregate.merging != program::Merging::None;
}

}  // namespace

// Nothing of the outer row is read: one value serves every row that asks.
bool Evaluator::is_independent(const Aggregate& aggregate, ExprId id) {
  uint8_t& known = independent_[id.value];
  if (known == 0) {
    const bool depends = reads_frame(program_, aggregate.filter, 1) || reads_frame(program_, aggregate.body, 1) ||
                         reads_frame(program_, aggregate.key, 1) || reads_frame(program_, aggregate.parameter, 0) ||
                         reads_frame(program_, aggregate.if_none.value, 0);
    known = depends ? 1 : 2;
  }
  return known == 2;
}

const Value& Evaluator::eval_node(const Aggregate& aggregate, const Expr&, ExprId id, Value& slot) {
  const bool serves_all = aggregate.set.mode != program::SetMode::Members && is_independent(aggregate, id);
  if (!serves_all) return aggregate_set(aggregate, id, members_of(aggregate.set, id), slot);
  if (aggregate.set.mode == program::SetMode::Whole) {
    if (recorder_ != nullptr) return slot = aggregate_for_all(aggregate, id);
    const auto found = whole_aggregates_.find(id.value);
    if (found != whole_aggregates_.end()) return *found->second;
    return *whole_aggregates_.emplace(id.value, std::make_unique<Value>(aggregate_for_all(aggregate, id))).first->second;
  }
  Groups& all = groups(aggregate.set, id);
  const uint32_t group = group_of_row(aggregate.set, all, slot);
  if (group == UINT32_MAX) return aggregate_set(aggregate, id, members_of(aggregate.set, id), slot);
  if (recorder_ != nullptr) return slot = aggregate_for_all(aggregate, id);
  if (all.aggregate[group] == nullptr) all.aggregate[group] = std::make_unique<Value>(aggregate_for_all(aggregate, id));
  return *all.aggregate[group];
}

// What serves every row belongs to none: whichever asks first does not show in the place of a fault.
Value Evaluator::aggregate_for_all(const Aggregate& aggregate, ExprId id) {
  const DefinitionId reader = computing_.empty() ? DefinitionId{} : computing_.back().first;
  computing_.emplace_back(reader, reader.valid() && program_.at(reader).table.valid() ? UINT32_MAX : 0);
  Value slot;
  Value value = aggregate_set(aggregate, id, members_of(aggregate.set, id), slot);
  computing_.pop_back();
  return value;
}

const Value& Evaluator::aggregate_set(const Aggregate& aggregate, ExprId id, const Members& members, Value& slot) {
  const uint32_t step = recorder_ == nullptr ? 0
                                             : recorder_->open({.kind = results::StepKind::Aggregate,
                                                                .expr = id,
                                                                .table = aggregate.set.table,
                                                                .population = aggregate.set.population});
  Tally tally;
  slot = members.open;
  for (size_t i = 0; i < members.rows.size() && slot == Value(true); ++i) {
    frames_.push_back({aggregate.set.table, members.rows[i]});
    slot = visit_member(aggregate, members.rows[i], tally);
    frames_.pop_back();
  }
  for (Tally::Keyed& keyed : tally.keyed) {
    keyed.is_own = !aggregate.own_first || std::binary_search(members.of_owner.begin(), members.of_owner.end(), keyed.row);
  }
  if (slot == Value(true)) slot = is_ordered(aggregate) ? finish_ordered(aggregate, tally) : finish_aggregate(aggregate, tally);
  if (recorder_ != nullptr) {
    recorder_->at(step).member_count = tally.visited;
    recorder_->at(step).left_out_count = tally.left_out;
    recorder_->close(step, slot);
  }
  return slot;
}

// True to go on; anything else stands for the whole aggregate.
Value Evaluator::visit_member(const Aggregate& aggregate, uint32_t row, Tally& tally) {
  uint32_t step = 0;
  if (recorder_ != nullptr) step = recorder_->open({.kind = results::StepKind::Member, .table = aggregate.set.table, .row = row});
  const auto leave = [&](const Value& member, Value stop) {
    if (recorder_ != nullptr) recorder_->close(step, member);
    return stop;
  };
  const auto stop_at = [&](const Value& value) {
    if (!std::holds_alternative<program::LeftOut>(value)) return leave(value, value);
    ++tally.left_out;
    return leave(value, true);
  };
  Value filter = true;
  if (aggregate.filter.valid()) {
    Value slot;
    filter = eval(aggregate.filter, slot);
    if (!program::is_known(filter)) return stop_at(filter);
  }
  const bool holds = std::get<bool>(filter);
  const bool is_asked = counts_condition(aggregate.kind) || (aggregate.kind == AggregateKind::Count && is_ordered(aggregate));
  if (!holds && !is_asked) return leave(program::LeftOut{}, true);
  Value key_slot;
  const Value* key = nullptr;
  if (aggregate.key.valid()) {
    key = &eval(aggregate.key, key_slot);
    if (!program::is_known(*key)) return stop_at(*key);
  }
  if (is_ordered(aggregate)) {
    ++tally.visited;
    tally.keyed.push_back({key == nullptr ? Value(Number(row)) : *key, row, holds, true});
    return leave(filter, true);
  }
  Value body_slot;
  const Value& body = aggregate.body.valid() ? eval(aggregate.body, body_slot) : body_slot = filter;
  if (!program::is_known(body)) return stop_at(body);
  ++tally.visited;
  switch (aggregate.kind) {
    case AggregateKind::Count:
    case AggregateKind::Share:
    case AggregateKind::Any:
    case AggregateKind::All:
    case AggregateKind::AtLeast:
      if (holds) ++tally.counted;
      break;
    case AggregateKind::Sum:
    case AggregateKind::Average: tally.sum += std::get<Number>(body); break;
    case AggregateKind::Min:
    case AggregateKind::Max: {
      const bool is_first = tally.values.empty();
      const std::strong_ordering order = is_first ? std::strong_ordering::equal : compare_values(body, tally.values[0]);
      if (is_first)
        tally.values.push_back(body);
      else if (aggregate.kind == AggregateKind::Min ? order < 0 : order > 0)
        tally.values[0] = body;
      break;
    }
    case AggregateKind::Median:
    case AggregateKind::Percentile:
    case AggregateKind::Distinct: tally.values.push_back(body); break;
    case AggregateKind::First:
    case AggregateKind::Last:
    case AggregateKind::EndingRun: break;
  }
  return leave(body, true);
}

Value Evaluator::if_none(const Aggregate& aggregate) {
  Value slot;
  return eval_answer(aggregate.if_none, slot);
}

Value Evaluator::finish_aggregate(const Aggregate& aggregate, Tally& tally) {
  const auto sorted = [&]() -> std::vector<Value>& {
    std::sort(tally.values.begin(), tally.values.end(), [](const Value& a, const Value& b) { return compare_values(a, b) < 0; });
    return tally.values;
  };
  switch (aggregate.kind) {
    case AggregateKind::Count: return Number(tally.counted);
    case AggregateKind::Sum: return checked(std::move(tally.sum));
    case AggregateKind::Any: return tally.counted > 0;
    case AggregateKind::AtLeast: {
      Value slot;
      const Value& wanted = eval(aggregate.parameter, slot);
      if (!program::is_known(wanted)) return wanted;
      return Number(tally.counted) >= std::get<Number>(wanted);
    }
    case AggregateKind::Distinct: {
      const std::vector<Value>& values = sorted();
      uint64_t count = 0;
      for (size_t i = 0; i < values.size(); ++i) {
        if (i == 0 || compare_values(values[i - 1], values[i]) != 0) ++count;
      }
      return Number(count);
    }
    case AggregateKind::Average:
    case AggregateKind::Min:
    case AggregateKind::Max:
    case AggregateKind::Median:
    case AggregateKind::Percentile:
    case AggregateKind::Share:
    case AggregateKind::All:
    case AggregateKind::First:
    case AggregateKind::Last:
    case AggregateKind::EndingRun: break;
  }
  if (tally.visited == 0) return if_none(aggregate);
  if (aggregate.kind == AggregateKind::Average) return checked(tally.sum.divided_by(Number(tally.visited)));
  if (aggregate.kind == AggregateKind::Share) return Number(tally.counted).divided_by(Number(tally.visited));
  if (aggregate.kind == AggregateKind::All) return tally.counted == tally.visited;
  if (aggregate.kind == AggregateKind::Median) {
    const std::vector<Value>& values = sorted();
    const size_t middle = values.size() / 2;
    if (values.size() % 2 == 1) return values[middle];
    return checked((std::get<Number>(values[middle - 1]) + std::get<Number>(values[middle])).divided_by(Number(2)));
  }
  if (aggregate.kind == AggregateKind::Percentile) {
    sorted();
    return at_percentile(aggregate, tally);
  }
  return std::move(tally.values[0]);
}

// Nearest rank: the smallest value that at least this share of the members does not exceed.
Value Evaluator::at_percentile(const Aggregate& aggregate, Tally& tally) {
  Value slot;
  const Value& share = eval(aggregate.parameter, slot);
  if (!program::is_known(share)) return share;
  const Number& wanted = std::get<Number>(share);
  if (wanted.sign() < 0 || wanted > Number(1)) return faulty_here(PlaceKind::BrokenPromise, wanted.to_string());
  const Number rank = (wanted * Number(tally.values.size())).ceiling();
  const int64_t place = std::max<int64_t>(1, rank.to_int64().value_or(1));
  return tally.values[static_cast<size_t>(place - 1)];
}

// Rows of one assessment stand in key order, and the first that is open is the one reported.
Value Evaluator::merge_bodies(const Aggregate& aggregate, std::span<const Tally::Keyed> rows, Tally& tally) {
  Value merged = program::LeftOut{};
  for (const Tally::Keyed& keyed : rows) {
    uint32_t step = 0;
    if (recorder_ != nullptr)
      step = recorder_->open({.kind = results::StepKind::Member, .table = aggregate.set.table, .row = keyed.row});
    Value slot;
    const Value body = eval_on_row(aggregate.body, aggregate.set.table, keyed.row, slot);
    if (recorder_ != nullptr) recorder_->close(step, body);
    if (std::holds_alternative<program::LeftOut>(body)) {
      ++tally.left_out;
      continue;
    }
    if (!program::is_known(body)) return body;
    if (std::holds_alternative<program::LeftOut>(merged)) {
      merged = body;
      continue;
    }
    if (population::takes_place(aggregate.merging, compare_values(body, merged))) merged = body;
  }
  return merged;
}

Value Evaluator::finish_ordered(const Aggregate& aggregate, Tally& tally) {
  const std::span<Tally::Keyed> rows = tally.keyed;
  const auto order = [](const Tally::Keyed& a, const Tally::Keyed& b) { return compare_values(a.key, b.key); };
  std::optional<population::Breach> breach;
  const auto broken = [&] { return faulty_here(PlaceKind::BrokenPromise, key_of(aggregate.set.table, breach->same_as)); };
  if (aggregate.kind == AggregateKind::EndingRun || aggregate.kind == AggregateKind::Count) {
    const uint64_t count = population::count_keys(aggregate, rows, order, breach);
    return breach ? broken() : Value(Number(count));
  }
  for (population::History<Tally::Keyed> history(aggregate, rows, order); !history.is_at_end();) {
    const std::span<const Tally::Keyed> of_key = history.next(order, breach);
    if (breach) return broken();
    Value body = merge_bodies(aggregate, of_key, tally);
    if (!std::holds_alternative<program::LeftOut>(body)) return body;
  }
  return if_none(aggregate);
}

}  // namespace plumb::eval
