// Populations: any inclusion, no exclusion that is not excepted (law L7). All rules are looked at for every row that is
// asked; what decides is the first that is open or holds.
#include <algorithm>
#include <functional>

#include "run/column_writer.h"
#include "run/operators.h"

namespace plumb::run {

using program::Population;

namespace {

// Rules are looked at for rows that are neither taken out nor faulty nor outside the source.
struct PopulationBatch {
  std::vector<Vector> holds;  // by rule, its exceptions counted
  Buffer<uint8_t> asked;
  Vector member;  // of rows that are not asked: what stands instead
};

PopulationBatch ask_rules(Evaluator& evaluator, PopulationId id, const Batch& batch) {
  const RunContext& context = evaluator.context();
  Pools& pools = evaluator.pools();
  const Population& population = context.program.at(id);
  PopulationBatch result;
  result.asked = Buffer<uint8_t>(pools.states);
  result.member = blank(pools, {}, TypeKind::Truth, batch.lanes);
  uint8_t* asked = result.asked.data();
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    const uint32_t row = batch.frames[0].row(i);
    asked[i] = 0;
    if (context.is_taken_out(population.table, row)) continue;
    if (context.is_row_faulty(population.table, row)) {
      set_open(pools, result.member, i, context.fault_code(population.table, row, {}), batch.lanes);
      continue;
    }
    if (population.source.valid()) {
      const Lane in_source = evaluator.sets().members(population.source).lane(row);
      if (in_source.state != state::Known) set_state(pools, result.member, i, in_source.state, in_source.open, batch.lanes);
      if (in_source.state != state::Known || in_source.integer == 0) continue;
    }
    asked[i] = 1;
  }
  for (uint32_t rule = 0; rule < population.rules.size(); ++rule) {
    const program::PopulationRule& entry = population.rules[rule];
    Vector holds;
    if (entry.condition.valid())
      holds = evaluator.eval(entry.condition, batch, asked);
    else
      holds = constant(pools, {.integer = 1}, {}, TypeKind::Truth);
    spread(pools, holds, {}, TypeKind::Truth, batch.lanes);
    if (!all_given(entry.bases)) {
      for (uint32_t i = 0; i < batch.lanes; ++i) {
        if (asked[i] != 0 && holds.is_known(i) && holds.at(i) != 0)
          set_open(pools, holds, i, evaluator.pending_here(batch, i), batch.lanes);
      }
    }
    result.holds.push_back(std::move(holds));
  }
  // An exception lifts what it is an exception to, once its own exceptions are counted: leaves first.
  std::vector<uint8_t> is_done(population.rules.size(), 0);
  const std::function<void(uint32_t)> settle = [&](uint32_t rule) {
    if (is_done[rule] != 0) return;
    is_done[rule] = 1;
    for (uint32_t other = 0; other < population.rules.size(); ++other) {
      if (population.rules[other].exception_to != static_cast<int32_t>(rule)) continue;
      settle(other);
      Vector& holds = result.holds[rule];
      const Vector& lifts = result.holds[other];
      if (holds.own_ints.data() == nullptr) {
        const int64_t* borrowed = holds.ints;
        std::copy_n(borrowed, batch.lanes, holds.make_ints(pools));
      }
      for (uint32_t i = 0; i < batch.lanes; ++i) {
        if (asked[i] == 0 || !holds.is_known(i) || holds.at(i) == 0) continue;
        if (!lifts.is_known(i))
          set_state(pools, holds, i, lifts.state(i), lifts.open(i), batch.lanes);
        else if (lifts.at(i) != 0)
          holds.own_ints.data()[i] = 0;
      }
    }
  };
  for (uint32_t rule = 0; rule < population.rules.size(); ++rule) settle(rule);
  return result;
}

// Any inclusion, or none declared; the first that is open or holds decides.
Lane included(const Population& population, const PopulationBatch& rules, uint32_t lane) {
  bool has_inclusion = false;
  for (size_t rule = 0; rule < population.rules.size(); ++rule) {
    const program::PopulationRule& entry = population.rules[rule];
    if (entry.is_exclusion || entry.exception_to >= 0) continue;  // an exception only lifts what it is an exception to
    has_inclusion = true;
    const Vector& holds = rules.holds[rule];
    if (!holds.is_known(lane)) return {.state = holds.state(lane), .open = holds.open(lane)};
    if (holds.at(lane) != 0) return {.integer = 1};
  }
  return {.integer = has_inclusion ? 0 : 1};
}

void compute_members(Evaluator& evaluator, PopulationId id, uint32_t first, uint32_t count, uint64_t* held_by_row,
                     ColumnWriter& writer) {
  const RunContext& context = evaluator.context();
  const Population& population = context.program.at(id);
  const Batch batch = batch_of(population.table, first, count, population.definition);
  PopulationBatch rules = ask_rules(evaluator, id, batch);
  const bool is_given = !population.definition.valid() || all_given(context.program.at(population.definition).bases);
  const size_t reported = std::min<size_t>(population.rules.size(), 64);
  for (uint32_t i = 0; i < count; ++i) {
    if (rules.asked.data()[i] == 0) continue;
    uint64_t held = 0;
    for (size_t rule = 0; rule < reported; ++rule) {
      if (rules.holds[rule].is_known(i) && rules.holds[rule].at(i) != 0) held |= uint64_t{1} << rule;
    }
    held_by_row[first + i] = held;
    Lane member =
        is_given ? included(population, rules, i) : Lane{.state = state::Open, .open = evaluator.pending_here(batch, i)};
    for (size_t rule = 0; rule < population.rules.size() && member.state == state::Known && member.integer != 0; ++rule) {
      const program::PopulationRule& entry = population.rules[rule];
      if (!entry.is_exclusion || entry.exception_to >= 0) continue;
      const Vector& holds = rules.holds[rule];
      if (!holds.is_known(i))
        member = {.state = holds.state(i), .open = holds.open(i)};
      else if (holds.at(i) != 0)
        member.integer = 0;
    }
    rules.member.own_ints.data()[i] = member.integer;
    if (member.state != state::Known) set_state(evaluator.pools(), rules.member, i, member.state, member.open, count);
  }
  writer.write(first, count, rules.member);
}

// Which rows a rule took; for an exclusion those that it would have kept from being in.
void compute_rule_batch(Evaluator& evaluator, PopulationId id, uint32_t rule, uint32_t first, uint32_t count,
                        ColumnWriter& writer) {
  const RunContext& context = evaluator.context();
  const Population& population = context.program.at(id);
  const Batch batch = batch_of(population.table, first, count, population.definition);
  PopulationBatch rules = ask_rules(evaluator, id, batch);
  const bool is_exclusion = population.rules[rule].is_exclusion;
  for (uint32_t i = 0; i < count; ++i) {
    Lane lane;
    if (!is_exclusion)
      lane = evaluator.sets().members(id).lane(first + i);
    else if (rules.asked.data()[i] != 0)
      lane = included(population, rules, i);
    else
      lane = {.state = rules.member.state(i), .open = rules.member.open(i)};
    const Vector& holds = rules.holds[rule];
    if (lane.state == state::Known && lane.integer != 0) {
      lane = {.state = holds.state(i), .open = holds.open(i), .integer = holds.at(i)};
    }
    rules.member.own_ints.data()[i] = lane.integer;
    set_state(evaluator.pools(), rules.member, i, lane.state, lane.open, count);
  }
  writer.write(first, count, rules.member);
}

}  // namespace

PopulationColumns compute_population(EvaluatorPool& evaluators, PopulationId id) {
  const RunContext& context = evaluators.context();
  const Population& population = context.program.at(id);
  PopulationColumns columns;
  const uint32_t rows = context.row_count(population.table);
  columns.member.resize_truths(rows);
  columns.held.resize(rows, 0);
  ColumnWriter writer(columns.member);
  evaluators.for_batches(rows, rows, [&](Evaluator& evaluator, uint32_t first, uint32_t count) {
    compute_members(evaluator, id, first, count, columns.held.data(), writer);
  });
  // Pins of the scope's definition hold for everything that asks for its members.
  for (const program::Pins::OfDefinition& pin : context.pins.definitions) {
    if (population.definition.valid() && pin.definition == population.definition)
      columns.member.set(pin.row, context.pinned_lane(pin, plan::whole(1)));
  }
  return columns;
}

Column compute_rule(EvaluatorPool& evaluators, PopulationId id, uint32_t rule) {
  Column column;
  column.resize_truths(evaluators.context().row_count(evaluators.context().program.at(id).table));
  ColumnWriter writer(column);
  evaluators.for_batches(column.rows, column.rows, [&](Evaluator& evaluator, uint32_t first, uint32_t count) {
    compute_rule_batch(evaluator, id, rule, first, count, writer);
  });
  return column;
}

}  // namespace plumb::run
