// Allotment: an amount divided among receivers so that the parts add up exactly (law L15).
#include <algorithm>

#include "run/keep_promise.h"
#include "run/operators.h"

namespace plumb::run {

using base::Number;
using program::ByAllotment;

namespace {

struct Receiver {
  uint32_t row = 0;
  Number weight, minimum, share;  // bounds and shares in units of the grain
  std::optional<Number> maximum;
  bool is_held = false;
  bool is_open = false;
  Number remainder;
};

// In proportion to the weights but for those that a bound holds; whoever breaks a bound is held at it, and the rest is
// shared anew. Of the two kinds of bound the one that moves more is held first: the other's holders may come free of it.
bool share_out(const Number& total, std::vector<Receiver>& receivers) {
  Number least, most;
  bool is_limited = true;
  for (const Receiver& one : receivers) {
    if (one.maximum && *one.maximum < one.minimum) return false;
    least += one.minimum;
    is_limited = is_limited && one.maximum.has_value();
    if (one.maximum) most += *one.maximum;
  }
  if (least > total || (is_limited && total > most)) return false;
  for (;;) {
    Number rest = total, weights;
    for (const Receiver& one : receivers) {
      if (one.is_held)
        rest -= one.share;
      else
        weights += one.weight;
    }
    if (weights.is_zero()) return rest.is_zero();
    Number too_little, too_much;
    for (Receiver& one : receivers) {
      if (one.is_held) continue;
      one.share = (rest * one.weight).divided_by(weights);
      if (one.share < one.minimum)
        too_little += one.minimum - one.share;
      else if (one.maximum && one.share > *one.maximum)
        too_much += one.share - *one.maximum;
    }
    if (too_little.is_zero() && too_much.is_zero()) return true;
    for (Receiver& one : receivers) {
      if (one.is_held) continue;
      if (one.share < one.minimum && too_little >= too_much)
        one.share = one.minimum, one.is_held = true;
      else if (one.maximum && one.share > *one.maximum && too_much >= too_little)
        one.share = *one.maximum, one.is_held = true;
    }
  }
}

}  // namespace

void compute_allotment(EvaluatorPool& evaluators, const RowSets& sets, Questions& questions, DefinitionId id,
                       const ByAllotment& by, Column& column) {
  const RunContext& context = evaluators.context();
  const program::Definition& definition = context.program.at(id);
  const TableId table = definition.table;
  std::vector<Receiver> receivers;
  Number grain = 1;
  const bool has_grain = by.grain.valid();
  const auto broken = [&](uint32_t row, std::string detail) -> Lane {
    return {.state = state::Open,
            .open = context.interned.open(
                {.kind = PlaceKind::BrokenPromise, .definition = id, .table = table, .row = row, .detail = std::move(detail)},
                false)};
  };
  const auto global = [&](ExprId expr, Number& into) -> Lane {
    const Lane lane = evaluators.own().eval_one(expr, {}, 0, id, NoRow);
    if (lane.state == state::Known) into = number_of(lane, context.plan.exprs[expr.value]);
    return lane;
  };
  struct KeyColumns {
    std::vector<std::vector<Lane>> columns;
    const std::vector<program::SortKey>& keys;
  };
  KeyColumns remainder_keys{{}, by.remainder_keys}, tie_keys{{}, by.tie_keys};
  const auto order_by = [&](const KeyColumns& keys, uint32_t a, uint32_t b) {
    for (size_t k = 0; k < keys.keys.size(); ++k) {
      const ExprId expr = keys.keys[k].value;
      const std::strong_ordering found = compare_lanes(context.program.at(expr).type.kind, context.plan.exprs[expr.value],
                                                       keys.columns[k][a], keys.columns[k][b]);
      if (found != 0)
        return keys.keys[k].descending ? (found < 0 ? std::strong_ordering::greater : std::strong_ordering::less) : found;
    }
    return std::strong_ordering::equal;
  };

  // Everything that all parts need; the first that is not known stands for all of them.
  const auto read_all = [&](Number& total) -> Lane {
    if (!all_given(definition.bases)) return {.state = state::Open, .open = context.not_given_code(id, NoRow)};
    Number amount;
    Lane open = global(by.amount, amount);
    if (open.state != state::Known) return open;
    if (has_grain) {
      open = global(by.grain, grain);
      if (open.state != state::Known) return open;
      if (grain.sign() <= 0) return broken(NoRow, grain.to_string());
    }
    total = amount.divided_by(grain);
    if (total.sign() < 0 || (has_grain && !total.is_integer())) return broken(NoRow, amount.to_string());
    const RowsByOwner& domain = sets.whole(all_members(table, definition.domain));
    if (domain.is_open) return {.state = state::Open, .open = domain.open};
    const std::vector<Lane> weights = evaluators.eval_rows(by.weight, table, id, true);
    std::vector<Lane> minima, maxima;
    if (by.minimum.valid()) minima = evaluators.eval_rows(by.minimum, table, id, true);
    if (by.maximum.valid()) maxima = evaluators.eval_rows(by.maximum, table, id, true);
    for (const program::SortKey& key : by.remainder_keys)
      remainder_keys.columns.push_back(evaluators.eval_rows(key.value, table, id, true));
    for (const program::SortKey& key : by.tie_keys) tie_keys.columns.push_back(evaluators.eval_rows(key.value, table, id, true));
    for (const uint32_t row : domain.rows) {
      if (weights[row].state != state::Known) return weights[row];
      Receiver one;
      one.row = row;
      one.weight = number_of(weights[row], context.plan.exprs[by.weight.value]);
      if (one.weight.sign() < 0) return broken(row, one.weight.to_string());
      if (one.weight.is_zero()) {
        if (!by.zero_weight_gets_nothing) return broken(row, "0");
        continue;
      }
      if (by.minimum.valid()) {
        if (minima[row].state != state::Known) return minima[row];
        one.minimum = number_of(minima[row], context.plan.exprs[by.minimum.value]).divided_by(grain);
        if (has_grain) one.minimum = one.minimum.ceiling();
      }
      if (by.maximum.valid()) {
        if (maxima[row].state != state::Known) return maxima[row];
        one.maximum = number_of(maxima[row], context.plan.exprs[by.maximum.value]).divided_by(grain);
        if (has_grain) one.maximum = one.maximum->floor();
      }
      for (const KeyColumns* keys : {&remainder_keys, &tie_keys}) {
        for (const std::vector<Lane>& lanes : keys->columns) {
          if (lanes[row].state != state::Known) return lanes[row];
        }
      }
      receivers.push_back(std::move(one));
    }
    return share_out(total, receivers) ? Lane{} : broken(NoRow, total.to_string());
  };

  // Shares are cut to whole units; what is left over goes, one unit each, to the first by remainder (or key), then by the
  // tie keys. A largest remainder is one of those who have one; a key orders every receiver that may take a unit more.
  Lane tie_open;
  const auto round_off = [&](const Number& total) -> Lane {
    Number left = total;
    std::vector<uint32_t> order;
    for (uint32_t i = 0; i < receivers.size(); ++i) {
      Receiver& one = receivers[i];
      one.remainder = one.share - one.share.floor();
      one.share = one.share.floor();
      left -= one.share;
      const bool has_room = !one.maximum || one.share + Number(1) <= *one.maximum;
      if (by.largest_remainder ? !one.remainder.is_zero() : has_room) order.push_back(i);
    }
    const auto compare = [&](uint32_t a, uint32_t b) {
      const Receiver &x = receivers[a], &y = receivers[b];
      const std::strong_ordering first =
          by.largest_remainder ? y.remainder <=> x.remainder : order_by(remainder_keys, x.row, y.row);
      return first != 0 ? first : order_by(tie_keys, x.row, y.row);
    };
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return compare(a, b) < 0; });
    uint64_t units = static_cast<uint64_t>(left.to_int64().value_or(0));
    for (size_t begin = 0, end = 0; begin < order.size() && units > 0; begin = end) {
      while (end < order.size() && compare(order[begin], order[end]) == 0) ++end;
      if (end - begin <= units) {
        for (size_t i = begin; i < end; ++i) receivers[order[i]].share += 1;
        units -= end - begin;
        continue;
      }
      std::vector<uint32_t> rows;
      for (size_t i = begin; i < end; ++i) rows.push_back(receivers[order[i]].row);
      results::Place place{
          .kind = PlaceKind::TiePending, .definition = id, .table = table, .row = rows.front(), .detail = definition.name};
      if (!by.tie_judgement.valid()) {
        place.kind = PlaceKind::BrokenPromise;
        place.detail = context.key_of(table, rows[1]);
        return {.state = state::Open, .open = context.interned.open(std::move(place), false)};
      }
      // Until the tie is decided, only those in it wait.
      uint32_t code = 0;
      const std::vector<uint32_t> ordered =
          decide_tie(context, questions, by.tie_judgement, table, rows, definition.name, std::move(place), code);
      for (size_t i = begin; i < end; ++i) {
        Receiver& one = receivers[order[i]];
        const auto found = std::find(ordered.begin(), ordered.end(), one.row);
        if (ordered.empty())
          one.is_open = true;
        else if (static_cast<uint64_t>(found - ordered.begin()) < units)
          one.share += 1;
      }
      tie_open = {.state = state::Open, .open = code};
      return {};
    }
    return {};
  };

  Number total;
  Lane shared = read_all(total);
  if (shared.state == state::Known && has_grain) shared = round_off(total);
  std::vector<Lane> parts(column.rows, shared.state == state::Known ? to_lane(Number(0), column.shape) : shared);
  if (shared.state == state::Known) {
    for (const Receiver& one : receivers) parts[one.row] = one.is_open ? tie_open : to_lane(one.share * grain, column.shape);
  }
  for (uint32_t row = 0; row < column.rows; ++row) {
    Lane lane = row_outside(context, sets, id, row);
    if (lane.state == state::Known && context.is_taken_out(table, row))
      lane.state = state::absent(static_cast<uint32_t>(program::BuiltinAbsence::OutOfScope));
    column.set(row, lane.state == state::Known ? parts[row] : lane);
  }
  keep_promise(evaluators, id, column);
}

}  // namespace plumb::run
