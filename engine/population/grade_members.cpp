#include "population/grade_members.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "population/apply_vetoes.h"
#include "population/cut_ranking.h"

namespace plumb::population {

using program::ByGradeEntries;
using program::GradeEntry;
using program::GradeForm;
using Standing = GradeRow::Standing;

namespace {

struct StratumLine {
  CutLine line;
  Openness waits_for;  // not known: a tie on an earlier line is not decided
};

class Grading {
 public:
  Grading(const ByGradeEntries& grade, GradeSource& source, std::vector<GradeRow>& rows)
      : grade_(grade), source_(source), rows_(rows) {}

  std::vector<results::CutResult> apply_all() {
    apply_before();
    for (uint32_t i = 0; i < grade_.entries.size(); ++i) {
      if (!grade_.entries[i].is_veto) apply_in_turn(i);
    }
    for (uint32_t i = 0; i < grade_.entries.size() && !grade_.in_order; ++i) {
      if (grade_.entries[i].form == GradeForm::Otherwise) apply_rest(i);
    }
    apply_after();
    return std::move(cuts_);
  }

 private:
  void apply_in_turn(uint32_t entry) {
    switch (grade_.entries[entry].form) {
      case GradeForm::Top:
      case GradeForm::Next: return apply_cut(entry);
      case GradeForm::When:
        if (grade_.in_order) apply_when(entry);
        return;
      case GradeForm::Otherwise:
        if (grade_.in_order) apply_rest(entry);
        return;
    }
  }

  void apply_before() {
    uint32_t row = 0;
    const AskEntry holds = [&](uint32_t entry) { return source_.holds(entry, row); };
    for (; row < rows_.size(); ++row) {
      if (!rows_[row].is_free()) continue;
      const std::optional<FindingClash> clash = apply_vetoes_before(grade_, holds, rows_[row]);
      if (clash) rows_[row].leave_open(source_.clash(row, clash->first, clash->other));
    }
  }

  void apply_after() {
    if (!has_vetoes_after(grade_)) return;
    uint32_t row = 0;
    const AskEntry holds = [&](uint32_t entry) { return source_.holds(entry, row); };
    for (; row < rows_.size(); ++row) {
      if (rows_[row].standing == Standing::In && !rows_[row].is_pinned) apply_vetoes_after(grade_, holds, rows_[row]);
    }
  }

  void apply_when(uint32_t entry) {
    for (uint32_t row = 0; row < rows_.size(); ++row) {
      if (!rows_[row].is_free()) continue;
      const Truth met = source_.holds(entry, row);
      if (!met.is_known())
        rows_[row].leave_open(met.why);
      else if (met.holds)
        rows_[row].take(grade_.entries[entry].label, entry, true);
    }
  }

  void apply_rest(uint32_t entry) {
    for (uint32_t row = 0; row < rows_.size(); ++row) {
      if (rows_[row].is_free()) take_or_wait(row, entry, source_.basis(entry, row));
    }
  }

  // Whom a rule hits that no document gives waits.
  void take_or_wait(uint32_t row, uint32_t entry, const Openness& basis) {
    if (basis.is_known())
      rows_[row].take(grade_.entries[entry].label, entry, false);
    else
      rows_[row].leave_open(basis);
  }

  void apply_cut(uint32_t entry) {
    const RankingSeen ranking = source_.ranking(entry);
    for (uint32_t row = 0; row < rows_.size() && !ranking.open.is_known(); ++row) {
      if (rows_[row].is_free() && !source_.is_ranked(entry, row).is_false()) rows_[row].leave_open(ranking.open);
    }
    for (const WaitingMember& waiting : ranking.waiting) {
      if (rows_[waiting.row].is_free()) rows_[waiting.row].leave_open(waiting.open);
    }
    for (uint32_t stratum = 0; stratum < ranking.strata.size(); ++stratum) cut_stratum(entry, ranking, stratum);
  }

  void cut_stratum(uint32_t entry, const RankingSeen& ranking, uint32_t stratum) {
    const std::vector<results::RankedRow>& ranked = ranking.strata[stratum].rows;
    StratumLine& at = lines_[{grade_.entries[entry].ranking.value, stratum}];
    if (!at.waits_for.is_known()) return leave_rest(ranked, at.waits_for);
    if (const std::optional<Openness> open = first_open(ranked)) return leave_rest(ranked, *open);
    results::CutResult cut{.grade = {}, .entry = entry, .stratum = stratum, .tied_on_line = {}};
    int64_t size = 0;
    const Openness open = measure(entry, ranking, cut, size);
    if (!open.is_known()) return leave_rest(ranked, open);
    const CutPlaces places = find_cut_places(grade_.entries[entry], at.line, size);
    cut.size = static_cast<uint32_t>(places.places);
    give_places(entry, ranking, places.places, cut, at);
    at.line = carry_on(grade_.entries[entry], at.line, places.end, cut.taken);
    cuts_.push_back(std::move(cut));
  }

  void leave_rest(const std::vector<results::RankedRow>& ranked, const Openness& why) {
    for (const results::RankedRow& row : ranked) {
      if (rows_[row.row].is_free()) rows_[row.row].leave_open(why);
    }
  }

  // Who may still turn out to be graded or to be no member leaves base and line open; the first by key is named.
  [[nodiscard]] std::optional<Openness> first_open(const std::vector<results::RankedRow>& ranked) const {
    uint32_t first = NoRow;
    for (const results::RankedRow& row : ranked) {
      const GradeRow& at = rows_[row.row];
      const bool is_open = at.standing == Standing::Unsure || (at.standing == Standing::In && at.is_open);
      if (is_open) first = std::min(first, row.row);
    }
    return first == NoRow ? std::nullopt : std::optional(rows_[first].open);
  }

  // A number of places does not need the base.
  [[nodiscard]] Openness measure(uint32_t entry, const RankingSeen& ranking, results::CutResult& cut, int64_t& size) {
    uint64_t base = 0;
    const Openness counted = count_base(entry, ranking, cut.stratum, base);
    cut.base = static_cast<uint32_t>(base);
    const bool is_ratio = source_.is_size_ratio(entry);
    if (is_ratio && !counted.is_known()) return counted;
    Quantity stated = source_.size(entry);
    if (!stated.is_known()) return stated.why;
    const CutSize found = find_cut_size(grade_.entries[entry], std::move(stated.number), is_ratio, base);
    if (!found.places) return source_.breach({.found = found.number.to_string()});
    size = *found.places;
    return {};
  }

  // Who is ranked here and has no grade yet, or the members of the named base that belong here. Who is in quarantine with
  // its place kept stands in both.
  [[nodiscard]] Openness count_base(uint32_t entry, const RankingSeen& ranking, uint32_t stratum, uint64_t& base) {
    const GradeEntry& cut = grade_.entries[entry];
    if (cut.base.valid()) {
      const RowsSeen named = source_.base(entry);
      if (!named.open.is_known()) return named.open;
      for (const uint32_t row : named.rows) {
        const Truth is_here = source_.is_in_stratum(entry, stratum, row);
        if (!is_here.is_known()) return is_here.why;
        base += is_here.holds ? 1 : 0;
      }
      return {};
    }
    for (const results::RankedRow& row : ranking.strata[stratum].rows) base += rows_[row.row].may_take(cut.label) ? 1 : 0;
    for (uint32_t row = 0; row < rows_.size(); ++row) {
      if (rows_[row].standing != Standing::Kept) continue;
      Truth is_here = source_.is_ranked(entry, row);
      if (is_here.is_true()) is_here = source_.is_in_stratum(entry, stratum, row);
      if (!is_here.is_known()) return is_here.why;
      base += is_here.holds ? 1 : 0;
    }
    return {};
  }

  void give_places(uint32_t entry, const RankingSeen& ranking, uint64_t places, results::CutResult& cut, StratumLine& at) {
    const std::vector<results::RankedRow>& ranked = ranking.strata[cut.stratum].rows;
    std::vector<CutMember> members;
    members.reserve(ranked.size());
    for (const results::RankedRow& row : ranked)
      members.push_back({row.row, row.tie_group, rows_[row.row].may_take(grade_.entries[entry].label)});
    CutShares shares = cut_ranking(grade_.entries[entry], ranking.rule.ties, members, places);
    if (shares.is_referred) {
      const TieDecision decision = source_.decide_tie(entry, cut.stratum, shares.tied_on_line);
      at.waits_for = decision.open;
      for (uint64_t i = 0; i < shares.places_for_tied && decision.open.is_known(); ++i) {
        shares.taken.push_back(decision.ordered[i]);
      }
    }
    const Openness basis = source_.basis(entry, NoRow);
    for (const uint32_t row : shares.taken) take_or_wait(row, entry, basis);
    cut.taken = static_cast<uint32_t>(shares.taken.size());
    cut.tied_on_line = std::move(shares.tied_on_line);
    // The tied, and whoever stands behind them.
    if (!at.waits_for.is_known()) leave_rest(ranked, at.waits_for);
  }

  const ByGradeEntries& grade_;
  GradeSource& source_;
  std::vector<GradeRow>& rows_;
  std::map<std::pair<uint32_t, uint32_t>, StratumLine> lines_;  // by ranking and stratum
  std::vector<results::CutResult> cuts_;
};

}  // namespace

std::vector<results::CutResult> grade_members(const ByGradeEntries& grade, GradeSource& source, std::vector<GradeRow>& rows) {
  return Grading(grade, source, rows).apply_all();
}

}  // namespace plumb::population
