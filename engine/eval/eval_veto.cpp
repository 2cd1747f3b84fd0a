// Vetoes and findings of a grade. Their order in the file means nothing (law L7): all are asked, the lower label
// wins, and one that is not known leaves the row open only where its answer could change the grade (law L6).
#include <algorithm>

#include "eval/grade_state.h"

namespace plumb::eval {

using program::ByGradeEntries;
using program::GradeEntry;
using program::GradeForm;

namespace {

struct OpenEntry {
  uint32_t index = 0;
  Value why;
};

bool is_early_veto(const GradeEntry& entry) { return entry.is_veto && !entry.after_cut; }
bool is_late_veto(const GradeEntry& entry) { return entry.is_veto && entry.after_cut; }
bool is_finding(const GradeEntry& entry) { return !entry.is_veto && entry.form == GradeForm::When; }

}  // namespace

// What holds for one row before the cuts, and what may.
struct Evaluator::EarlyEntries {
  int32_t veto = -1;  // the lowest that sets a label
  std::vector<uint32_t> findings;
  std::vector<OpenEntry> open;  // in reading order
};
struct Evaluator::LateVetoes {
  int32_t sets = -1;  // the lowest that sets a label
  std::vector<OpenEntry> open;
};

void Evaluator::apply_early_entries(const ByGradeEntries& grade, CutState& state) {
  for (uint32_t row = 0; row < state.rows.size(); ++row) {
    if (!state.rows[row].is_free()) continue;
    EarlyEntries early;
    for (uint32_t i = 0; i < grade.entries.size(); ++i) {
      const GradeEntry& entry = grade.entries[i];
      if (!is_early_veto(entry)) continue;
      const Value holds = entry_holds(entry, state, row);
      if (!program::is_known(holds))
        early.open.push_back({i, holds});
      else if (!std::get<bool>(holds))
        continue;
      else if (entry.no_better)
        state.cap(row, entry.label, i);
      else if (early.veto < 0 || entry.label < grade.entries[static_cast<size_t>(early.veto)].label)
        early.veto = static_cast<int32_t>(i);
    }
    for (uint32_t i = 0; i < grade.entries.size() && !grade.in_order; ++i) {
      const GradeEntry& entry = grade.entries[i];
      // A veto beside a finding that is no worse needs nothing of it.
      const bool is_asked = early.veto < 0 || entry.label < grade.entries[static_cast<size_t>(early.veto)].label;
      if (!is_finding(entry) || !is_asked) continue;
      const Value holds = entry_holds(entry, state, row);
      if (!program::is_known(holds))
        early.open.push_back({i, holds});
      else if (std::get<bool>(holds))
        early.findings.push_back(i);
    }
    decide_early(grade, early, row, state);
  }
}

// Two findings that give two labels clash (law L7), unless a veto is at least as low as the better of them.
void Evaluator::decide_early(const ByGradeEntries& grade, EarlyEntries& early, uint32_t row, CutState& state) {
  const auto label_of = [&](uint32_t index) { return grade.entries[index].label; };
  const auto by_label = [&](uint32_t a, uint32_t b) { return label_of(a) < label_of(b); };
  int32_t decides = early.veto;
  uint16_t best_found = 0;
  if (!early.findings.empty()) {
    decides = static_cast<int32_t>(*std::min_element(early.findings.begin(), early.findings.end(), by_label));
    best_found = label_of(*std::max_element(early.findings.begin(), early.findings.end(), by_label));
  }
  const bool is_decided = decides >= 0;
  const uint16_t label = is_decided ? label_of(static_cast<uint32_t>(decides)) : uint16_t{0};
  const bool is_clash = !early.findings.empty() && best_found != label;
  const CutState::RowState& at = state.rows[row];
  const auto matters = [&](const OpenEntry& one) {
    const GradeEntry& entry = grade.entries[one.index];
    if (is_clash) return is_early_veto(entry) && !entry.no_better && entry.label <= best_found;
    if (is_finding(entry)) return early.findings.empty() || entry.label != label;
    if (entry.no_better && at.is_capped && at.cap <= entry.label) return false;
    return !is_decided || entry.label < label;
  };
  const auto open = std::find_if(early.open.begin(), early.open.end(), matters);
  if (open != early.open.end()) return state.leave_open(row, open->why);
  if (is_clash) {
    const uint32_t first = early.findings.front();
    const auto other =
        std::find_if(early.findings.begin(), early.findings.end(), [&](uint32_t i) { return label_of(i) != label_of(first); });
    computing_.back().second = row;
    return state.leave_open(
        row, faulty_here(PlaceKind::ExceptionClash, grade.entries[first].rule + ", " + grade.entries[*other].rule));
  }
  if (is_decided) state.take(row, label, static_cast<uint32_t>(decides), true);
}

// Does a veto or finding of before hold, or may it, that gives a worse label than this one?
bool Evaluator::may_be_worse(const ByGradeEntries& grade, uint16_t label, uint32_t row, const CutState& state) {
  return std::any_of(grade.entries.begin(), grade.entries.end(), [&](const GradeEntry& entry) {
    if ((!is_early_veto(entry) && !is_finding(entry)) || entry.label >= label) return false;
    const Value holds = entry_holds(entry, state, row);
    return entry.no_better ? !program::is_known(holds) : holds != Value(false);  // a cap that holds is counted as such
  });
}

void Evaluator::apply_late_vetoes(const ByGradeEntries& grade, CutState& state) {
  if (std::none_of(grade.entries.begin(), grade.entries.end(), is_late_veto) &&
      std::none_of(grade.entries.begin(), grade.entries.end(), [](const GradeEntry& entry) { return entry.no_better; })) {
    return;
  }
  for (uint32_t row = 0; row < state.rows.size(); ++row) {
    if (!state.rows[row].is_in || state.rows[row].is_pinned) continue;
    LateVetoes late;
    for (uint32_t i = 0; i < grade.entries.size(); ++i) {
      const GradeEntry& entry = grade.entries[i];
      if (!is_late_veto(entry)) continue;
      const Value holds = entry_holds(entry, state, row);
      if (!program::is_known(holds))
        late.open.push_back({i, holds});
      else if (!std::get<bool>(holds))
        continue;
      else if (entry.no_better)
        state.cap(row, entry.label, i);
      else if (late.sets < 0 || entry.label < grade.entries[static_cast<size_t>(late.sets)].label)
        late.sets = static_cast<int32_t>(i);
    }
    decide_late(grade, late, row, state);
  }
}

// A late veto sets what a cut or the rest gave, but does not lift a worse label that a veto or finding set. One that
// sets the grade needs nothing of the cuts; one that caps it needs the grade.
void Evaluator::decide_late(const ByGradeEntries& grade, LateVetoes& late, uint32_t row, CutState& state) {
  CutState::RowState& at = state.rows[row];
  const bool is_found = at.has_label && !at.is_open && at.is_found;
  if (late.sets >= 0) {
    const uint16_t label = grade.entries[static_cast<size_t>(late.sets)].label;
    if (at.is_open && may_be_worse(grade, label, row, state)) return;
    if (!(is_found && at.label <= label)) {
      state.take(row, label, static_cast<uint32_t>(late.sets), true);
      at.is_open = false;
    }
  }
  if (at.is_open) return;
  if (at.is_capped && at.has_label && at.label > at.cap)
    state.take(row, at.cap, static_cast<uint32_t>(at.capped_by), at.is_found);
  const bool sets_whatever = late.sets < 0 && !is_found;
  const auto matters = [&](const OpenEntry& one) {
    const GradeEntry& entry = grade.entries[one.index];
    if (!at.has_label) return true;
    if (entry.no_better || !sets_whatever) return entry.label < at.label;
    return (at.is_capped ? std::min(entry.label, at.cap) : entry.label) != at.label;
  };
  const auto open = std::find_if(late.open.begin(), late.open.end(), matters);
  if (open != late.open.end()) state.leave_open(row, open->why);
}

}  // namespace plumb::eval
