// One cut of a ranking: base, size, the tie on the line, what is left over for the next cut (law L10).
#include <algorithm>

#include "eval/grade_state.h"

namespace plumb::eval {

using base::Number;
using program::GradeEntry;
using program::GradeForm;

// Who of the population has no grade yet, or the members of the named base; of the stratum where there are several.
Value Evaluator::cut_base(const GradeEntry& entry, const results::RankingResult& ranked, uint32_t stratum, const CutState& state,
                          uint64_t& base) {
  const program::Ranking& ranking = program_.at(entry.ranking);
  const auto is_in_stratum = [&](uint32_t row, Value& open) {
    for (size_t i = 0; i < ranking.strata.size(); ++i) {
      const Value key = condition_on_row(ranking.strata[i], ranking.table, row);
      if (!program::is_known(key)) {
        open = key;
        return false;
      }
      if (key != ranked.strata[stratum].key[i]) return false;
    }
    return true;
  };
  Value open = true;
  if (entry.base.valid()) {
    const RowSet& named = whole_set(program_.at(entry.base).table, entry.base, UINT32_MAX);
    open = named.open;
    for (size_t i = 0; i < named.rows.size() && open == Value(true); ++i) base += is_in_stratum(named.rows[i], open) ? 1 : 0;
    return open;
  }
  for (uint32_t row = 0; row < state.rows.size() && open == Value(true); ++row) {
    if (state.rows[row].is_free()) base += is_in_stratum(row, open) ? 1 : 0;
  }
  return open;
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
  const auto leave_all = [&](const Value& why) {
    for (uint32_t row = 0; row < state.rows.size(); ++row) {
      if (state.rows[row].is_free()) state.leave_open(row, why);
    }
  };
  // Who may still turn out to be graded or to be no member leaves base and line open; the first by key is named.
  computing_.back().second = UINT32_MAX;
  Value open = state.population_open;
  for (size_t row = 0; row < state.rows.size() && open == Value(true); ++row) {
    const CutState::RowState& at = state.rows[row];
    const bool waits_for_tie = std::any_of(state.carries.begin(), state.carries.end(), [&](const auto& carry) {
      // A tie of another ranking says nothing about who is left for this one.
      return carry.first.first == entry.ranking.value && carry.second.is_waiting && carry.second.waits_for == at.open;
    });
    if (at.is_in && at.is_open && !waits_for_tie) open = at.open;
  }
  if (open != Value(true)) return leave_all(open);
  const results::RankingResult& ranked = ranking(entry.ranking);
  if (ranked.open != Value(true)) return leave_all(ranked.open);
  for (uint32_t stratum = 0; stratum < ranked.strata.size(); ++stratum) cut_stratum(entry, index, ranked, stratum, state);
}

void Evaluator::cut_stratum(const GradeEntry& entry, uint32_t index, const results::RankingResult& ranked, uint32_t stratum,
                            CutState& state) {
  const std::vector<results::RankedRow>& rows = ranked.strata[stratum].rows;
  CutState::Carry& carry = state.carries[{entry.ranking.value, stratum}];
  const auto leave_rest = [&](const Value& why) {
    for (const results::RankedRow& row : rows) {
      if (state.rows[row.row].is_free()) state.leave_open(row.row, why);
    }
  };
  if (carry.is_waiting) return leave_rest(carry.waits_for);
  results::CutResult cut{.grade = state.id, .entry = index, .stratum = stratum, .tied_on_line = {}};
  uint64_t base = 0;
  int64_t size = 0;
  Value sized = cut_base(entry, ranked, stratum, state, base);
  if (sized == Value(true)) sized = cut_size(entry, base, size);
  if (sized != Value(true)) return leave_rest(sized);
  // 前 n counts from the top; 其后 n from where the last cut stopped.
  const bool counts_from_top = entry.form == GradeForm::Top;
  const int64_t wanted = size + (counts_from_top ? -static_cast<int64_t>(carry.used) : carry.next);
  const uint64_t places = static_cast<uint64_t>(std::max<int64_t>(0, wanted));
  cut.base = static_cast<uint32_t>(base);
  cut.size = static_cast<uint32_t>(places);
  carry.next = 0;
  std::vector<uint32_t> tied;
  for (size_t i = 0; i < rows.size() && cut.taken < places;) {
    tied.clear();
    const uint32_t group = rows[i].tie_group;
    for (; i < rows.size() && rows[i].tie_group == group; ++i) {
      if (state.may_take(rows[i].row, entry.label)) tied.push_back(rows[i].row);
    }
    if (cut.taken + tied.size() > places) {
      if (!take_tied(entry, index, tied, places - cut.taken, cut, state)) {
        carry.is_waiting = true;
        carry.waits_for = state.rows[cut.tied_on_line.front()].open;
        leave_rest(carry.waits_for);
      }
      break;
    }
    for (const uint32_t row : tied) state.take(row, entry.label, index, true);
    cut.taken += static_cast<uint32_t>(tied.size());
  }
  const int64_t left_over = static_cast<int64_t>(places) - static_cast<int64_t>(cut.taken);
  if (left_over > 0 && entry.vacancy_filled) carry.next = left_over;
  if (left_over < 0 && entry.shrinks_next) carry.next = left_over;
  carry.used += left_over < 0 && !entry.shrinks_next ? places : cut.taken;
  cuts_.push_back(std::move(cut));
}

// More rows are tied than there are places. False: the tie waits for its decision.
bool Evaluator::take_tied(const GradeEntry& entry, uint32_t index, const std::vector<uint32_t>& tied, uint64_t places,
                          results::CutResult& cut, CutState& state) {
  const program::Ranking& ranking = program_.at(entry.ranking);
  cut.tied_on_line = tied;
  if (ranking.ties == program::TiePolicy::Refer) {
    const std::string& line = program_.at(state.definition.type.enumeration).labels[entry.label];
    const results::Place place{.kind = PlaceKind::TiePending, .definition = state.id, .table = ranking.table, .row = tied.front(),
                               .detail = line};
    Value open = true;
    const std::vector<uint32_t> ordered = decide_tie(ranking.judgement, ranking.table, tied, line, place, open);
    if (open != Value(true)) {
      for (const uint32_t row : tied) state.leave_open(row, open);
      return false;
    }
    for (uint64_t i = 0; i < places; ++i) state.take(ordered[i], entry.label, index, true);
    cut.taken += static_cast<uint32_t>(places);
    return true;
  }
  if (ranking.ties == program::TiePolicy::AllOut || !entry.overflow_in) return true;
  for (const uint32_t row : tied) state.take(row, entry.label, index, true);
  cut.taken += static_cast<uint32_t>(tied.size());
  return true;
}

}  // namespace plumb::eval
