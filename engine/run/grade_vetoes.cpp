// Vetoes and findings of a grade. Their order in the file means nothing (law L7): all are asked, the lowest label wins,
// and one that is not known leaves the row open only where its answer could change the grade (law L6).
#include <algorithm>
#include <optional>

#include "run/grade_rows.h"

namespace plumb::run {

using program::GradeEntry;
using program::GradeForm;

namespace {

bool is_veto_before(const GradeEntry& entry) { return entry.is_veto && !entry.after_cut; }
bool is_veto_after(const GradeEntry& entry) { return entry.is_veto && entry.after_cut; }
bool is_finding(const GradeEntry& entry) { return !entry.is_veto && entry.form == GradeForm::When; }

}  // namespace

void Grader::cap(uint32_t row, uint32_t entry) {
  GradeRow& at = rows_[row];
  if (at.cap_entry >= 0 && at.cap <= entry_at(entry).label) return;
  at.cap = entry_at(entry).label;
  at.cap_entry = static_cast<int32_t>(entry);
}

void Grader::apply_before() {
  for (uint32_t row = 0; row < rows_.size(); ++row) {
    if (rows_[row].is_free()) decide_before(row);
  }
}

void Grader::decide_before(uint32_t row) {
  struct Waiting {
    uint32_t entry;
    Lane why;
  };
  std::vector<Waiting> waiting;
  std::vector<uint32_t> found;
  std::optional<uint32_t> veto;
  for (uint32_t i = 0; i < by_.entries.size(); ++i) {
    if (!is_veto_before(entry_at(i))) continue;
    const Lane met = holds(i, row);
    if (met.state != state::Known)
      waiting.push_back({i, met});
    else if (met.integer != 0 && entry_at(i).no_better)
      cap(row, i);
    else if (met.integer != 0 && (!veto || entry_at(i).label < entry_at(*veto).label))
      veto = i;
  }
  for (uint32_t i = 0; i < by_.entries.size() && !by_.in_order; ++i) {
    // A veto beside a finding that is no worse needs nothing of it.
    if (!is_finding(entry_at(i)) || (veto && entry_at(i).label >= entry_at(*veto).label)) continue;
    const Lane met = holds(i, row);
    if (met.state != state::Known)
      waiting.push_back({i, met});
    else if (met.integer != 0)
      found.push_back(i);
  }
  // A finding that was asked beside a veto is worse than it.
  std::optional<uint32_t> decides = veto;
  uint16_t best = 0;
  for (const uint32_t one : found) {
    best = std::max(best, entry_at(one).label);
    const bool is_first = !decides || !is_finding(entry_at(*decides));
    if (is_first || entry_at(one).label < entry_at(*decides).label) decides = one;
  }
  const uint16_t label = decides ? entry_at(*decides).label : uint16_t{0};
  const bool is_clash = !found.empty() && best != label;
  for (const Waiting& one : waiting) {
    const GradeEntry& entry = entry_at(one.entry);
    bool matters = !decides || entry.label < label;
    if (is_clash)
      matters = is_veto_before(entry) && !entry.no_better && entry.label <= best;
    else if (is_finding(entry))
      matters = found.empty() || entry.label != label;
    else if (entry.no_better && rows_[row].cap_entry >= 0 && rows_[row].cap <= entry.label)
      matters = false;
    if (matters) return leave_open(row, one.why);
  }
  if (!is_clash) {
    if (decides) take(row, *decides, true);
    return;
  }
  const auto other = std::find_if(found.begin(), found.end(),
                                  [&](uint32_t one) { return entry_at(one).label != entry_at(found.front()).label; });
  results::Place place{.kind = PlaceKind::ExceptionClash,
                       .definition = id_,
                       .table = definition_.table,
                       .row = row,
                       .detail = entry_at(found.front()).rule + ", " + entry_at(*other).rule};
  leave_open(row, {.state = state::Open, .open = context_.interned.open(std::move(place), false)});
}

// Does a veto or finding of before hold, or may it, that gives a worse label than this one?
bool Grader::may_be_worse(uint16_t label, uint32_t row) {
  for (uint32_t i = 0; i < by_.entries.size(); ++i) {
    const GradeEntry& entry = entry_at(i);
    if ((!is_veto_before(entry) && !is_finding(entry)) || entry.label >= label) continue;
    const Lane met = holds(i, row);
    const bool is_false = met.state == state::Known && met.integer == 0;
    if (entry.no_better ? met.state != state::Known : !is_false) return true;  // a cap that holds is counted as such
  }
  return false;
}

void Grader::apply_after() {
  const bool has_any = std::any_of(by_.entries.begin(), by_.entries.end(),
                                   [](const GradeEntry& entry) { return is_veto_after(entry) || entry.no_better; });
  for (uint32_t row = 0; has_any && row < rows_.size(); ++row) {
    if (rows_[row].standing == GradeRow::Standing::In && !rows_[row].is_pinned) decide_after(row);
  }
}

// A late veto sets what a cut or the rest gave, but does not lift a worse label that a veto or finding set. One that sets
// the grade needs nothing of the cuts; one that caps it needs the grade.
void Grader::decide_after(uint32_t row) {
  struct Waiting {
    uint32_t entry;
    Lane why;
  };
  std::vector<Waiting> waiting;
  std::optional<uint32_t> sets;
  for (uint32_t i = 0; i < by_.entries.size(); ++i) {
    if (!is_veto_after(entry_at(i))) continue;
    const Lane met = holds(i, row);
    if (met.state != state::Known)
      waiting.push_back({i, met});
    else if (met.integer != 0 && entry_at(i).no_better)
      cap(row, i);
    else if (met.integer != 0 && (!sets || entry_at(i).label < entry_at(*sets).label))
      sets = i;
  }
  GradeRow& at = rows_[row];
  const bool is_found = at.has_label && !at.is_open && at.is_found;
  if (sets) {
    const uint16_t label = entry_at(*sets).label;
    if (at.is_open && may_be_worse(label, row)) return;
    if (!is_found || at.label > label) {
      take(row, *sets, true);
      at.is_open = false;
    }
  }
  if (at.is_open) return;
  if (at.cap_entry >= 0 && at.has_label && at.label > at.cap) take(row, static_cast<uint32_t>(at.cap_entry), at.is_found);
  const bool sets_whatever = !sets && !is_found;
  for (const Waiting& one : waiting) {
    const GradeEntry& entry = entry_at(one.entry);
    bool matters = true;
    if (at.has_label && (entry.no_better || !sets_whatever))
      matters = entry.label < at.label;
    else if (at.has_label)
      matters = (at.cap_entry >= 0 ? std::min(entry.label, at.cap) : entry.label) != at.label;
    if (matters) return leave_open(row, one.why);
  }
}

}  // namespace plumb::run
