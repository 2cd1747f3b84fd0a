// One cut of a ranked stratum: how many places it has, who takes them, the tie on the line, and what is carried on to the
// next cut of the same stratum (law L10).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "population/openness.h"
#include "program/rule.h"

namespace plumb::population {

// Where the cuts of a stratum have come to. Both are equal unless vacancies or ties let in are carried on.
struct CutLine {
  int64_t places = 0;  // given out so far, counted from the top
  int64_t used = 0;    // of them
};
struct CutPlaces {
  int64_t end = 0;      // the line that this cut reaches, counted from the top
  uint64_t places = 0;  // that it has to give
};
// Who stands in the stratum, best first.
struct CutMember {
  uint32_t row = 0;
  uint32_t tie_group = 0;  // rows of one group are as good as each other, and stand together
  bool may_take = false;   // has no grade yet, and no cap below the cut's label
};
struct CutShares {
  std::vector<uint32_t> taken;         // rows that surely have a place, best first
  std::vector<uint32_t> tied_on_line;  // rows of the group that has more members than there are places; empty: none has
  uint64_t places_for_tied = 0;        // what was left for that group
  bool is_referred = false;            // a judgement says who of it takes them; else `taken` holds all of it, or none
};

struct CutSize {
  base::Number number;            // rounded as the entry says
  std::optional<int64_t> places;  // never below 0; empty: `number` is no number of places
};

// `size`: what the entry says, a number of places or, where is_ratio, a part of the base.
[[nodiscard]] CutSize find_cut_size(const program::GradeEntry& cut, base::Number size, bool is_ratio, uint64_t base);

// 前 n counts places from the top; 其后 n from where the last cut stopped.
[[nodiscard]] CutPlaces find_cut_places(const program::GradeEntry& cut, const CutLine& line, int64_t size);

// Goes down the stratum, group by group, until the places are given out. A group that does not fit in is let in or left out
// as a whole, as the policy and the entry say, or referred. Nobody is looked at behind it.
[[nodiscard]] CutShares cut_ranking(const program::GradeEntry& cut, program::TiePolicy ties, std::span<const CutMember> stratum,
                                    uint64_t places);

// Where the next cut of the stratum goes on. `taken`: how many rows took a place.
[[nodiscard]] CutLine carry_on(const program::GradeEntry& cut, CutLine line, int64_t end, uint64_t taken);

}  // namespace plumb::population
