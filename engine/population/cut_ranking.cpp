#include "population/cut_ranking.h"

#include <algorithm>
#include <utility>

namespace plumb::population {

using base::Number;
using program::GradeEntry;
using program::TiePolicy;

CutSize find_cut_size(const GradeEntry& cut, Number size, bool is_ratio, uint64_t base) {
  if (is_ratio) size *= Number(base);
  if (cut.size_rounding) size = size.round_to(Number(1), *cut.size_rounding);
  std::optional<int64_t> places = size.to_int64();
  if (places) places = std::max<int64_t>(0, *places);
  return {std::move(size), places};
}

CutPlaces find_cut_places(const GradeEntry& cut, const CutLine& line, int64_t size) {
  const int64_t end = cut.form == program::GradeForm::Top ? size : line.places + size;
  return {end, static_cast<uint64_t>(std::max<int64_t>(0, end - line.used))};
}

CutShares cut_ranking(const GradeEntry& cut, TiePolicy ties, std::span<const CutMember> stratum, uint64_t places) {
  CutShares shares;
  std::vector<uint32_t> group;
  for (size_t i = 0; i < stratum.size() && shares.taken.size() < places;) {
    group.clear();
    for (const uint32_t tie = stratum[i].tie_group; i < stratum.size() && stratum[i].tie_group == tie; ++i) {
      if (stratum[i].may_take) group.push_back(stratum[i].row);
    }
    if (shares.taken.size() + group.size() <= places) {
      shares.taken.insert(shares.taken.end(), group.begin(), group.end());
      continue;
    }
    shares.places_for_tied = places - shares.taken.size();
    shares.is_referred = ties == TiePolicy::Refer;
    const bool is_let_in = !shares.is_referred && ties != TiePolicy::AllOut && cut.overflow_in;
    if (is_let_in) shares.taken.insert(shares.taken.end(), group.begin(), group.end());
    shares.tied_on_line = std::move(group);
    break;
  }
  return shares;
}

CutLine carry_on(const GradeEntry& cut, CutLine line, int64_t end, uint64_t taken) {
  line.used += static_cast<int64_t>(taken);
  line.places = std::max(line.places, end);
  const bool loses_vacancies = line.used < line.places && !cut.vacancy_filled;
  const bool forgets_overflow = line.used > line.places && !cut.shrinks_next;
  if (loses_vacancies || forgets_overflow) line.used = line.places;
  return line;
}

}  // namespace plumb::population
