// Named rankings: population, strata, keys with directions, places by the declared policy (law L10).
#include <algorithm>
#include <numeric>

#include "run/operators.h"

namespace plumb::run {

using program::Ranking;
using program::TiePolicy;

namespace {

// Key columns of a ranking, and the order that they give.
struct Keys {
  std::vector<std::vector<Lane>> columns;
  std::vector<std::pair<TypeKind, Shape>> kinds;
  std::vector<bool> descending;

  [[nodiscard]] std::strong_ordering order(uint32_t a, uint32_t b) const {
    for (size_t k = 0; k < columns.size(); ++k) {
      const std::strong_ordering found = compare_lanes(kinds[k].first, kinds[k].second, columns[k][a], columns[k][b]);
      if (found == 0) continue;
      return descending[k] ? (found < 0 ? std::strong_ordering::greater : std::strong_ordering::less) : found;
    }
    return std::strong_ordering::equal;
  }
};

}  // namespace

// Not false: the row may turn out to have a place.
bool may_be_ranked(const RunContext& context, const RowSets& sets, const Rankings& rankings, program::RankingId id,
                   uint32_t row) {
  const Ranking& ranking = context.program.at(id);
  const RankingColumns& columns = rankings.at(id).columns;
  if (ranking.domain.valid()) {
    const Lane member = sets.members(ranking.domain).lane(row);
    if (member.state == state::Known && member.integer == 0) return false;
  }
  return columns.without.empty() || columns.without[row].state != state::Known || columns.without[row].integer == 0;
}

FinishedRanking compute_ranking(EvaluatorPool& evaluators, const RowSets& sets, program::RankingId id) {
  const RunContext& context = evaluators.context();
  const Ranking& ranking = context.program.at(id);
  FinishedRanking finished;
  results::RankingResult& result = finished.result;
  RankingColumns& columns = finished.columns;
  if (ranking.without.valid()) columns.without = evaluators.eval_rows(ranking.without, ranking.table, ranking.definition, false);
  for (const ExprId expr : ranking.strata)
    columns.strata.push_back(evaluators.eval_rows(expr, ranking.table, ranking.definition, false));
  const RowsByOwner& domain = sets.whole(all_members(ranking.table, ranking.domain));
  Keys keys;
  for (const program::SortKey& key : ranking.keys) {
    keys.columns.push_back(evaluators.eval_rows(key.value, ranking.table, ranking.definition, false));
    keys.kinds.emplace_back(context.program.at(key.value).type.kind, context.plan.exprs[key.value.value]);
    keys.descending.push_back(key.descending);
  }
  Lane& open = finished.open;
  if (domain.is_open) open = {.state = state::Open, .open = domain.open};
  // Rows by stratum; the first that is open, in key order, leaves its stratum open, and all of them where that is not known.
  const auto less = [&](uint32_t a, uint32_t b) {
    for (size_t k = 0; k < columns.strata.size(); ++k) {
      const ExprId expr = ranking.strata[k];
      const std::strong_ordering found = compare_lanes(context.program.at(expr).type.kind, context.plan.exprs[expr.value],
                                                       columns.strata[k][a], columns.strata[k][b]);
      if (found != 0) return found < 0;
    }
    return false;
  };
  struct Group {
    std::vector<uint32_t> rows;
    Lane open;
  };
  std::map<uint32_t, Group, decltype(less)> strata(less);  // by any of its rows
  for (size_t i = 0; i < domain.rows.size() && open.state == state::Known; ++i) {
    const uint32_t row = domain.rows[i];
    if (context.is_kept(ranking.table, row)) continue;
    Lane here;
    if (!columns.without.empty()) {
      here = columns.without[row];
      if (here.state == state::Known && here.integer != 0) continue;
    }
    for (const std::vector<Lane>& column : columns.strata) {
      if (open.state == state::Known && column[row].state != state::Known) open = here.state == state::Known ? column[row] : here;
    }
    if (open.state != state::Known) break;
    for (const std::vector<Lane>& column : keys.columns) {
      if (here.state == state::Known && column[row].state != state::Known) here = column[row];
    }
    Group& group = strata[row];
    group.rows.push_back(row);
    if (group.open.state == state::Known && here.state != state::Known) group.open = here;
  }
  std::vector<std::pair<uint32_t, Lane>>& waiting = finished.waiting;
  for (auto& [any, members] : strata) {
    if (open.state != state::Known) break;
    std::vector<uint32_t>& rows = members.rows;
    Lane& waits = members.open;
    const auto leave_waiting = [&] {
      if (columns.strata.empty()) open = waits;
      for (size_t i = 0; i < rows.size() && !columns.strata.empty(); ++i) waiting.emplace_back(rows[i], waits);
    };
    if (waits.state != state::Known) {
      leave_waiting();
      continue;
    }
    results::Stratum stratum;
    for (size_t k = 0; k < columns.strata.size(); ++k) {
      stratum.key.push_back(to_value(columns.strata[k][any], context.program.at(ranking.strata[k]).type,
                                     context.plan.exprs[ranking.strata[k].value]));
    }
    std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) { return keys.order(a, b) < 0; });
    uint32_t group = 0;
    for (size_t i = 0; i < rows.size(); ++i) {
      const bool is_tied = i > 0 && keys.order(rows[i - 1], rows[i]) == 0;
      group += i > 0 && !is_tied ? 1 : 0;
      results::RankedRow ranked;
      ranked.row = rows[i];
      ranked.tie_group = group;
      for (size_t k = 0; k < keys.columns.size(); ++k) {
        ranked.keys.push_back(
            to_value(keys.columns[k][rows[i]], context.program.at(ranking.keys[k].value).type, keys.kinds[k].second));
      }
      ranked.place = is_tied                            ? stratum.rows.back().place
                     : ranking.ties == TiePolicy::Dense ? group + 1
                                                        : static_cast<uint32_t>(i) + 1;
      if (is_tied && ranking.ties == TiePolicy::NoTies) {
        waits.state = state::Open;
        waits.open = context.interned.open({.kind = PlaceKind::BrokenPromise,
                                            .definition = ranking.definition,
                                            .table = ranking.table,
                                            .row = rows[i],
                                            .detail = context.key_of(ranking.table, rows[i - 1])},
                                           false);
        break;
      }
      stratum.rows.push_back(std::move(ranked));
    }
    if (waits.state == state::Known)
      result.strata.push_back(std::move(stratum));
    else
      leave_waiting();
  }
  const bool is_anybody = !result.strata.empty() || !waiting.empty();
  if (open.state == state::Known && is_anybody && !all_given(context.program.at(ranking.definition).bases)) {
    open = {.state = state::Open, .open = context.not_given_code(ranking.definition, NoRow)};
  }
  program::Type truth;
  truth.kind = TypeKind::Truth;
  result.open = open.state == state::Known ? Value(true) : to_value(open, truth, {});
  if (open.state != state::Known) {
    result.strata.clear();
    waiting.clear();
  }
  std::sort(waiting.begin(), waiting.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [row, waits] : waiting) result.waiting.push_back({row, to_value(waits, truth, {})});
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
  const auto& waiting = finished.waiting;
  auto next = waiting.begin();
  for (uint32_t row = 0; row < column.rows; ++row) {
    Lane lane = row_outside(context, sets, id, row);
    while (next != waiting.end() && next->first < row) ++next;
    const bool waits = next != waiting.end() && next->first == row;
    if (lane.state == state::Known) {
      if (finished.open.state != state::Known)
        lane = finished.open;
      else if (waits)
        lane = next->second;
      else if (places[row] != 0)
        lane = to_lane(base::Number(places[row]), column.shape);
      else if (context.is_kept(ranking.table, row) && may_be_ranked(context, sets, rankings, ranking_id, row))
        lane = context.quarantined(ranking.table, row);
      else
        lane.state = state::absent(static_cast<uint32_t>(program::BuiltinAbsence::OutOfScope));
    }
    column.set(row, lane);
  }
}

}  // namespace plumb::run
