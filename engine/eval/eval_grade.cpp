// Grades: vetoes and findings first, then the cuts of rankings in order, then the rest, then late vetoes.
#include "eval/grade_state.h"

namespace plumb::eval {

using program::ByGradeEntries;
using program::GradeEntry;
using program::GradeForm;

Value Evaluator::entry_holds(const GradeEntry& entry, const CutState& state, uint32_t row) {
  computing_.back().second = row;
  const Value holds = condition_on_row(entry.condition, state.definition.table, row);
  return holds == Value(true) ? not_given(entry.bases) : holds;
}

// A condition in its turn, where the entries go strictly in order.
void Evaluator::apply_when(const GradeEntry& entry, uint32_t index, CutState& state) {
  for (uint32_t row = 0; row < state.rows.size(); ++row) {
    if (!state.rows[row].is_free()) continue;
    const Value holds = entry_holds(entry, state, row);
    if (!program::is_known(holds))
      state.leave_open(row, holds);
    else if (std::get<bool>(holds))
      state.take(row, entry.label, index, true);
  }
}

void Evaluator::apply_otherwise(const GradeEntry& entry, uint32_t index, CutState& state) {
  for (uint32_t row = 0; row < state.rows.size(); ++row) {
    if (!state.rows[row].is_free()) continue;
    computing_.back().second = row;
    const Value given = not_given(entry.bases);
    if (given == Value(true))
      state.take(row, entry.label, index, false);
    else
      state.leave_open(row, given);
  }
}

void Evaluator::enter_rows(const DefinitionMemo& memo, CutState& state) {
  const program::Definition& definition = state.definition;
  state.rows.resize(memo.values.size());
  for (uint32_t row = 0; row < state.rows.size(); ++row) {
    CutState::RowState& at = state.rows[row];
    if (is_taken_out(definition.table, row)) continue;
    Value is_in = definition.domain.valid() ? membership(definition.domain, row) : Value(true);
    if (!definition.domain.valid() && is_row_faulty(definition.table, row)) is_in = row_fault(definition.table, row, {});
    if (!program::is_known(is_in)) {
      at.is_unsure = true;
      at.open = is_in;
      continue;
    }
    if (!std::get<bool>(is_in)) continue;
    at.is_kept = is_kept(definition.table, row);
    at.is_in = !at.is_kept;
    // A pinned grade is a grade that the row already has.
    at.is_pinned = memo.states[row] == State::Done;
    const auto* label = at.is_pinned ? std::get_if<program::Label>(&memo.values[row]) : nullptr;
    at.has_label = label != nullptr;
    if (at.is_pinned && label == nullptr) state.leave_open(row, memo.values[row]);
  }
}

void Evaluator::grade_all(const ByGradeEntries& grade, DefinitionId id, DefinitionMemo& memo) {
  const program::Definition& definition = program_.at(id);
  CutState state{.definition = definition, .id = id, .rows = {}, .lines = {}};
  enter_rows(memo, state);
  computing_.emplace_back(id, UINT32_MAX);
  apply_early_entries(grade, state);
  for (uint32_t i = 0; i < grade.entries.size(); ++i) {
    const GradeEntry& entry = grade.entries[i];
    if (entry.is_veto) continue;
    switch (entry.form) {
      case GradeForm::When:
        if (grade.in_order) apply_when(entry, i, state);
        break;
      case GradeForm::Top:
      case GradeForm::Next: apply_cut(entry, i, state); break;
      case GradeForm::Otherwise:
        if (grade.in_order) apply_otherwise(entry, i, state);
        break;
    }
  }
  for (uint32_t i = 0; i < grade.entries.size() && !grade.in_order; ++i) {
    if (grade.entries[i].form == GradeForm::Otherwise) apply_otherwise(grade.entries[i], i, state);
  }
  apply_late_vetoes(grade, state);
  for (uint32_t row = 0; row < state.rows.size(); ++row) {
    const CutState::RowState& at = state.rows[row];
    if (at.is_kept && !at.is_pinned) memo.values[row] = quarantined(definition.table, row);
    if (at.is_pinned || !at.is_in) continue;
    computing_.back().second = row;
    const Value given = not_given(definition.bases);
    const bool is_open = at.is_open || given != Value(true);
    memo.fired[row] = is_open ? -1 : at.fired;
    if (is_open)
      memo.values[row] = given != Value(true) ? given : at.open;
    else if (at.has_label)
      memo.values[row] = program::Label{definition.type.enumeration, at.label};
    else
      memo.values[row] = faulty_here(PlaceKind::NoCaseHolds);
  }
  computing_.pop_back();
}

Value Evaluator::compute_by(const ByGradeEntries& grade, DefinitionId id, uint32_t row, DefinitionMemo& memo) {
  if (!memo.is_whole_done) {
    grade_all(grade, id, memo);
    memo.is_whole_done = true;
  }
  return memo.values[row];
}

}  // namespace plumb::eval
