// Populations: any inclusion, no exclusion that is not excepted (law L7). What decides is asked first:
// the source, the inclusions until one holds, the exclusions until one holds; all rules are reported.
#include <algorithm>

#include "eval/evaluator.h"

namespace plumb::eval {

using program::Population;

Evaluator::PopulationMemo& Evaluator::memo_of(PopulationId id) {
  PopulationMemo& memo = populations_[id.value];
  if (memo.states.empty()) {
    const size_t rows = row_count(program_.at(id).table);
    memo.member.resize(rows);
    memo.states.resize(rows, State::Unknown);
    memo.held.resize(rows, 0);
  }
  return memo;
}

const Value& Evaluator::membership(PopulationId id, uint32_t row) {
  if (given_ != nullptr) return given_value(given_->populations[id.value].member, PopulationKeys | id.value, row);
  PopulationMemo& memo = memo_of(id);
  if (memo.states[row] == State::Done) return memo.member[row];
  const Population& population = program_.at(id);
  computing_.emplace_back(population.definition, row);
  Value member = decide_membership(population, id, row);
  const bool is_asked = !is_taken_out(population.table, row) && !is_row_faulty(population.table, row) &&
                        (!population.source.valid() || membership(population.source, row) == Value(true));
  uint64_t held = 0;
  const uint32_t rules = static_cast<uint32_t>(std::min<size_t>(population.rules.size(), 64));
  for (uint32_t rule = 0; is_asked && rule < rules; ++rule) {
    if (rule_holds(id, rule, row) == Value(true)) held |= uint64_t{1} << rule;
  }
  computing_.pop_back();
  memo.held[row] = held;
  memo.member[row] = std::move(member);
  memo.states[row] = State::Done;
  return memo.member[row];
}

Value Evaluator::decide_membership(const Population& population, PopulationId id, uint32_t row) {
  if (is_taken_out(population.table, row)) return false;
  if (is_row_faulty(population.table, row)) return row_fault(population.table, row, {});
  if (population.source.valid()) {
    const Value& in_source = membership(population.source, row);
    if (in_source != Value(true)) return in_source;
  }
  const Value given = not_given(program_.at(population.definition).bases);
  if (given != Value(true)) return given;
  const Value is_included = included(population, id, row);
  if (is_included != Value(true)) return is_included;
  for (uint32_t rule = 0; rule < population.rules.size(); ++rule) {
    const program::PopulationRule& entry = population.rules[rule];
    if (!entry.is_exclusion || entry.exception_to >= 0) continue;
    const Value holds = rule_holds(id, rule, row);
    if (!program::is_known(holds)) return holds;
    if (std::get<bool>(holds)) return false;
  }
  return true;
}

Value Evaluator::included(const Population& population, PopulationId id, uint32_t row) {
  bool has_inclusion = false;
  for (uint32_t rule = 0; rule < population.rules.size(); ++rule) {
    const program::PopulationRule& entry = population.rules[rule];
    if (entry.is_exclusion || entry.exception_to >= 0) continue;  // an exception only lifts what it is an exception to
    has_inclusion = true;
    Value holds = rule_holds(id, rule, row);
    if (!program::is_known(holds) || std::get<bool>(holds)) return holds;
  }
  return !has_inclusion;
}

Value Evaluator::rule_holds(PopulationId id, uint32_t rule, uint32_t row) {
  const Population& population = program_.at(id);
  const program::PopulationRule& entry = population.rules[rule];
  uint32_t step = 0;
  if (recorder_ != nullptr) [[unlikely]] {
    step = recorder_->open({.kind = results::StepKind::PopulationRule,
                            .expr = entry.condition,
                            .table = population.table,
                            .row = row,
                            .population = id,
                            .detail_index = static_cast<int32_t>(rule),
                            .detail = entry.name});
  }
  // Whoever asks, what is open here is open in this scope.
  computing_.emplace_back(population.definition, row);
  Value holds = condition_on_row(entry.condition, population.table, row);
  if (holds == Value(true)) holds = not_given(entry.bases);
  for (uint32_t other = 0; other < population.rules.size() && holds == Value(true); ++other) {
    if (population.rules[other].exception_to != static_cast<int32_t>(rule)) continue;
    const Value lifts = rule_holds(id, other, row);
    if (!program::is_known(lifts))
      holds = lifts;
    else if (std::get<bool>(lifts))
      holds = false;
  }
  computing_.pop_back();
  if (recorder_ != nullptr) [[unlikely]]
    recorder_->close(step, holds);
  return holds;
}

}  // namespace plumb::eval
