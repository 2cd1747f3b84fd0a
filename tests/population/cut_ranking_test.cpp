// Places of a cut, who takes them, the tie on the line, what is carried on.
#include "population/cut_ranking.h"

#include <gtest/gtest.h>

namespace plumb::population {
namespace {

using base::Number;
using program::GradeEntry;
using program::GradeForm;
using program::TiePolicy;

GradeEntry cut_of(GradeForm form, bool vacancy_filled = false, bool overflow_in = true, bool shrinks_next = true) {
  GradeEntry made;
  made.form = form;
  made.vacancy_filled = vacancy_filled;
  made.overflow_in = overflow_in;
  made.shrinks_next = shrinks_next;
  return made;
}

TEST(FindCutSize, TakesAPartOfTheBaseAndRounds) {
  GradeEntry cut = cut_of(GradeForm::Top);
  EXPECT_EQ(find_cut_size(cut, Number(7), false, 99).places, 7);
  EXPECT_EQ(find_cut_size(cut, Number(-7), false, 99).places, 0);
  EXPECT_EQ(find_cut_size(cut, Number::of(1, 5), true, 15).places, 3);
  EXPECT_FALSE(find_cut_size(cut, Number::of(1, 5), true, 16).places) << "no whole number, and nothing rounds it";
  EXPECT_EQ(find_cut_size(cut, Number::of(1, 5), true, 16).number, Number::of(16, 5));
  cut.size_rounding = base::RoundingMode::HalfUp;
  EXPECT_EQ(find_cut_size(cut, Number::of(1, 5), true, 12).places, 2);
  EXPECT_EQ(find_cut_size(cut, Number::of(1, 2), true, 5).places, 3);
}

TEST(FindCutPlaces, CountsFromTheTopOrFromTheLastLine) {
  EXPECT_EQ(find_cut_places(cut_of(GradeForm::Top), {3, 3}, 5).places, 2U);
  EXPECT_EQ(find_cut_places(cut_of(GradeForm::Top), {3, 3}, 2).places, 0U);
  EXPECT_EQ(find_cut_places(cut_of(GradeForm::Next), {3, 3}, 5).places, 5U);
  EXPECT_EQ(find_cut_places(cut_of(GradeForm::Next), {3, 3}, 5).end, 8);
  EXPECT_EQ(find_cut_places(cut_of(GradeForm::Next), {3, 5}, 5).places, 3U) << "two were let in beyond the line";
  EXPECT_EQ(find_cut_places(cut_of(GradeForm::Next), {3, 1}, 5).places, 7U) << "two places were left over";
}

struct CutRow {
  const char* says;
  TiePolicy ties;
  bool overflow_in;
  std::vector<CutMember> stratum;
  uint64_t places;
  std::vector<uint32_t> taken, tied;
  uint64_t for_tied = 0;
  bool is_referred = false;
};

TEST(CutRanking, GoesDownTheStratumGroupByGroup) {
  const std::vector<CutMember> plain = {{7, 0, true}, {3, 1, true}, {5, 2, true}};
  const std::vector<CutMember> tied = {{7, 0, true}, {3, 1, true}, {5, 1, true}, {6, 1, true}, {9, 2, true}};
  const std::vector<CutMember> graded = {{7, 0, false}, {3, 1, true}, {5, 1, false}, {6, 1, true}, {9, 2, true}};
  const CutRow rows[] = {
      {"no place", TiePolicy::SharePlace, true, plain, 0, {}, {}},
      {"two places", TiePolicy::SharePlace, true, plain, 2, {7, 3}, {}},
      {"more places than rows", TiePolicy::SharePlace, true, plain, 9, {7, 3, 5}, {}},
      {"nobody there", TiePolicy::SharePlace, true, {}, 3, {}, {}},
      {"a group fits", TiePolicy::SharePlace, true, tied, 4, {7, 3, 5, 6}, {}},
      {"a group is let in", TiePolicy::SharePlace, true, tied, 2, {7, 3, 5, 6}, {3, 5, 6}, 1},
      {"a group is left out by the entry", TiePolicy::SharePlace, false, tied, 3, {7}, {3, 5, 6}, 2},
      {"a group is left out by the policy", TiePolicy::AllOut, true, tied, 3, {7}, {3, 5, 6}, 2},
      {"all in", TiePolicy::AllIn, true, tied, 3, {7, 3, 5, 6}, {3, 5, 6}, 2},
      {"a group is referred", TiePolicy::Refer, true, tied, 3, {7}, {3, 5, 6}, 2, true},
      {"a group that fits is not referred", TiePolicy::Refer, true, tied, 4, {7, 3, 5, 6}, {}},
      {"who has a grade takes no place", TiePolicy::Refer, true, graded, 2, {3, 6}, {}},
      {"and is not tied", TiePolicy::Refer, true, graded, 1, {}, {3, 6}, 1, true},
      {"nobody behind the line is looked at", TiePolicy::AllOut, true, graded, 1, {}, {3, 6}, 1},
  };
  for (const CutRow& row : rows) {
    GradeEntry cut = cut_of(GradeForm::Top);
    cut.overflow_in = row.overflow_in;
    const CutShares found = cut_ranking(cut, row.ties, row.stratum, row.places);
    EXPECT_EQ(found.taken, row.taken) << row.says;
    EXPECT_EQ(found.tied_on_line, row.tied) << row.says;
    EXPECT_EQ(found.places_for_tied, row.for_tied) << row.says;
    EXPECT_EQ(found.is_referred, row.is_referred) << row.says;
  }
}

TEST(CarryOn, KeepsVacanciesAndOverflowWhereTheEntrySaysSo) {
  const auto after = [](bool filled, bool shrinks, int64_t end, uint64_t taken) {
    const CutLine line = carry_on(cut_of(GradeForm::Top, filled, true, shrinks), {2, 2}, end, taken);
    return std::pair(line.places, line.used);
  };
  using Line = std::pair<int64_t, int64_t>;
  EXPECT_EQ(after(false, false, 5, 3), Line(5, 5));
  EXPECT_EQ(after(true, false, 5, 1), Line(5, 3)) << "two are left over for the next";
  EXPECT_EQ(after(false, false, 5, 1), Line(5, 5)) << "and are lost";
  EXPECT_EQ(after(false, true, 5, 6), Line(5, 8)) << "three too many shrink the next";
  EXPECT_EQ(after(false, false, 5, 6), Line(5, 5)) << "and do not";
  EXPECT_EQ(after(true, true, 1, 0), Line(2, 2)) << "a line never goes up";
}

}  // namespace
}  // namespace plumb::population
