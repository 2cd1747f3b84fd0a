// Histories in the order of a key: which rows speak for it, the run that ends now, how often.
#include "population/find_run.h"

#include <gtest/gtest.h>

namespace plumb::population {
namespace {

using program::Aggregate;
using program::AggregateKind;
using program::Merging;

struct Year {
  int key = 0;
  bool holds = false;
  uint32_t row = 0;
  bool is_own = true;
};
std::strong_ordering by_key(const Year& a, const Year& b) { return a.key <=> b.key; }

Aggregate aggregate(AggregateKind kind, Merging merging = Merging::None, bool own_first = false) {
  Aggregate made;
  made.kind = kind;
  made.merging = merging;
  made.own_first = own_first;
  return made;
}
// The count, or "as 3" where a row of the same key breaks the promise.
std::string counted(const Aggregate& of, std::vector<Year> years) {
  for (uint32_t i = 0; i < years.size(); ++i) years[i].row = i;
  std::optional<Breach> breach;
  const uint64_t count = count_keys(of, std::span(years), by_key, breach);
  return breach ? "as " + std::to_string(breach->same_as) : std::to_string(count);
}

TEST(CountKeys, TheRunThatEndsNowStopsAtTheFirstThatIsNotMet) {
  const Aggregate run = aggregate(AggregateKind::EndingRun);
  EXPECT_EQ(counted(run, {}), "0");
  EXPECT_EQ(counted(run, {{2019, true}, {2020, true}, {2021, true}}), "3");
  EXPECT_EQ(counted(run, {{2021, true}, {2019, true}, {2020, false}}), "1");
  EXPECT_EQ(counted(run, {{2019, true}, {2020, true}, {2021, false}}), "0");
  Aggregate downwards = run;
  downwards.descending = true;
  EXPECT_EQ(counted(downwards, {{2019, true}, {2020, true}, {2021, false}}), "2");
}

TEST(CountKeys, SeveralRowsOfOneKeyNeedSomethingToMergeThem) {
  const std::vector<Year> twice = {{2019, true}, {2020, true}, {2020, false}, {2021, true}};
  EXPECT_EQ(counted(aggregate(AggregateKind::EndingRun), twice), "as 1");
  EXPECT_EQ(counted(aggregate(AggregateKind::EndingRun, Merging::AnyRow), twice), "3");
  EXPECT_EQ(counted(aggregate(AggregateKind::EndingRun, Merging::AllRows), twice), "1");
  EXPECT_EQ(counted(aggregate(AggregateKind::Count, Merging::AllRows), twice), "2");
  EXPECT_EQ(counted(aggregate(AggregateKind::Count, Merging::AnyRow), twice), "3");
  const std::vector<Year> later = {{2019, true}, {2019, true}, {2020, false}, {2021, true}};
  EXPECT_EQ(counted(aggregate(AggregateKind::EndingRun), later), "1") << "what is behind the end of the run is not looked at";
}

TEST(CountKeys, OwnRowsSpeakForTheirKeyWhereTheyGoFirst) {
  const std::vector<Year> years = {{2020, true, 0, false}, {2021, true, 0, false}, {2021, false, 0, true}};
  EXPECT_EQ(counted(aggregate(AggregateKind::Count, Merging::AnyRow), years), "2");
  EXPECT_EQ(counted(aggregate(AggregateKind::Count, Merging::AnyRow, true), years), "1");
}

std::vector<std::vector<uint32_t>> met(const Aggregate& of, std::vector<Year> years) {
  for (uint32_t i = 0; i < years.size(); ++i) years[i].row = i;
  std::vector<std::vector<uint32_t>> found;
  std::optional<Breach> breach;
  for (History<Year> history(of, years, by_key); !history.is_at_end() && !breach;) {
    found.emplace_back();
    for (const Year& year : history.next(by_key, breach)) found.back().push_back(year.row);
  }
  return found;
}

TEST(History, GoesFromTheEndButForTheFirst) {
  using Rows = std::vector<std::vector<uint32_t>>;
  const std::vector<Year> years = {{2021}, {2019}, {2020}, {2019}};
  EXPECT_EQ(met(aggregate(AggregateKind::Last, Merging::Lowest), years), (Rows{{0}, {2}, {1, 3}}));
  EXPECT_EQ(met(aggregate(AggregateKind::First, Merging::Lowest), years), (Rows{{1, 3}, {2}, {0}}));
  EXPECT_EQ(met(aggregate(AggregateKind::First), years), (Rows{{}})) << "two rows of 2019";
  EXPECT_EQ(met(aggregate(AggregateKind::Last), years), (Rows{{0}, {2}, {}}));
}

TEST(TakesPlace, KeepsTheWorstOrTheBest) {
  const auto less = std::strong_ordering::less, equal = std::strong_ordering::equal, greater = std::strong_ordering::greater;
  EXPECT_TRUE(takes_place(Merging::Lowest, less));
  EXPECT_FALSE(takes_place(Merging::Lowest, equal)) << "the first of equal ones stays";
  EXPECT_TRUE(takes_place(Merging::Highest, greater));
  EXPECT_FALSE(takes_place(Merging::Highest, less));
  EXPECT_TRUE(takes_place(Merging::AnyRow, greater)) << "true after false";
  EXPECT_TRUE(takes_place(Merging::AllRows, less)) << "false after true";
  EXPECT_FALSE(takes_place(Merging::None, less));
}

}  // namespace
}  // namespace plumb::population
