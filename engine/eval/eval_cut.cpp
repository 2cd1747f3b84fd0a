// One cut of a ranking: base, size, the tie on the line, what is carried on to the next cut (law L10).
#include <algorithm>

#include "eval/grade_state.h"
#include "eval/tie_subject.h"

namespace plumb::eval {

using base::Number;
using program::GradeEntry;
using program::GradeForm;

// True or false, or the value that stands where a key was due.
Value Evaluator::in_stratum(const program::Ranking& ranking, const results::Stratum& stratum, uint32_t row) {
  for (size_t i = 0; i < ranking.strata.size(); ++i) {
    const Value key = condition_on_row(ranking.strata[i], ranking.table, row);
    if (!program::is_known(key)) return key;
    if (key != stratum.key[i]) return false;
  }
  return true;
}

// Not false: the row may turn out to have a place in the ranking.
bool Evaluator::may_be_ranked(const program::Ranking& ranking, uint32_t row) {
  if (ranking.domain.valid() && membership(ranking.domain, row) == Value(false)) return false;
  return !ranking.without.valid() || condition_on_row(ranking.without, ranking.table, row) != Value(true);
}

// Who is ranked here and has no grade yet, or the members of the named base that belong here. Who is in quarantine
// with its place kept stands in both.
Value Evaluator::cut_base(const GradeEntry& entry, const results::Stratum& stratum, const CutState& state, uint64_t& base) {
  const program::Ranking& ranking = program_.at(entry.ranking);
  const auto count = [&](uint32_t row) {
    Value is_here = in_stratum(ranking, stratum, row);
    if (!program::is_known(is_here)) return is_here;
    base += std::get<bool>(is_here) ? 1 : 0;
    return Value(true);
  };
  if (entry.base.valid()) {
    const RowSet& named = whole_set(program_.at(entry.base).table, entry.base, UINT32_MAX);
    Value open = named.open;
    for (size_t i = 0; i < named.rows.size() && open == Value(true); ++i) open = count(named.rows[i]);
    return open;
  }
  for (const results::RankedRow& row : stratum.rows) base += state.may_take(row.row, entry.label) ? 1 : 0;
  for (uint32_t row = 0; row < state.rows.size() && !kept_[ranking.table.value].empty(); ++row) {
    if (!state.rows[row].is_kept) continue;
    const Value is_member = ranking.domain.valid() ? membership(ranking.domain, row) : Value(true);
    if (!program::is_known(is_member)) return is_member;
    const Value without = ranking.without.valid() ? condition_on_row(ranking.without, ranking.table, row) : Value(false);
    if (!program::is_known(without)) return without;
    if (!std::get<bool>(is_member) || std::get<bool>(without)) continue;
    const Value counted = count(row);
    if (counted != Value(true)) return counted;
  }
  return true;
}

Value Evaluator::cut_size(const GradeEntry& entry, uint64_t base, int64_t& size) {
  Value value = evaluate_on(entry.size, {});
  if (!program::is_known(value)) return value;
  Number number = std::get<Number>(value);
  const program::Type& type = program_.at(entry.size).type;
  if (type.is_ratio) number *= Number(base);
  if (entry.size_rounding) number = number.round_to(Number(1), *entry.size_rounding);
  const std::optional<int64_t> whole = number.to_int64();
  if (!whole) return faulty_here(PlaceKind::BrokenPromise, number.to_string());
  size = std::max<int64_t>(0, *whole);
  return true;
}

void Evaluator::apply_cut(const GradeEntry& entry, uint32_t index, CutState& state) {
  computing_.back().second = UINT32_MAX;
  const results::RankingResult& ranked = ranking(entry.ranking);
  for (uint32_t row = 0; row < state.rows.size() && ranked.open != Value(true); ++row) {
    if (state.rows[row].is_free() && may_be_ranked(program_.at(entry.ranking), row)) state.leave_open(row, ranked.open);
  }
  for (const results::WaitingRow& waiting : ranked.waiting) {
    if (state.rows[waiting.row].is_free()) state.leave_open(waiting.row, waiting.open);
  }
  computing_.back().second = UINT32_MAX;
  for (uint32_t stratum = 0; stratum < ranked.strata.size(); ++stratum) cut_stratum(entry, index, ranked, stratum, state);
}

void Evaluator::cut_stratum(const GradeEntry& entry, uint32_t index, const results::RankingResult& ranked, uint32_t stratum,
                            CutState& state) {
  const std::vector<results::RankedRow>& rows = ranked.strata[stratum].rows;
  CutState::Line& line = state.lines[{entry.ranking.value, stratum}];
  const auto leave_rest = [&](const Value& why) {
    for (const results::RankedRow& row : rows) {
      if (state.rows[row.row].is_free()) state.leave_open(row.row, why);
    }
  };
  if (line.is_waiting) return leave_rest(line.waits_for);
  // Who may still turn out to be graded or to be no member leaves base and line open; the first by key is named.
  uint32_t open_row = UINT32_MAX;
  for (const results::RankedRow& row : rows) {
    const CutState::RowState& at = state.rows[row.row];
    if ((at.is_in && at.is_open) || at.is_unsure) open_row = std::min(open_row, row.row);
  }
  if (open_row != UINT32_MAX) return leave_rest(Value(state.rows[open_row].open));
  uint64_t base = 0;
  int64_t size = 0;
  Value sized = cut_base(entry, ranked.strata[stratum], state, base);
  // A number of places does not need the base.
  if (sized == Value(true) || !program_.at(entry.size).type.is_ratio) sized = cut_size(entry, base, size);
  if (sized != Value(true)) return leave_rest(sized);
  // 前 n counts places from the top; 其后 n from where the last cut stopped.
  const int64_t end = entry.form == GradeForm::Top ? size : line.places + size;
  const uint64_t places = static_cast<uint64_t>(std::max<int64_t>(0, end - line.used));
  results::CutResult cut{.grade = state.id, .entry = index, .stratum = stratum, .tied_on_line = {}};
  cut.base = static_cast<uint32_t>(base);
  cut.size = static_cast<uint32_t>(places);
  const Value given = not_given(entry.bases);
  std::vector<uint32_t> tied;
  for (size_t i = 0; i < rows.size() && cut.taken < places;) {
    tied.clear();
    const uint32_t group = rows[i].tie_group;
    for (; i < rows.size() && rows[i].tie_group == group; ++i) {
      if (state.may_take(rows[i].row, entry.label)) tied.push_back(rows[i].row);
    }
    const bool is_over = cut.taken + tied.size() > places;
    if (!take_tied(entry, tied, places - cut.taken, given, cut, state)) {
      line.is_waiting = true;
      line.waits_for = state.rows[tied.front()].open;
      leave_rest(line.waits_for);
    }
    if (is_over) break;
  }
  line.used += cut.taken;
  line.places = std::max(line.places, end);
  if (line.used < line.places && !entry.vacancy_filled) line.used = line.places;
  if (line.used > line.places && !entry.shrinks_next) line.used = line.places;
  cuts_.push_back(std::move(cut));
}

// Takes rows of equal keys. Where there are more than places, the tie is answered; false: its answer is waited for.
bool Evaluator::take_tied(const GradeEntry& entry, const std::vector<uint32_t>& tied, uint64_t places, const Value& given,
                          results::CutResult& cut, CutState& state) {
  const program::Ranking& ranked = program_.at(entry.ranking);
  const auto take = [&](uint32_t row) {
    // Whom a rule hits that no document gives waits, as whoever comes after it in the ranking.
    if (given == Value(true))
      state.take(row, entry.label, cut.entry, false);
    else
      state.leave_open(row, given);
    ++cut.taken;
  };
  const bool is_over = tied.size() > places;
  if (is_over) cut.tied_on_line = tied;
  if (is_over && ranked.ties == program::TiePolicy::Refer) {
    const std::string& label = program_.at(state.definition.type.enumeration).labels[entry.label];
    const results::Place place{
        .kind = PlaceKind::TiePending, .definition = state.id, .table = ranked.table, .row = tied.front(), .detail = label};
    Value open = true;
    const std::string line = tie_line(program_, data_, state.id, cut.entry, ranking(entry.ranking).strata[cut.stratum].key);
    const std::vector<uint32_t> ordered = decide_tie(ranked.judgement, ranked.table, tied, line, place, open);
    for (uint64_t i = 0; i < places && open == Value(true); ++i) take(ordered[i]);
    for (size_t i = 0; i < tied.size() && open != Value(true); ++i) state.leave_open(tied[i], open);
    return open == Value(true);
  }
  if (is_over && (ranked.ties == program::TiePolicy::AllOut || !entry.overflow_in)) return true;
  for (const uint32_t row : tied) take(row);
  return true;
}

}  // namespace plumb::eval
