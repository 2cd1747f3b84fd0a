// Named rankings: what each row brings is read here, population/rank_members.h puts the rows in order (law L10).
#include "diagnostics/abort_internal.h"
#include "eval/convert_openness.h"
#include "eval/evaluator.h"
#include "population/rank_members.h"

namespace plumb::eval {

using population::RankMember;
using program::Ranking;

const results::RankingResult& Evaluator::ranking(program::RankingId id) {
  if (given_ != nullptr) return given_->rankings[id.value];
  State& state = ranking_states_[id.value];
  if (state == State::InProgress) diagnostics::abort_internal("eval", "a ranking needs itself");
  if (state == State::Unknown) {
    state = State::InProgress;
    computing_.emplace_back(program_.at(id).definition, UINT32_MAX);
    rank(id, rankings_[id.value]);
    computing_.pop_back();
    state = State::Done;
  }
  return rankings_[id.value];
}

// False: 除去 leaves the row out. The first that is not known is told, and nothing is asked behind it but the stratum.
bool Evaluator::read_rank_member(const Ranking& ranking, uint32_t row, RankMember& member) {
  member.row = row;
  const Value without = ranking.without.valid() ? condition_on_row(ranking.without, ranking.table, row) : Value(false);
  if (without == Value(true)) return false;
  member.open = openness_of(without);
  for (const ExprId expr : ranking.strata) {
    Value key = condition_on_row(expr, ranking.table, row);
    member.has_stratum = program::is_known(key);
    if (!member.has_stratum && member.open.is_known()) member.open = openness_of(key);
    if (!member.has_stratum) return true;
    member.stratum.push_back(std::move(key));
  }
  for (size_t i = 0; i < ranking.keys.size() && member.open.is_known(); ++i) {
    member.keys.push_back(condition_on_row(ranking.keys[i].value, ranking.table, row));
    member.open = openness_of(member.keys.back());
  }
  return true;
}

void Evaluator::rank(program::RankingId id, results::RankingResult& result) {
  const Ranking& ranking = program_.at(id);
  const RowSet& domain = whole_set(ranking.table, ranking.domain, UINT32_MAX);
  std::vector<RankMember> members;
  for (size_t i = 0; i < domain.rows.size() && domain.open == Value(true); ++i) {
    if (is_kept(ranking.table, domain.rows[i])) continue;
    RankMember member;
    if (!read_rank_member(ranking, domain.rows[i], member)) continue;
    members.push_back(std::move(member));
    if (!members.back().has_stratum) break;  // no order is known, whatever the others are
  }
  population::Ranked ranked = population::rank_members(
      ranking, openness_of(domain.open), std::move(members), openness_of(not_given(program_.at(ranking.definition).bases)),
      [&](const population::Breach& breach) { return breach_of(ranking.definition, breach); });
  result.open = value_of(ranked.open);
  result.strata = std::move(ranked.strata);
  for (const population::WaitingMember& waiting : ranked.waiting) result.waiting.push_back({waiting.row, value_of(waiting.open)});
}

// Of a row's own: is it in what is ranked, or may it be? Whichever says no decides.
population::Truth Evaluator::is_ranked(const Ranking& ranking, uint32_t row) {
  const population::Truth member = truth_of(ranking.domain.valid() ? membership(ranking.domain, row) : Value(true));
  if (member.is_false() || !ranking.without.valid()) return member;
  computing_.emplace_back(ranking.definition, UINT32_MAX);  // what is open in it is open in the ranking
  const population::Truth without = truth_of(condition_on_row(ranking.without, ranking.table, row));
  computing_.pop_back();
  if (without.is_true()) return {.holds = false};
  return member.is_known() ? population::Truth{without.why, true} : member;
}

const Value& Evaluator::place_of(program::RankingId id, uint32_t row, Value& slot) {
  const results::RankingResult& ranked = ranking(id);
  if (ranked.open != Value(true)) return ranked.open;
  if (const Value* waits = ranked.waits_for(row)) return *waits;
  std::vector<uint32_t>& places = places_by_row_[id.value];
  if (places.empty()) {
    places.resize(row_count(program_.at(id).table), 0);
    for (const results::Stratum& stratum : ranked.strata) {
      for (const results::RankedRow& entry : stratum.rows) places[entry.row] = entry.place;
    }
  }
  if (places[row] == 0) {
    const Ranking& by = program_.at(id);
    const bool has_place = is_kept(by.table, row) && !is_ranked(by, row).is_false();
    if (has_place) return slot = quarantined(by.table, row);
    return slot = program::Absent{program::AbsenceKindId{static_cast<uint32_t>(program::BuiltinAbsence::OutOfScope)}};
  }
  return slot = base::Number(places[row]);
}

Value Evaluator::compute_by(const program::ByRanking& by, DefinitionId, uint32_t row, DefinitionMemo&) {
  Value slot;
  return place_of(by.ranking, row, slot);
}

}  // namespace plumb::eval
