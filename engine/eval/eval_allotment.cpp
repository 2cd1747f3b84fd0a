// Allotment: an amount divided among receivers so that the parts add up exactly (law L15).
#include <algorithm>

#include "eval/evaluator.h"
#include "eval/share_amount.h"

namespace plumb::eval {

using base::Number;
using program::ByAllotment;

struct Evaluator::AllotmentState {
  DefinitionId id;
  TableId table;
  Number grain = 1;
  bool has_grain = false;
  Number total;  // in units of the grain
  std::vector<Receiver> receivers;
  std::vector<std::vector<Value>> remainder_keys, tie_keys;  // beside receivers
  std::vector<Value> open;                                   // beside receivers; true: the share is decided
};

Value Evaluator::read_receiver(const ByAllotment& allotment, uint32_t row, AllotmentState& state) {
  computing_.back().second = row;
  const Value weight = condition_on_row(allotment.weight, state.table, row);
  if (!program::is_known(weight)) return weight;
  Receiver receiver;
  receiver.row = row;
  receiver.weight = std::get<Number>(weight);
  if (receiver.weight.sign() < 0) return faulty_here(PlaceKind::BrokenPromise, receiver.weight.to_string());
  if (receiver.weight.is_zero())
    return allotment.zero_weight_gets_nothing ? Value(true) : faulty_here(PlaceKind::BrokenPromise, "0");
  if (allotment.minimum.valid()) {
    const Value minimum = condition_on_row(allotment.minimum, state.table, row);
    if (!program::is_known(minimum)) return minimum;
    receiver.minimum = std::get<Number>(minimum).divided_by(state.grain);
    if (state.has_grain) receiver.minimum = receiver.minimum.ceiling();
  }
  if (allotment.maximum.valid()) {
    const Value maximum = condition_on_row(allotment.maximum, state.table, row);
    if (!program::is_known(maximum)) return maximum;
    receiver.maximum = std::get<Number>(maximum).divided_by(state.grain);
    if (state.has_grain) receiver.maximum = receiver.maximum->floor();
  }
  const auto read_keys = [&](const std::vector<program::SortKey>& keys, std::vector<std::vector<Value>>& into) -> Value {
    into.emplace_back();
    for (const program::SortKey& key : keys) {
      into.back().push_back(condition_on_row(key.value, state.table, row));
      if (!program::is_known(into.back().back())) return into.back().back();
    }
    return true;
  };
  Value keyed = read_keys(allotment.remainder_keys, state.remainder_keys);
  if (keyed == Value(true)) keyed = read_keys(allotment.tie_keys, state.tie_keys);
  if (keyed != Value(true)) return keyed;
  state.receivers.push_back(std::move(receiver));
  state.open.emplace_back(true);
  return true;
}

Value Evaluator::read_receivers(const ByAllotment& allotment, AllotmentState& state) {
  const Value amount = evaluate_on(allotment.amount, {});
  if (!program::is_known(amount)) return amount;
  if (allotment.grain.valid()) {
    const Value grain = evaluate_on(allotment.grain, {});
    if (!program::is_known(grain)) return grain;
    state.grain = std::get<Number>(grain);
    state.has_grain = true;
    if (state.grain.sign() <= 0) return faulty_here(PlaceKind::BrokenPromise, state.grain.to_string());
  }
  state.total = std::get<Number>(amount).divided_by(state.grain);
  if (state.total.sign() < 0 || (state.has_grain && !state.total.is_integer())) {
    return faulty_here(PlaceKind::BrokenPromise, std::get<Number>(amount).to_string());
  }
  const RowSet& domain = whole_set(state.table, program_.at(state.id).domain, UINT32_MAX);
  if (domain.open != Value(true)) return domain.open;
  for (const uint32_t row : domain.rows) {
    Value read = read_receiver(allotment, row, state);
    if (read != Value(true)) return read;
  }
  computing_.back().second = UINT32_MAX;
  if (!share_amount(state.total, state.receivers)) return faulty_here(PlaceKind::BrokenPromise, state.total.to_string());
  return true;
}

// Shares are cut to whole units; what is left over goes, one unit each, to the first by remainder (or key), then
// by the tie keys. A largest remainder is one of those who have one; a key orders every receiver that may take a
// unit more. Maxima are whole, so a share that was cut never breaks its own.
Value Evaluator::round_shares(const ByAllotment& allotment, AllotmentState& state) {
  std::vector<uint32_t> order;
  std::vector<Number> remainders(state.receivers.size());
  Number left = state.total;
  for (uint32_t i = 0; i < state.receivers.size(); ++i) {
    Number& share = state.receivers[i].share;
    remainders[i] = share - share.floor();
    share = share.floor();
    left -= share;
    const std::optional<Number>& maximum = state.receivers[i].maximum;
    const bool is_eligible = allotment.largest_remainder ? !remainders[i].is_zero() : !maximum || share + Number(1) <= *maximum;
    if (is_eligible) order.push_back(i);
  }
  const auto by_keys = [](const std::vector<program::SortKey>& keys, const std::vector<Value>& a, const std::vector<Value>& b) {
    for (size_t i = 0; i < keys.size(); ++i) {
      const std::strong_ordering found = keys[i].descending ? compare_values(b[i], a[i]) : compare_values(a[i], b[i]);
      if (found != 0) return found;
    }
    return std::strong_ordering::equal;
  };
  const auto compare = [&](uint32_t a, uint32_t b) {
    const std::strong_ordering first = allotment.largest_remainder
                                           ? remainders[b] <=> remainders[a]
                                           : by_keys(allotment.remainder_keys, state.remainder_keys[a], state.remainder_keys[b]);
    return first != 0 ? first : by_keys(allotment.tie_keys, state.tie_keys[a], state.tie_keys[b]);
  };
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return compare(a, b) < 0; });
  uint64_t units = static_cast<uint64_t>(left.to_int64().value_or(0));
  std::vector<uint32_t> tied;
  for (size_t i = 0; i < order.size() && units > 0;) {
    tied.clear();
    const uint32_t first = order[i];
    for (; i < order.size() && compare(first, order[i]) == 0; ++i) tied.push_back(order[i]);
    if (tied.size() > units) return decide_remainder(allotment, tied, units, state);
    for (const uint32_t receiver : tied) state.receivers[receiver].share += 1;
    units -= tied.size();
  }
  return true;
}

// Until the tie is decided, only those in it wait.
Value Evaluator::decide_remainder(const ByAllotment& allotment, const std::vector<uint32_t>& tied, uint64_t units,
                                  AllotmentState& state) {
  std::vector<uint32_t> rows;
  for (const uint32_t receiver : tied) rows.push_back(state.receivers[receiver].row);
  results::Place place{.kind = PlaceKind::TiePending,
                       .definition = state.id,
                       .table = state.table,
                       .row = rows.front(),
                       .detail = program_.at(state.id).name};
  if (!allotment.tie_judgement.valid()) {
    place.kind = PlaceKind::BrokenPromise;
    place.detail = key_of(state.table, rows[1]);
    return faulty(std::move(place));
  }
  Value open = true;
  const std::vector<uint32_t> ordered =
      decide_tie(allotment.tie_judgement, state.table, rows, program_.at(state.id).name, place, open);
  for (const uint32_t receiver : tied) {
    const auto found = std::find(ordered.begin(), ordered.end(), state.receivers[receiver].row);
    if (ordered.empty())
      state.open[receiver] = open;
    else if (static_cast<uint64_t>(found - ordered.begin()) < units)
      state.receivers[receiver].share += 1;
  }
  return true;
}

void Evaluator::allot_all(const ByAllotment& allotment, DefinitionId id, DefinitionMemo& memo) {
  AllotmentState state;
  state.id = id;
  state.table = program_.at(id).table;
  computing_.emplace_back(id, UINT32_MAX);
  Value shared = not_given(program_.at(id).bases);
  if (shared == Value(true)) shared = read_receivers(allotment, state);
  if (shared == Value(true) && state.has_grain) shared = round_shares(allotment, state);
  computing_.pop_back();
  const auto set = [&](uint32_t row, Value value) {
    if (memo.states[row] != State::Done) memo.values[row] = std::move(value);  // a pinned part stays
  };
  for (uint32_t row = 0; row < memo.values.size(); ++row) set(row, shared == Value(true) ? Value(Number(0)) : shared);
  if (shared != Value(true)) return;
  for (size_t i = 0; i < state.receivers.size(); ++i) {
    const Receiver& receiver = state.receivers[i];
    set(receiver.row, state.open[i] == Value(true) ? Value(receiver.share * state.grain) : state.open[i]);
  }
}

Value Evaluator::compute_by(const ByAllotment& allotment, DefinitionId id, uint32_t row, DefinitionMemo& memo) {
  if (!memo.is_whole_done) {
    allot_all(allotment, id, memo);
    memo.is_whole_done = true;
  }
  return memo.values[row];
}

}  // namespace plumb::eval
