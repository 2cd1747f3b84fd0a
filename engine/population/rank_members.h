// A finished set put in order: strata, keys with directions, places by the declared policy (law L10).
#pragma once

#include <vector>

#include "population/openness.h"
#include "program/rule.h"
#include "results/results.h"

namespace plumb::population {

struct RankMember {
  uint32_t row = 0;
  std::vector<program::Value> stratum;  // beside Ranking::strata; only where has_stratum
  std::vector<program::Value> keys;     // beside Ranking::keys; only where `open` is known
  Openness open;                        // the first of 除去, the stratum's keys and the keys that is not known (law L6)
  bool has_stratum = true;              // false: nobody knows which stratum it is in
};

struct WaitingMember {
  uint32_t row = 0;
  Openness open;
};
struct Ranked {
  Openness open;                         // not known: the whole ranking waits, and the rest is empty
  std::vector<results::Stratum> strata;  // those whose order is known, ascending by their keys
  std::vector<WaitingMember> waiting;    // ascending by row: those of strata that wait while others do not
};

// Ranks `members`, which are in key order (rows ascending) and without those that 除去 leaves out and those in quarantine.
// Rows of equal keys keep the order of their table's keys and share their place: the better one (1, 1, 3), or without a gap
// where the policy is Dense (1, 1, 2). Where the policy promises that there are none, `breach` names the first.
// A member that is open leaves its stratum open, and all strata where its own is not known: the first by row is named.
// `domain`: what leaves the set itself open. `basis`: what the ranking's bases leave open, if anybody is ranked at all.
[[nodiscard]] Ranked rank_members(const program::Ranking& ranking, const Openness& domain, std::vector<RankMember> members,
                                  const Openness& basis, const NameBreach& breach);

}  // namespace plumb::population
