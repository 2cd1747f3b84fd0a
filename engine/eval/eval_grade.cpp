// Grades: vetoes and findings first, then the cuts of rankings in order, then the rest, then late vetoes.
#include <algorithm>

#include "eval/grade_state.h"

namespace plumb::eval {

using program::ByGradeEntries;
using program::GradeEntry;
using program::GradeForm;

// A veto may stand beside any entry, the lower label wins; two findings that give two labels clash (law L7).
void Evaluator::apply_when(const GradeEntry& entry, uint32_t index, bool may_clash, CutState& state) {
  for (uint32_t row = 0; row < state.rows.size(); ++row) {
    CutState::RowState& at = state.rows[row];
    if (!at.is_in || at.is_open || (at.has_label && !may_clash)) continue;
    if (at.has_label && at.fired < 0) continue;  // pinned
    const auto& entries = std::get<ByGradeEntries>(state.definition.by).entries;
    const bool is_vetoed = at.has_label && entries[static_cast<size_t>(at.fired)].is_veto;
    if (is_vetoed && !entry.is_veto) continue;  // a veto before the cut needs nothing further
    computing_.back().second = row;
    Value holds = condition_on_row(entry.condition, state.definition.table, row);
    if (holds == Value(true)) holds = not_given(entry.bases);
    if (!program::is_known(holds)) {
      state.leave_open(row, holds);
    } else if (std::get<bool>(holds)) {
      if (entry.no_better) {
        if (!at.is_capped || entry.label < at.cap) at.capped_by = static_cast<int32_t>(index);
        at.cap = at.is_capped ? std::min(at.cap, entry.label) : entry.label;
        at.is_capped = true;
      } else if (!at.has_label || (entry.is_veto && entry.label < at.label)) {
        state.take(row, entry.label, index, false);
      } else if (!entry.is_veto && at.label != entry.label) {
        state.leave_open(row, faulty_here(PlaceKind::ExceptionClash,
                                          entries[static_cast<size_t>(at.fired)].rule + ", " + entry.rule));
      }
    }
  }
}

void Evaluator::apply_early_entries(const ByGradeEntries& grade, CutState& state) {
  for (uint32_t i = 0; i < grade.entries.size(); ++i) {
    if (grade.entries[i].is_veto && !grade.entries[i].after_cut) apply_when(grade.entries[i], i, true, state);
  }
  for (uint32_t i = 0; i < grade.entries.size() && !grade.in_order; ++i) {
    const GradeEntry& entry = grade.entries[i];
    if (!entry.is_veto && entry.form == GradeForm::When) apply_when(entry, i, true, state);
  }
}

void Evaluator::apply_otherwise(const GradeEntry& entry, uint32_t index, CutState& state) {
  for (uint32_t row = 0; row < state.rows.size(); ++row) {
    if (state.rows[row].is_free()) state.take(row, entry.label, index, false);
  }
}

// A late veto that sets the grade needs nothing of the cuts; one that caps it needs the grade.
void Evaluator::apply_late_vetoes(const ByGradeEntries& grade, CutState& state) {
  for (uint32_t row = 0; row < state.rows.size(); ++row) {
    CutState::RowState& at = state.rows[row];
    if (!at.is_in || (at.has_label && at.fired < 0)) continue;
    computing_.back().second = row;
    int32_t sets = -1;
    Value open = true;
    for (uint32_t i = 0; i < grade.entries.size() && open == Value(true); ++i) {
      const GradeEntry& entry = grade.entries[i];
      if (!entry.is_veto || !entry.after_cut) continue;
      const Value holds = condition_on_row(entry.condition, state.definition.table, row);
      if (!program::is_known(holds)) {
        open = holds;
      } else if (std::get<bool>(holds) && entry.no_better) {
        if (!at.is_capped || entry.label < at.cap) at.capped_by = static_cast<int32_t>(i);
        at.cap = at.is_capped ? std::min(at.cap, entry.label) : entry.label;
        at.is_capped = true;
      } else if (std::get<bool>(holds) && (sets < 0 || entry.label < grade.entries[static_cast<size_t>(sets)].label)) {
        sets = static_cast<int32_t>(i);
      }
    }
    if (open != Value(true)) {
      if (!at.is_open) state.leave_open(row, open);
      continue;
    }
    if (sets >= 0) {
      const uint16_t label = grade.entries[static_cast<size_t>(sets)].label;
      // A veto or finding that set a worse grade stays: a later one does not lift it.
      const bool is_worse_already = at.has_label && !at.is_open && !at.taken_by_cut && at.label < label;
      if (is_worse_already) continue;
      if (!at.has_label || at.is_open || label != at.label) state.take(row, label, static_cast<uint32_t>(sets), false);
      at.is_open = false;
    }
    if (at.is_capped && !at.is_open && at.has_label && at.label > at.cap) {
      state.take(row, at.cap, static_cast<uint32_t>(at.capped_by), at.taken_by_cut);
    }
  }
}

void Evaluator::grade_all(const ByGradeEntries& grade, DefinitionId id, DefinitionMemo& memo) {
  const program::Definition& definition = program_.at(id);
  CutState state{.definition = definition, .id = id, .rows = {}, .carries = {}};
  state.rows.resize(memo.values.size());
  for (uint32_t row = 0; row < state.rows.size(); ++row) {
    if (is_taken_out(definition.table, row)) continue;
    Value is_in = definition.domain.valid() ? membership(definition.domain, row) : Value(true);
    if (!definition.domain.valid() && is_row_faulty(definition.table, row)) is_in = row_fault(definition.table, row, {});
    if (!program::is_known(is_in)) {
      if (state.population_open == Value(true)) state.population_open = is_in;
      continue;
    }
    if (!std::get<bool>(is_in)) continue;
    state.rows[row].is_in = true;
    // A pinned grade is a grade that the row already has.
    const auto* pinned = memo.states[row] == State::Done ? std::get_if<program::Label>(&memo.values[row]) : nullptr;
    if (pinned != nullptr) state.rows[row].has_label = true;
    if (memo.states[row] == State::Done && pinned == nullptr) state.leave_open(row, memo.values[row]);
  }
  computing_.emplace_back(id, UINT32_MAX);
  apply_early_entries(grade, state);
  for (uint32_t i = 0; i < grade.entries.size(); ++i) {
    const GradeEntry& entry = grade.entries[i];
    if (entry.is_veto) continue;
    switch (entry.form) {
      case GradeForm::When:
        if (grade.in_order) apply_when(entry, i, false, state);
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
    if (memo.states[row] == State::Done || !at.is_in) continue;
    computing_.back().second = row;
    memo.fired[row] = at.is_open ? -1 : at.fired;
    if (at.is_open) memo.values[row] = at.open;
    else if (at.has_label) memo.values[row] = program::Label{definition.type.enumeration, at.label};
    else memo.values[row] = faulty_here(PlaceKind::NoCaseHolds);
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
