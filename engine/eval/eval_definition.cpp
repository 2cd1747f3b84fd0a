// What computes a definition: guarded cases with exceptions (law L7), lists of conditions.
#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using program::CaseMode;

Value Evaluator::case_value(const program::Case& entry) {
  const Value given = not_given(entry.bases);
  if (given != Value(true)) return given;
  Value slot;
  return eval_answer(entry.value, slot);
}

// True with `chosen`, or the value that stands instead.
Value Evaluator::choose_case(const program::ByCases& by, DefinitionId, uint32_t, int32_t& chosen) {
  std::vector<uint8_t> holds(by.cases.size(), 0);
  int32_t otherwise = -1;
  for (size_t i = 0; i < by.cases.size(); ++i) {
    const program::Case& entry = by.cases[i];
    if (entry.rule.empty() && !entry.guard.valid()) {
      otherwise = static_cast<int32_t>(i);
      continue;
    }
    Value guard = true;
    if (entry.guard.valid()) {
      const uint32_t step = recorder_ == nullptr ? 0
                                                 : recorder_->open({.kind = results::StepKind::Case,
                                                                    .expr = entry.guard,
                                                                    .detail_index = static_cast<int32_t>(i),
                                                                    .detail = entry.rule});
      Value slot;
      guard = eval(entry.guard, slot);
      if (recorder_ != nullptr) recorder_->close(step, guard);
    }
    if (!program::is_known(guard)) return guard;
    holds[i] = std::get<bool>(guard) ? 1 : 0;
    if (holds[i] != 0 && by.mode != CaseMode::Exceptions) {
      chosen = static_cast<int32_t>(i);
      return true;
    }
  }
  // A case gives way to an exception that holds, whatever becomes of that exception: the value is then its own
  // exception's.
  std::vector<uint8_t> gives_way(by.cases.size(), 0);
  for (size_t i = 0; i < by.cases.size(); ++i) {
    if (holds[i] != 0 && by.cases[i].exception_to >= 0) gives_way[static_cast<size_t>(by.cases[i].exception_to)] = 1;
  }
  for (size_t i = 0; i < by.cases.size(); ++i) {
    if (holds[i] == 0 || gives_way[i] != 0) continue;
    if (chosen >= 0) {
      const std::string& first = by.cases[static_cast<size_t>(chosen)].rule;
      chosen = -1;
      return faulty_here(PlaceKind::ExceptionClash, first + ", " + by.cases[i].rule);
    }
    chosen = static_cast<int32_t>(i);
  }
  if (chosen < 0) chosen = otherwise;
  if (chosen < 0) return faulty_here(PlaceKind::NoCaseHolds);
  return true;
}

Value Evaluator::compute_by(const program::ByCases& by, DefinitionId id, uint32_t row, DefinitionMemo& memo) {
  const Value given = not_given(program_.at(id).bases);
  if (given != Value(true)) return given;
  int32_t chosen = -1;
  const Value found = choose_case(by, id, row, chosen);
  memo.fired[row] = chosen;
  if (found != Value(true)) return found;
  return case_value(by.cases[static_cast<size_t>(chosen)]);
}

Value Evaluator::compute_by(const program::ByPopulation& by, DefinitionId, uint32_t row, DefinitionMemo&) {
  return membership(by.population, row);
}

// 任一 and 全部 stop as soon as they are decided, as 或 and 且 do.
Value Evaluator::compute_by(const program::ByChecklist& by, DefinitionId id, uint32_t row, DefinitionMemo&) {
  using Mode = program::ByChecklist::Mode;
  const Value given = not_given(program_.at(id).bases);
  if (given != Value(true)) return given;
  base::Number wanted = by.mode == Mode::Any ? base::Number(1) : base::Number(by.items.size());
  if (by.mode == Mode::AtLeast) {
    Value slot;
    const Value& number = eval(by.at_least, slot);
    if (!program::is_known(number)) return number;
    wanted = std::get<base::Number>(number);
  }
  base::Number met;
  if (met >= wanted) return true;
  for (const DefinitionId item : by.items) {
    const Value& holds = definition_value(item, row);
    if (recorder_ != nullptr) [[unlikely]] {
      recorder_->leaf({.kind = results::StepKind::Definition,
                       .definition = item,
                       .table = program_.at(item).table,
                       .row = row,
                       .value = holds});
    }
    if (!program::is_known(holds)) return holds;
    if (std::get<bool>(holds)) met += 1;
    if (met >= wanted) return true;
    if (by.mode == Mode::All && !std::get<bool>(holds)) return false;
  }
  return false;
}

}  // namespace plumb::eval
