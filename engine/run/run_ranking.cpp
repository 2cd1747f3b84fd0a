// Named rankings: what each row brings is computed here, population/rank_members.h puts the rows in order (law L10).
#include <utility>

#include "run/convert_openness.h"
#include "run/operators.h"

namespace plumb::run {

using population::RankMember;
using population::Truth;
using program::Ranking;

namespace {

Value value_in(const RunContext& context, ExprId expr, const Lane& lane) {
  return to_value(lane, context.program.at(expr).type, context.plan.exprs[expr.value]);
}

Truth is_without(const RankingColumns& columns, uint32_t row) {
  return columns.without.empty() ? Truth{} : truth_of(columns.without[row]);
}

// The first that is not known is told; which stratum it is in is told as well, unless nobody knows.
RankMember read_rank_member(const RunContext& context, const Ranking& ranking, const RankingColumns& columns,
                            const std::vector<std::vector<Lane>>& keys, uint32_t row) {
  RankMember member;
  member.row = row;
  member.open = is_without(columns, row).why;
  for (size_t k = 0; k < columns.strata.size(); ++k) {
    const Lane& key = columns.strata[k][row];
    member.has_stratum = key.state == state::Known;
    if (!member.has_stratum && member.open.is_known()) member.open = openness_of(key);
    if (!member.has_stratum) return member;
    member.stratum.push_back(value_in(context, ranking.strata[k], key));
  }
  for (size_t k = 0; k < keys.size() && member.open.is_known(); ++k) {
    const Lane& key = keys[k][row];
    member.open = openness_of(key);
    if (member.open.is_known()) member.keys.push_back(value_in(context, ranking.keys[k].value, key));
  }
  return member;
}

}  // namespace

Truth is_ranked(const RunContext& context, const RowSets& sets, const Rankings& rankings, program::RankingId id, uint32_t row) {
  const Ranking& ranking = context.program.at(id);
  Truth member{.holds = true};
  if (ranking.domain.valid()) member = truth_of(sets.members(ranking.domain).lane(row));
  if (member.is_false()) return member;
  const Truth without = is_without(rankings.at(id).columns, row);
  if (without.is_true()) return {.holds = false};
  return member.is_known() ? Truth{without.why, true} : member;
}

FinishedRanking compute_ranking(EvaluatorPool& evaluators, const RowSets& sets, program::RankingId id) {
  const RunContext& context = evaluators.context();
  const Ranking& ranking = context.program.at(id);
  const auto column_of = [&](ExprId expr) { return evaluators.eval_rows(expr, ranking.table, ranking.definition, false); };
  FinishedRanking finished;
  RankingColumns& columns = finished.columns;
  if (ranking.without.valid()) columns.without = column_of(ranking.without);
  for (const ExprId expr : ranking.strata) columns.strata.push_back(column_of(expr));
  std::vector<std::vector<Lane>> keys;
  for (const program::SortKey& key : ranking.keys) keys.push_back(column_of(key.value));

  const RowsByOwner& domain = sets.whole(all_members(ranking.table, ranking.domain));
  std::vector<RankMember> members;
  for (size_t i = 0; i < domain.rows.size() && !domain.is_open; ++i) {
    const uint32_t row = domain.rows[i];
    if (context.is_kept(ranking.table, row) || is_without(columns, row).is_true()) continue;
    members.push_back(read_rank_member(context, ranking, columns, keys, row));
    if (!members.back().has_stratum) break;  // no order is known, whatever the others are
  }
  population::Ranked ranked =
      population::rank_members(ranking, domain.is_open ? open_code(domain.open) : population::Openness{}, std::move(members),
                               basis_of(context, context.program.at(ranking.definition).bases, ranking.definition, NoRow),
                               [&](const population::Breach& breach) { return breach_of(context, ranking.definition, breach); });
  finished.open = ranked.open;
  finished.waiting = std::move(ranked.waiting);
  finished.result.strata = std::move(ranked.strata);
  finished.result.open = value_of(finished.open);
  for (const population::WaitingMember& one : finished.waiting) finished.result.waiting.push_back({one.row, value_of(one.open)});
  return finished;
}

// The place of each row, as the ranking's own definition.
void compute_places(const RunContext& context, const RowSets& sets, const Rankings& rankings, DefinitionId id,
                    program::RankingId ranking_id, Column& column) {
  const Ranking& ranking = context.program.at(ranking_id);
  const FinishedRanking& finished = rankings.at(ranking_id);
  std::vector<uint32_t> places(column.rows, 0);
  for (const results::Stratum& stratum : finished.result.strata) {
    for (const results::RankedRow& row : stratum.rows) places[row.row] = row.place;
  }
  auto next = finished.waiting.begin();
  for (uint32_t row = 0; row < column.rows; ++row) {
    Lane lane = row_outside(context, sets, id, row);
    while (next != finished.waiting.end() && next->row < row) ++next;
    const bool waits = next != finished.waiting.end() && next->row == row;
    if (lane.state == state::Known) {
      if (!finished.open.is_known())
        lane = lane_of(finished.open);
      else if (waits)
        lane = lane_of(next->open);
      else if (places[row] != 0)
        lane = to_lane(base::Number(places[row]), column.shape);
      else if (context.is_kept(ranking.table, row) && !is_ranked(context, sets, rankings, ranking_id, row).is_false())
        lane = context.quarantined(ranking.table, row);
      else
        lane.state = state::absent(static_cast<uint32_t>(program::BuiltinAbsence::OutOfScope));
    }
    column.set(row, lane);
  }
}

}  // namespace plumb::run
