// Guarded cases with exceptions (law L7).
#include "run/row_formulas.h"

namespace plumb::run {

using program::CaseMode;

Vector eval_cases(Evaluator& evaluator, const program::ByCases& by, DefinitionId id, const Batch& batch, Active active,
                  int32_t* fired) {
  const RunContext& context = evaluator.context();
  Pools& pools = evaluator.pools();
  const Shape& to = context.plan.definitions[id.value];
  const TypeKind of = context.program.at(id).type.kind;
  // The common case: one formula for every row.
  if (by.cases.size() == 1 && !by.cases[0].guard.valid() && all_given(by.cases[0].bases)) {
    for (uint32_t i = 0; i < batch.lanes; ++i) fired[i] = is_active(active, i) ? 0 : -1;
    return evaluator.eval_answer(by.cases[0].value, to, of, batch, active);
  }
  Vector result = blank(pools, to, of, batch.lanes);
  Buffer<uint8_t> left_lanes(pools.states), case_lanes(pools.states);
  uint8_t *is_left = left_lanes.data(), *is_case = case_lanes.data();
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    is_left[i] = is_active(active, i) ? 1 : 0;
    fired[i] = -1;
  }
  const size_t count = by.cases.size();
  const bool has_exceptions = by.mode == CaseMode::Exceptions;
  std::vector<uint8_t> holds(has_exceptions ? count * batch.lanes : 0, 0);
  int32_t otherwise = -1;
  for (size_t k = 0; k < count; ++k) {
    const program::Case& entry = by.cases[k];
    if (entry.rule.empty() && !entry.guard.valid()) {
      otherwise = static_cast<int32_t>(k);
      continue;
    }
    Vector guard;
    if (entry.guard.valid()) guard = evaluator.eval(entry.guard, batch, is_left);
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (is_left[i] == 0) continue;
      const bool is_known = !entry.guard.valid() || guard.is_known(i);
      if (!is_known) {
        set_state(pools, result, i, guard.state(i), guard.open(i), batch.lanes);
        is_left[i] = 0;
        continue;
      }
      const bool is_met = !entry.guard.valid() || guard.at(i) != 0;
      if (!is_met) continue;
      if (has_exceptions) {
        holds[k * batch.lanes + i] = 1;
      } else {
        fired[i] = static_cast<int32_t>(k);
        is_left[i] = 0;
      }
    }
  }
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (is_left[i] == 0) continue;
    bool has_clash = false;
    // A case gives way to an exception that holds, whatever becomes of that exception.
    for (size_t k = 0; k < count && has_exceptions && !has_clash; ++k) {
      if (holds[k * batch.lanes + i] == 0) continue;
      bool gives_way = false;
      for (size_t other = 0; other < count; ++other) {
        gives_way = gives_way || (holds[other * batch.lanes + i] != 0 && by.cases[other].exception_to == static_cast<int32_t>(k));
      }
      if (gives_way) continue;
      if (fired[i] >= 0) {
        has_clash = true;
        set_open(pools, result, i,
                 evaluator.faulty_here(PlaceKind::ExceptionClash, batch, i,
                                       by.cases[static_cast<size_t>(fired[i])].rule + ", " + by.cases[k].rule),
                 batch.lanes);
        fired[i] = -1;
      } else {
        fired[i] = static_cast<int32_t>(k);
      }
    }
    if (has_clash) continue;
    if (fired[i] < 0) fired[i] = otherwise;
    if (fired[i] < 0) set_open(pools, result, i, evaluator.faulty_here(PlaceKind::NoCaseHolds, batch, i), batch.lanes);
  }
  for (size_t k = 0; k < count; ++k) {
    bool is_any = false;
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      is_case[i] = is_active(active, i) && fired[i] == static_cast<int32_t>(k) ? 1 : 0;
      is_any = is_any || is_case[i] != 0;
    }
    if (!is_any) continue;
    if (all_given(by.cases[k].bases)) {
      merge(pools, result, evaluator.eval_answer(by.cases[k].value, to, of, batch, is_case), is_case, is_rational(to, of),
            batch.lanes);
      continue;
    }
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (is_case[i] != 0) set_open(pools, result, i, evaluator.pending_here(batch, i), batch.lanes);
    }
  }
  return result;
}

}  // namespace plumb::run
