// Populations: any inclusion, no exclusion that is not excepted (law L7). All rules are looked at for every row that is
// asked; what decides is the first that is open or holds.
#include <algorithm>

#include "run/worker.h"

namespace plumb::run {

using program::Population;

// Rules are looked at for rows that are neither taken out nor faulty nor outside the source.
struct Worker::PopulationBatch {
  std::vector<Vector> holds;  // by rule, its exceptions counted
  Buffer<uint8_t> asked;
  Vector member;  // of rows that are not asked: what stands instead
};

Worker::PopulationBatch Worker::ask_rules(PopulationId id, const Batch& batch) {
  const Population& population = run_.program_.at(id);
  PopulationBatch result;
  result.asked = Buffer<uint8_t>(pools_.states);
  result.member = constant({}, {}, TypeKind::Truth);
  spread(result.member, {}, TypeKind::Truth, batch.lanes);
  uint8_t* asked = result.asked.data();
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    const uint32_t row = batch.frames[0].row(i);
    asked[i] = 0;
    if (run_.is_taken_out(population.table, row)) continue;
    if (run_.is_row_faulty(population.table, row)) {
      set_open(result.member, i, run_.fault_code(population.table, row, {}), batch.lanes);
      continue;
    }
    if (population.source.valid()) {
      const Lane in_source = run_.populations_[population.source.value]->member.lane(row);
      if (in_source.state != state::Known) set_state(result.member, i, in_source.state, in_source.open, batch.lanes);
      if (in_source.state != state::Known || in_source.integer == 0) continue;
    }
    asked[i] = 1;
  }
  for (uint32_t rule = 0; rule < population.rules.size(); ++rule) {
    const program::PopulationRule& entry = population.rules[rule];
    Vector holds;
    if (entry.condition.valid())
      holds = eval(entry.condition, batch, asked);
    else
      holds = constant({.integer = 1}, {}, TypeKind::Truth);
    spread(holds, {}, TypeKind::Truth, batch.lanes);
    if (!run_.is_given(entry.bases)) {
      for (uint32_t i = 0; i < batch.lanes; ++i) {
        if (asked[i] != 0 && holds.is_known(i) && holds.at(i) != 0) set_open(holds, i, pending_here(batch, i), batch.lanes);
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
        std::copy_n(borrowed, batch.lanes, holds.make_ints(pools_));
      }
      for (uint32_t i = 0; i < batch.lanes; ++i) {
        if (asked[i] == 0 || !holds.is_known(i) || holds.at(i) == 0) continue;
        if (!lifts.is_known(i))
          set_state(holds, i, lifts.state(i), lifts.open(i), batch.lanes);
        else if (lifts.at(i) != 0)
          holds.own_ints.data()[i] = 0;
      }
    }
  };
  for (uint32_t rule = 0; rule < population.rules.size(); ++rule) settle(rule);
  return result;
}

// Any inclusion, or none declared; the first that is open or holds decides.
Lane Worker::included(const Population& population, const PopulationBatch& rules, uint32_t lane) const {
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

void Worker::compute_members(PopulationId id, uint32_t first, uint32_t count) {
  const Population& population = run_.program_.at(id);
  PopulationColumns& columns = *run_.populations_[id.value];
  const Batch batch = rows_of(population.table, first, count, population.definition);
  PopulationBatch rules = ask_rules(id, batch);
  const bool is_given = !population.definition.valid() || run_.is_given(run_.program_.at(population.definition).bases);
  const size_t reported = std::min<size_t>(population.rules.size(), 64);
  for (uint32_t i = 0; i < count; ++i) {
    if (rules.asked.data()[i] == 0) continue;
    uint64_t held = 0;
    for (size_t rule = 0; rule < reported; ++rule) {
      if (rules.holds[rule].is_known(i) && rules.holds[rule].at(i) != 0) held |= uint64_t{1} << rule;
    }
    columns.held[first + i] = held;
    Lane member = is_given ? included(population, rules, i) : Lane{.state = state::Open, .open = pending_here(batch, i)};
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
    if (member.state != state::Known) set_state(rules.member, i, member.state, member.open, count);
  }
  store_column(columns.member, first, count, rules.member);
}

// Which rows a rule took; for an exclusion those that it would have kept from being in.
void Worker::compute_rule(PopulationId id, uint32_t rule, uint32_t first, uint32_t count, Column& column) {
  const Population& population = run_.program_.at(id);
  const Batch batch = rows_of(population.table, first, count, population.definition);
  PopulationBatch rules = ask_rules(id, batch);
  const bool is_exclusion = population.rules[rule].is_exclusion;
  for (uint32_t i = 0; i < count; ++i) {
    Lane lane;
    if (!is_exclusion)
      lane = run_.populations_[id.value]->member.lane(first + i);
    else if (rules.asked.data()[i] != 0)
      lane = included(population, rules, i);
    else
      lane = {.state = rules.member.state(i), .open = rules.member.open(i)};
    const Vector& holds = rules.holds[rule];
    if (lane.state == state::Known && lane.integer != 0) {
      lane = {.state = holds.state(i), .open = holds.open(i), .integer = holds.at(i)};
    }
    rules.member.own_ints.data()[i] = lane.integer;
    set_state(rules.member, i, lane.state, lane.open, count);
  }
  store_column(column, first, count, rules.member);
}

void Runner::compute_population(PopulationId id) {
  if (populations_[id.value] != nullptr) return;
  populations_[id.value] = std::make_unique<PopulationColumns>();
  const Population& population = program_.at(id);
  if (population.source.valid()) compute_population(population.source);
  for (const program::PopulationRule& rule : population.rules) prepare(rule.condition, population.definition);
  PopulationColumns& columns = *populations_[id.value];
  const uint32_t rows = row_count(population.table);
  columns.member.resize_truths(rows);
  columns.held.resize(rows, 0);
  for_batches(rows, rows, [&](Worker& worker, uint32_t first, uint32_t count) { worker.compute_members(id, first, count); });
  if (population.definition.valid()) {
    // Pins of the scope's definition hold for everything that asks for its members.
    for (const program::Pins::OfDefinition& pin : pins_.definitions) {
      if (pin.definition == population.definition) columns.member.set(pin.row, pinned_lane(pin, plan::whole(1)));
    }
  }
}

void Runner::compute_rule_column(PopulationId id, uint32_t rule) {
  program::SetSource set;
  set.table = program_.at(id).table;
  set.population = id;
  set.rule = rule;
  const auto [entry, is_new] = set_columns_.try_emplace({set.table.value, id.value, rule});
  if (!is_new) return;
  // Of members that an earlier run left, nobody has looked at the rules in this one.
  for (const program::PopulationRule& one : program_.at(id).rules) prepare(one.condition, program_.at(id).definition);
  Column& column = entry->second;
  column.resize_truths(row_count(set.table));
  for_batches(column.rows, column.rows,
              [&](Worker& worker, uint32_t first, uint32_t count) { worker.compute_rule(id, rule, first, count, column); });
}

// Every row of a table is in, but for those that cannot be read.
void Runner::keep_faulty_rows(TableId table) {
  const auto [entry, is_new] = set_columns_.try_emplace({table.value, UINT32_MAX, UINT32_MAX});
  if (!is_new) return;
  Column& column = entry->second;
  column.resize_truths(row_count(table));
  std::fill_n(column.ints.own(), column.rows, 1);
  for (uint32_t row = 0; row < column.rows; ++row) {
    if (is_taken_out(table, row))
      column.set(row, {.integer = 0});
    else if (is_row_faulty(table, row))
      column.set(row, {.state = state::Open, .open = fault_code(table, row, {})});
  }
}

}  // namespace plumb::run
