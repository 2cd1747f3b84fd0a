// Allotment: what is divided and who may get a part is computed here, population/allot_amount.h divides it (law L15).
#include <optional>

#include "population/allot_amount.h"
#include "run/convert_openness.h"
#include "run/keep_promise.h"
#include "run/operators.h"

namespace plumb::run {

using base::Number;
using population::Receiver;
using program::ByAllotment;

namespace {

// What an allotment reads of every row of its table.
struct AllotmentColumns {
  std::vector<Lane> weights, minima, maxima;  // minima, maxima: empty where there are none
  std::vector<std::vector<Lane>> remainder_keys, tie_keys;
};

AllotmentColumns read_columns(EvaluatorPool& evaluators, TableId table, DefinitionId id, const ByAllotment& by) {
  const auto column_of = [&](ExprId expr) { return evaluators.eval_rows(expr, table, id, true); };
  AllotmentColumns columns;
  columns.weights = column_of(by.weight);
  if (by.minimum.valid()) columns.minima = column_of(by.minimum);
  if (by.maximum.valid()) columns.maxima = column_of(by.maximum);
  for (const program::SortKey& key : by.remainder_keys) columns.remainder_keys.push_back(column_of(key.value));
  for (const program::SortKey& key : by.tie_keys) columns.tie_keys.push_back(column_of(key.value));
  return columns;
}

Receiver receiver_of(const RunContext& context, const ByAllotment& by, const AllotmentColumns& columns, uint32_t row) {
  const auto quantity = [&](ExprId expr, const std::vector<Lane>& lanes) {
    return quantity_of(lanes[row], context.plan.exprs[expr.value]);
  };
  Receiver receiver;
  receiver.row = row;
  receiver.weight = quantity(by.weight, columns.weights);
  if (by.minimum.valid()) receiver.minimum = quantity(by.minimum, columns.minima);
  if (by.maximum.valid()) receiver.maximum = quantity(by.maximum, columns.maxima);
  const auto read_keys = [&](const std::vector<program::SortKey>& keys, const std::vector<std::vector<Lane>>& lanes,
                             std::vector<Value>& into) {
    for (size_t k = 0; k < keys.size() && receiver.keys.is_known(); ++k) {
      const ExprId expr = keys[k].value;
      receiver.keys = openness_of(lanes[k][row]);
      if (receiver.keys.is_known())
        into.push_back(to_value(lanes[k][row], context.program.at(expr).type, context.plan.exprs[expr.value]));
    }
  };
  read_keys(by.remainder_keys, columns.remainder_keys, receiver.remainder_keys);
  read_keys(by.tie_keys, columns.tie_keys, receiver.tie_keys);
  return receiver;
}

population::AmountInUnits read_amount(EvaluatorPool& evaluators, DefinitionId id, const ByAllotment& by) {
  const RunContext& context = evaluators.context();
  const auto of_all = [&](ExprId expr) {
    return quantity_of(evaluators.own().eval_one(expr, {}, 0, id, NoRow), context.plan.exprs[expr.value]);
  };
  const population::Quantity amount = of_all(by.amount);
  if (!amount.is_known()) return {.open = amount.why, .units = {}};
  std::optional<Number> grain;
  if (by.grain.valid()) {
    const population::Quantity stated = of_all(by.grain);
    if (!stated.is_known()) return {.open = stated.why, .units = {}};
    grain = stated.number;
  }
  return population::measure_amount(amount.number, grain,
                                    [&](const population::Breach& breach) { return breach_of(context, id, breach); });
}

population::Allotment allot(EvaluatorPool& evaluators, const RowSets& sets, Questions& questions, DefinitionId id,
                            const ByAllotment& by) {
  const RunContext& context = evaluators.context();
  const program::Definition& definition = context.program.at(id);
  const population::Openness basis = basis_of(context, definition.bases, id, NoRow);
  if (!basis.is_known()) return {.open = basis, .parts = {}};
  const population::AmountInUnits amount = read_amount(evaluators, id, by);
  if (!amount.open.is_known()) return {.open = amount.open, .parts = {}};
  const RowsByOwner& domain = sets.whole(all_members(definition.table, definition.domain));
  if (domain.is_open) return {.open = open_code(domain.open), .parts = {}};
  const AllotmentColumns columns = read_columns(evaluators, definition.table, id, by);
  std::vector<Receiver> receivers;
  receivers.reserve(domain.rows.size());
  for (const uint32_t row : domain.rows) receivers.push_back(receiver_of(context, by, columns, row));
  const auto decide = [&](const std::vector<uint32_t>& tied) {
    return decide_tie(context, questions, by.tie_judgement, definition.table, tied, definition.name,
                      {.kind = PlaceKind::TiePending,
                       .definition = id,
                       .table = definition.table,
                       .row = tied.front(),
                       .detail = definition.name});
  };
  return population::allot_amount(
      by, amount, receivers, [&](const population::Breach& breach) { return breach_of(context, id, breach); }, decide);
}

}  // namespace

void compute_allotment(EvaluatorPool& evaluators, const RowSets& sets, Questions& questions, DefinitionId id,
                       const ByAllotment& by, Column& column) {
  const RunContext& context = evaluators.context();
  const population::Allotment allotted = allot(evaluators, sets, questions, id, by);
  std::vector<Lane> parts(column.rows, allotted.open.is_known() ? to_lane(Number(0), column.shape) : lane_of(allotted.open));
  for (const population::Part& part : allotted.parts)
    parts[part.row] = part.open.is_known() ? to_lane(part.amount, column.shape) : lane_of(part.open);
  for (uint32_t row = 0; row < column.rows; ++row) {
    Lane lane = row_outside(context, sets, id, row);
    if (lane.state == state::Known && context.is_taken_out(context.program.at(id).table, row))
      lane.state = state::absent(static_cast<uint32_t>(program::BuiltinAbsence::OutOfScope));
    column.set(row, lane.state == state::Known ? parts[row] : lane);
  }
  keep_promise(evaluators, id, column);
}

}  // namespace plumb::run
