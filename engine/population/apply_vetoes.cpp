#include "population/apply_vetoes.h"

#include <algorithm>
#include <vector>

namespace plumb::population {

using program::ByGradeEntries;
using program::GradeEntry;
using program::GradeForm;

namespace {

struct OpenEntry {
  uint32_t entry = 0;
  Openness why;
};
// What holds for a row, and what may.
struct Asked {
  std::optional<uint32_t> veto;    // the lowest that sets a label
  std::vector<uint32_t> findings;  // in reading order, as is `open`
  std::vector<OpenEntry> open;
};

bool is_veto_before(const GradeEntry& entry) { return entry.is_veto && !entry.after_cut; }
bool is_veto_after(const GradeEntry& entry) { return entry.is_veto && entry.after_cut; }
bool is_finding(const GradeEntry& entry) { return !entry.is_veto && entry.form == GradeForm::When; }

uint16_t label_of(const ByGradeEntries& grade, uint32_t entry) { return grade.entries[entry].label; }

template <class IsAsked>
void ask_vetoes(const ByGradeEntries& grade, const AskEntry& holds, const IsAsked& is_asked, GradeRow& row, Asked& asked) {
  for (uint32_t i = 0; i < grade.entries.size(); ++i) {
    const GradeEntry& entry = grade.entries[i];
    if (!is_asked(entry)) continue;
    const Truth met = holds(i);
    if (!met.is_known())
      asked.open.push_back({i, met.why});
    else if (met.holds && entry.no_better)
      row.limit(entry.label, i);
    else if (met.holds && (!asked.veto || entry.label < label_of(grade, *asked.veto)))
      asked.veto = i;
  }
}

void ask_findings(const ByGradeEntries& grade, const AskEntry& holds, Asked& asked) {
  for (uint32_t i = 0; i < grade.entries.size(); ++i) {
    const GradeEntry& entry = grade.entries[i];
    if (!is_finding(entry) || (asked.veto && entry.label >= label_of(grade, *asked.veto))) continue;
    const Truth met = holds(i);
    if (!met.is_known())
      asked.open.push_back({i, met.why});
    else if (met.holds)
      asked.findings.push_back(i);
  }
}

// Does a veto or finding of before hold, or may it, that gives a worse label than this one?
bool may_be_worse(const ByGradeEntries& grade, const AskEntry& holds, uint16_t label) {
  for (uint32_t i = 0; i < grade.entries.size(); ++i) {
    const GradeEntry& entry = grade.entries[i];
    if ((!is_veto_before(entry) && !is_finding(entry)) || entry.label >= label) continue;
    const Truth met = holds(i);
    if (entry.no_better ? !met.is_known() : !met.is_false()) return true;  // a cap that holds is counted as such
  }
  return false;
}

}  // namespace

// Two findings that give two labels clash, unless a veto is at least as low as the better of them.
std::optional<FindingClash> apply_vetoes_before(const ByGradeEntries& grade, const AskEntry& holds, GradeRow& row) {
  Asked asked;
  ask_vetoes(grade, holds, is_veto_before, row, asked);
  if (!grade.in_order) ask_findings(grade, holds, asked);
  const auto by_label = [&](uint32_t a, uint32_t b) { return label_of(grade, a) < label_of(grade, b); };
  std::optional<uint32_t> decides = asked.veto;
  uint16_t best_found = 0;
  if (!asked.findings.empty()) {
    decides = *std::min_element(asked.findings.begin(), asked.findings.end(), by_label);
    best_found = label_of(grade, *std::max_element(asked.findings.begin(), asked.findings.end(), by_label));
  }
  const uint16_t label = decides ? label_of(grade, *decides) : uint16_t{0};
  const bool is_clash = !asked.findings.empty() && best_found != label;
  const auto matters = [&](const OpenEntry& one) {
    const GradeEntry& entry = grade.entries[one.entry];
    if (is_clash) return is_veto_before(entry) && !entry.no_better && entry.label <= best_found;
    if (is_finding(entry)) return asked.findings.empty() || entry.label != label;
    if (entry.no_better && row.cap_entry >= 0 && row.cap <= entry.label) return false;
    return !decides || entry.label < label;
  };
  const auto open = std::find_if(asked.open.begin(), asked.open.end(), matters);
  if (open != asked.open.end()) {
    row.leave_open(open->why);
  } else if (is_clash) {
    const uint32_t first = asked.findings.front();
    const auto other = std::find_if(asked.findings.begin(), asked.findings.end(),
                                    [&](uint32_t one) { return label_of(grade, one) != label_of(grade, first); });
    return FindingClash{first, *other};
  } else if (decides) {
    row.take(label, *decides, true);
  }
  return std::nullopt;
}

void apply_vetoes_after(const ByGradeEntries& grade, const AskEntry& holds, GradeRow& row) {
  Asked asked;
  ask_vetoes(grade, holds, is_veto_after, row, asked);
  const bool was_found = row.has_label && !row.is_open && row.is_found;
  if (asked.veto) {
    const uint16_t label = label_of(grade, *asked.veto);
    if (row.is_open && may_be_worse(grade, holds, label)) return;
    if (!was_found || row.label > label) {
      row.take(label, *asked.veto, true);
      row.is_open = false;
    }
  }
  if (row.is_open) return;
  if (row.cap_entry >= 0 && row.has_label && row.label > row.cap)
    row.take(row.cap, static_cast<uint32_t>(row.cap_entry), row.is_found);
  const bool sets_whatever = !asked.veto && !was_found;
  const auto matters = [&](const OpenEntry& one) {
    const GradeEntry& entry = grade.entries[one.entry];
    if (!row.has_label) return true;
    if (entry.no_better || !sets_whatever) return entry.label < row.label;
    return (row.cap_entry >= 0 ? std::min(entry.label, row.cap) : entry.label) != row.label;
  };
  const auto open = std::find_if(asked.open.begin(), asked.open.end(), matters);
  if (open != asked.open.end()) row.leave_open(open->why);
}

bool has_vetoes_after(const ByGradeEntries& grade) {
  return std::any_of(grade.entries.begin(), grade.entries.end(),
                     [](const GradeEntry& entry) { return is_veto_after(entry) || entry.no_better; });
}

}  // namespace plumb::population
