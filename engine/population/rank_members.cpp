#include "population/rank_members.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "population/compare_values.h"

namespace plumb::population {

using program::Ranking;
using program::TiePolicy;
using program::Value;
using results::RankedRow;

namespace {

struct OpenStratum {
  std::vector<RankedRow> rows;
  Openness open;  // of the first row that is
};
using Strata = std::map<std::vector<Value>, OpenStratum, ValuesLess>;

// Not known: a member whose stratum nobody knows leaves all of them open.
Openness gather_strata(std::vector<RankMember> members, Strata& strata) {
  for (RankMember& member : members) {
    if (!member.has_stratum) return member.open;
    OpenStratum& stratum = strata[std::move(member.stratum)];
    if (stratum.open.is_known()) stratum.open = member.open;
    stratum.rows.push_back({.row = member.row, .place = 0, .keys = std::move(member.keys), .tie_group = 0});
  }
  return {};
}

// The first that is as good as the one before it where there may be none.
std::optional<Breach> give_places(const Ranking& ranking, std::vector<RankedRow>& rows) {
  const auto order = [&](const RankedRow& a, const RankedRow& b) { return compare_keys(ranking.keys, a.keys, b.keys); };
  std::stable_sort(rows.begin(), rows.end(), [&](const RankedRow& a, const RankedRow& b) { return order(a, b) < 0; });
  uint32_t group = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    const bool is_tied = i > 0 && order(rows[i - 1], rows[i]) == 0;
    if (is_tied && ranking.ties == TiePolicy::NoTies) return Breach{.row = rows[i].row, .same_as = rows[i - 1].row};
    if (i > 0 && !is_tied) ++group;
    rows[i].tie_group = group;
    if (is_tied)
      rows[i].place = rows[i - 1].place;
    else
      rows[i].place = ranking.ties == TiePolicy::Dense ? group + 1 : static_cast<uint32_t>(i) + 1;
  }
  return std::nullopt;
}

}  // namespace

Ranked rank_members(const Ranking& ranking, const Openness& domain, std::vector<RankMember> members, const Openness& basis,
                    const NameBreach& breach) {
  if (!domain.is_known()) return {.open = domain, .strata = {}, .waiting = {}};
  if (members.empty()) return {};
  Strata strata;
  Ranked ranked{.open = gather_strata(std::move(members), strata), .strata = {}, .waiting = {}};
  for (auto& [key, stratum] : strata) {
    if (!ranked.open.is_known()) break;
    if (stratum.open.is_known()) {
      if (const std::optional<Breach> found = give_places(ranking, stratum.rows)) stratum.open = breach(*found);
    }
    if (stratum.open.is_known())
      ranked.strata.push_back({key, std::move(stratum.rows)});
    else if (ranking.strata.empty())
      ranked.open = stratum.open;
    else
      for (const RankedRow& row : stratum.rows) ranked.waiting.push_back({row.row, stratum.open});
  }
  if (ranked.open.is_known()) ranked.open = basis;
  if (!ranked.open.is_known()) return {.open = ranked.open, .strata = {}, .waiting = {}};
  std::sort(ranked.waiting.begin(), ranked.waiting.end(),
            [](const WaitingMember& a, const WaitingMember& b) { return a.row < b.row; });
  return ranked;
}

}  // namespace plumb::population
