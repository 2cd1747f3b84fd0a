// Named rankings: population, strata, keys with directions, places by the declared policy (law L10).
#include <algorithm>
#include <numeric>

#include "run/worker.h"

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

// Rows in quarantine that keep their place are in the population but have none. Named twice, a row is out.
bool Runner::is_kept(TableId table, uint32_t row) const {
  const std::vector<uint8_t>& rows = kept_[table.value];
  return !rows.empty() && rows[row] != 0 && !is_taken_out(table, row);
}

Lane Runner::quarantined(TableId table, uint32_t row) {
  results::Place place{.kind = PlaceKind::Quarantined, .table = table, .row = row};
  for (const results::RunInputs::Quarantine& entry : inputs_.quarantine) {
    if (entry.table == table && data::find_row(program_, data_, table, entry.key) == row) place.detail = entry.reason;
  }
  return {.state = state::Open, .open = interned_.open(std::move(place), true)};
}

const RankingColumns& Runner::ranking_columns(program::RankingId id) {
  std::unique_ptr<RankingColumns>& entry = ranking_columns_[id.value];
  if (entry != nullptr) return *entry;
  entry = std::make_unique<RankingColumns>();
  const Ranking& ranking = program_.at(id);
  if (ranking.domain.valid()) compute_population(ranking.domain);
  if (ranking.without.valid()) entry->without = lanes_of(ranking.without, ranking.table, ranking.definition, false);
  for (const ExprId expr : ranking.strata) entry->strata.push_back(lanes_of(expr, ranking.table, ranking.definition, false));
  return *entry;
}

// Not false: the row may turn out to have a place.
bool Runner::may_be_ranked(program::RankingId id, uint32_t row) {
  const Ranking& ranking = program_.at(id);
  const RankingColumns& columns = ranking_columns(id);
  if (ranking.domain.valid()) {
    const Lane member = populations_[ranking.domain.value]->member.lane(row);
    if (member.state == state::Known && member.integer == 0) return false;
  }
  return columns.without.empty() || columns.without[row].state != state::Known || columns.without[row].integer == 0;
}

void Runner::compute_ranking(program::RankingId id) {
  if (is_ranked_[id.value] != 0) return;
  is_ranked_[id.value] = 1;
  const Ranking& ranking = program_.at(id);
  results::RankingResult& result = rankings_[id.value];
  program::SetSource set;
  set.table = ranking.table;
  set.population = ranking.domain;
  if (!ranking.domain.valid() && has_faulty_rows(ranking.table)) keep_faulty_rows(ranking.table);
  const RankingColumns& columns = ranking_columns(id);
  const RowsByOwner& domain = whole_set(set);
  Keys keys;
  for (const program::SortKey& key : ranking.keys) {
    keys.columns.push_back(lanes_of(key.value, ranking.table, ranking.definition, false));
    keys.kinds.emplace_back(program_.at(key.value).type.kind, plan_.exprs[key.value.value]);
    keys.descending.push_back(key.descending);
  }
  Lane open;
  if (domain.is_open) open = {.state = state::Open, .open = domain.open};
  // Rows by stratum; the first that is open, in key order, leaves its stratum open, and all of them where that is not known.
  const auto less = [&](uint32_t a, uint32_t b) {
    for (size_t k = 0; k < columns.strata.size(); ++k) {
      const ExprId expr = ranking.strata[k];
      const std::strong_ordering found =
          compare_lanes(program_.at(expr).type.kind, plan_.exprs[expr.value], columns.strata[k][a], columns.strata[k][b]);
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
    if (is_kept(ranking.table, row)) continue;
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
  std::vector<std::pair<uint32_t, Lane>>& waiting = ranking_waits_[id.value];
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
      stratum.key.push_back(
          to_value(columns.strata[k][any], program_.at(ranking.strata[k]).type, plan_.exprs[ranking.strata[k].value]));
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
        ranked.keys.push_back(to_value(keys.columns[k][rows[i]], program_.at(ranking.keys[k].value).type, keys.kinds[k].second));
      }
      ranked.place = is_tied                            ? stratum.rows.back().place
                     : ranking.ties == TiePolicy::Dense ? group + 1
                                                        : static_cast<uint32_t>(i) + 1;
      if (is_tied && ranking.ties == TiePolicy::NoTies) {
        waits.state = state::Open;
        waits.open = interned_.open({.kind = PlaceKind::BrokenPromise,
                                  .definition = ranking.definition,
                                  .table = ranking.table,
                                  .row = rows[i],
                                  .detail = key_of(ranking.table, rows[i - 1])},
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
  if (open.state == state::Known && is_anybody && !is_given(program_.at(ranking.definition).bases)) {
    open = {.state = state::Open, .open = not_given_code(ranking.definition, NoRow)};
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
  ranking_open_[id.value] = open;
}

// The place of each row, as the ranking's own definition.
void Runner::compute_places(DefinitionId definition, program::RankingId id) {
  compute_ranking(id);
  const Ranking& ranking = program_.at(id);
  Column& column = definitions_[definition.value];
  std::vector<uint32_t> places(column.rows, 0);
  for (const results::Stratum& stratum : rankings_[id.value].strata) {
    for (const results::RankedRow& row : stratum.rows) places[row.row] = row.place;
  }
  const auto& waiting = ranking_waits_[id.value];
  auto next = waiting.begin();
  for (uint32_t row = 0; row < column.rows; ++row) {
    Lane lane = row_outside(definition, row);
    while (next != waiting.end() && next->first < row) ++next;
    const bool waits = next != waiting.end() && next->first == row;
    if (lane.state == state::Known) {
      if (ranking_open_[id.value].state != state::Known)
        lane = ranking_open_[id.value];
      else if (waits)
        lane = next->second;
      else if (places[row] != 0)
        lane = to_lane(base::Number(places[row]), column.shape);
      else if (is_kept(ranking.table, row) && may_be_ranked(id, row))
        lane = quarantined(ranking.table, row);
      else
        lane.state = state::absent(static_cast<uint32_t>(program::BuiltinAbsence::OutOfScope));
    }
    column.set(row, lane);
  }
}

}  // namespace plumb::run
