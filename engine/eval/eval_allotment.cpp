// Allotment: what is divided and who may get a part is read here, population/allot_amount.h divides it (law L15).
#include "eval/convert_openness.h"
#include "eval/evaluator.h"
#include "population/allot_amount.h"

namespace plumb::eval {

using base::Number;
using population::Receiver;
using program::ByAllotment;

// Reads until something is not known, which stands for all parts. False: it was met.
bool Evaluator::read_receiver(const ByAllotment& allotment, TableId table, uint32_t row, Receiver& receiver) {
  computing_.back().second = row;
  const auto read = [&](ExprId expr) { return quantity_of(condition_on_row(expr, table, row)); };
  receiver.row = row;
  receiver.weight = read(allotment.weight);
  if (!receiver.weight.is_known()) return false;
  if (receiver.weight.number.sign() <= 0) return true;
  if (allotment.minimum.valid()) receiver.minimum = read(allotment.minimum);
  if (!receiver.minimum.is_known()) return false;
  if (allotment.maximum.valid()) receiver.maximum = read(allotment.maximum);
  if (receiver.maximum && !receiver.maximum->is_known()) return false;
  const auto read_keys = [&](const std::vector<program::SortKey>& keys, std::vector<Value>& into) {
    for (size_t i = 0; i < keys.size() && receiver.keys.is_known(); ++i) {
      into.push_back(condition_on_row(keys[i].value, table, row));
      receiver.keys = openness_of(into.back());
    }
  };
  read_keys(allotment.remainder_keys, receiver.remainder_keys);
  read_keys(allotment.tie_keys, receiver.tie_keys);
  return receiver.keys.is_known();
}

population::AmountInUnits Evaluator::read_amount(const ByAllotment& allotment, DefinitionId id) {
  const population::Quantity amount = quantity_of(evaluate_on(allotment.amount, {}));
  if (!amount.is_known()) return {.open = amount.why, .units = {}};
  std::optional<Number> grain;
  if (allotment.grain.valid()) {
    const population::Quantity stated = quantity_of(evaluate_on(allotment.grain, {}));
    if (!stated.is_known()) return {.open = stated.why, .units = {}};
    grain = stated.number;
  }
  return population::measure_amount(amount.number, grain,
                                    [&](const population::Breach& breach) { return breach_of(id, breach); });
}

population::Allotment Evaluator::allot(const ByAllotment& allotment, DefinitionId id) {
  const program::Definition& definition = program_.at(id);
  const Value given = not_given(definition.bases);
  if (given != Value(true)) return {.open = openness_of(given), .parts = {}};
  const population::AmountInUnits amount = read_amount(allotment, id);
  if (!amount.open.is_known()) return {.open = amount.open, .parts = {}};
  const RowSet& domain = whole_set(definition.table, definition.domain, UINT32_MAX);
  if (domain.open != Value(true)) return {.open = openness_of(domain.open), .parts = {}};
  std::vector<Receiver> receivers;
  bool is_readable = true;
  for (size_t i = 0; i < domain.rows.size() && is_readable; ++i) {
    is_readable = read_receiver(allotment, definition.table, domain.rows[i], receivers.emplace_back());
  }
  const auto decide = [&](const std::vector<uint32_t>& tied) {
    return decide_tie(allotment.tie_judgement, definition.table, tied, definition.name,
                      {.kind = PlaceKind::TiePending,
                       .definition = id,
                       .table = definition.table,
                       .row = tied.front(),
                       .detail = definition.name});
  };
  return population::allot_amount(
      allotment, amount, receivers, [&](const population::Breach& breach) { return breach_of(id, breach); }, decide);
}

void Evaluator::allot_all(const ByAllotment& allotment, DefinitionId id, DefinitionMemo& memo) {
  computing_.emplace_back(id, UINT32_MAX);
  const population::Allotment allotted = allot(allotment, id);
  computing_.pop_back();
  const auto set = [&](uint32_t row, Value value) {
    if (memo.states[row] != State::Done) memo.values[row] = std::move(value);  // a pinned part stays
  };
  const Value without = allotted.open.is_known() ? Value(Number(0)) : value_of(allotted.open);
  for (uint32_t row = 0; row < memo.values.size(); ++row) set(row, without);
  for (const population::Part& part : allotted.parts)
    set(part.row, part.open.is_known() ? Value(part.amount) : value_of(part.open));
}

Value Evaluator::compute_by(const ByAllotment& allotment, DefinitionId id, uint32_t row, DefinitionMemo& memo) {
  if (!memo.is_whole_done) {
    allot_all(allotment, id, memo);
    memo.is_whole_done = true;
  }
  return memo.values[row];
}

}  // namespace plumb::eval
