// Named rankings: population, strata, keys with directions, places by the declared policy (law L10).
#include <algorithm>
#include <map>

#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using program::Ranking;
using program::TiePolicy;
using results::RankedRow;

namespace {

// Better first; rows of equal keys keep the order of their table's keys.
std::strong_ordering compare_ranked(const Ranking& ranking, const RankedRow& a, const RankedRow& b) {
  for (size_t i = 0; i < ranking.keys.size(); ++i) {
    const std::strong_ordering order = compare_values(a.keys[i], b.keys[i]);
    if (order != 0)
      return ranking.keys[i].descending ? (order < 0 ? std::strong_ordering::greater : std::strong_ordering::less) : order;
  }
  return std::strong_ordering::equal;
}

}  // namespace

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

// False: the row is not ranked. `open` says why its stratum can't be ordered, `whole` why nothing can be, as nobody knows
// which stratum the row is in.
bool Evaluator::rank_keys(const Ranking& ranking, uint32_t row, std::vector<Value>& stratum, RankedRow& ranked, Value& open,
                          Value& whole) {
  const Value without = ranking.without.valid() ? condition_on_row(ranking.without, ranking.table, row) : Value(false);
  if (without == Value(true)) return false;
  if (!program::is_known(without)) open = without;
  for (const ExprId expr : ranking.strata) {
    stratum.push_back(condition_on_row(expr, ranking.table, row));
    if (program::is_known(stratum.back())) continue;
    whole = open == Value(true) ? stratum.back() : open;
    return false;
  }
  ranked.row = row;
  for (size_t i = 0; i < ranking.keys.size() && open == Value(true); ++i) {
    ranked.keys.push_back(condition_on_row(ranking.keys[i].value, ranking.table, row));
    if (!program::is_known(ranked.keys.back())) open = ranked.keys.back();
  }
  return true;
}

void Evaluator::place_rows(const Ranking& ranking, results::Stratum& stratum, Value& open) {
  std::stable_sort(stratum.rows.begin(), stratum.rows.end(),
                   [&](const RankedRow& a, const RankedRow& b) { return compare_ranked(ranking, a, b) < 0; });
  uint32_t group = 0;
  for (size_t i = 0; i < stratum.rows.size(); ++i) {
    RankedRow& row = stratum.rows[i];
    const bool is_tied = i > 0 && compare_ranked(ranking, stratum.rows[i - 1], row) == 0;
    if (i > 0 && !is_tied) ++group;
    row.tie_group = group;
    if (is_tied) {
      row.place = stratum.rows[i - 1].place;
      if (ranking.ties == TiePolicy::NoTies) {
        open = faulty({.kind = PlaceKind::BrokenPromise,
                       .definition = ranking.definition,
                       .table = ranking.table,
                       .row = row.row,
                       .detail = key_of(ranking.table, stratum.rows[i - 1].row)});
        return;
      }
    } else {
      row.place = ranking.ties == TiePolicy::Dense ? group + 1 : static_cast<uint32_t>(i) + 1;
    }
  }
}

void Evaluator::rank(program::RankingId id, results::RankingResult& result) {
  const Ranking& ranking = program_.at(id);
  const RowSet& domain = whole_set(ranking.table, ranking.domain, UINT32_MAX);
  result.open = domain.open;
  struct Group {
    std::vector<RankedRow> rows;
    Value open = true;  // of the first row that is, in key order
  };
  std::map<std::vector<Value>, Group, ValuesLess> strata;
  for (size_t i = 0; i < domain.rows.size() && result.open == Value(true); ++i) {
    if (is_kept(ranking.table, domain.rows[i])) continue;
    std::vector<Value> stratum;
    RankedRow ranked;
    Value open = true;
    if (!rank_keys(ranking, domain.rows[i], stratum, ranked, open, result.open)) continue;
    Group& group = strata[std::move(stratum)];
    group.rows.push_back(std::move(ranked));
    if (group.open == Value(true)) group.open = open;
  }
  for (auto& [key, group] : strata) {
    if (result.open != Value(true)) break;
    results::Stratum stratum{key, std::move(group.rows)};
    if (group.open == Value(true)) place_rows(ranking, stratum, group.open);
    if (group.open == Value(true)) {
      result.strata.push_back(std::move(stratum));
    } else if (ranking.strata.empty()) {
      result.open = group.open;
    } else {
      for (const RankedRow& row : stratum.rows) result.waiting.push_back({row.row, group.open});
    }
  }
  const bool is_anybody = !result.strata.empty() || !result.waiting.empty();
  if (result.open == Value(true) && is_anybody) result.open = not_given(program_.at(ranking.definition).bases);
  if (result.open != Value(true)) {
    result.strata.clear();
    result.waiting.clear();
  }
  std::sort(result.waiting.begin(), result.waiting.end(),
            [](const results::WaitingRow& a, const results::WaitingRow& b) { return a.row < b.row; });
}

const Value& Evaluator::place_of(program::RankingId id, uint32_t row, Value& slot) {
  const results::RankingResult& ranked = ranking(id);
  if (ranked.open != Value(true)) return ranked.open;
  if (const Value* waits = ranked.waits_for(row)) return *waits;
  std::vector<uint32_t>& places = places_by_row_[id.value];
  if (places.empty()) {
    places.resize(row_count(program_.at(id).table), 0);
    for (const results::Stratum& stratum : ranked.strata) {
      for (const RankedRow& entry : stratum.rows) places[entry.row] = entry.place;
    }
  }
  if (places[row] == 0) {
    const program::Ranking& by = program_.at(id);
    const bool has_place = is_kept(by.table, row) && may_be_ranked(by, row);
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
