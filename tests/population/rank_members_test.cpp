// Places by keys, directions, strata and policy; what is open, and whom it holds up.
#include "population/rank_members.h"

#include <gtest/gtest.h>

#include "population/open_values.h"

namespace plumb::population {
namespace {

using base::Number;
using program::Ranking;
using program::TiePolicy;
using program::Value;

Ranking ranking(TiePolicy ties, std::vector<bool> descending, size_t strata = 0) {
  Ranking made;
  made.ties = ties;
  for (const bool one : descending) {
    program::SortKey key;
    key.descending = one;
    made.keys.push_back(key);
  }
  made.strata.resize(strata);
  return made;
}
RankMember member(uint32_t row, std::vector<int> keys, std::vector<Value> stratum = {}) {
  RankMember made;
  made.row = row;
  for (const int key : keys) made.keys.emplace_back(Number(key));
  made.stratum = std::move(stratum);
  return made;
}
RankMember open_member(uint32_t row, uint32_t number, std::vector<Value> stratum = {}) {
  RankMember made = member(row, {}, std::move(stratum));
  made.open = open(number);
  return made;
}
RankMember lost_member(uint32_t row, uint32_t number) {
  RankMember made = open_member(row, number);
  made.has_stratum = false;
  return made;
}

// A breach is known by 1000 and its row.
Openness name_tie(const Breach& breach) { return open(1000 + breach.row * 10 + breach.same_as); }
Ranked rank(const Ranking& by, std::vector<RankMember> members) { return rank_members(by, {}, std::move(members), {}, name_tie); }

// "row:place/group" in order, strata apart by " | ".
std::string shown(const Ranked& ranked) {
  std::string text;
  for (const results::Stratum& stratum : ranked.strata) {
    if (!text.empty()) text += "| ";
    for (const results::RankedRow& row : stratum.rows)
      text += std::to_string(row.row) + ":" + std::to_string(row.place) + "/" + std::to_string(row.tie_group) + " ";
  }
  return text;
}

TEST(RankMembers, GivesPlacesByThePolicy) {
  const std::vector<RankMember> members = {member(0, {5}), member(1, {9}), member(2, {9}), member(3, {7})};
  EXPECT_EQ(shown(rank(ranking(TiePolicy::SharePlace, {true}), members)), "1:1/0 2:1/0 3:3/1 0:4/2 ");
  EXPECT_EQ(shown(rank(ranking(TiePolicy::Refer, {true}), members)), "1:1/0 2:1/0 3:3/1 0:4/2 ");
  EXPECT_EQ(shown(rank(ranking(TiePolicy::Dense, {true}), members)), "1:1/0 2:1/0 3:2/1 0:3/2 ");
  EXPECT_EQ(shown(rank(ranking(TiePolicy::SharePlace, {false}), members)), "0:1/0 3:2/1 1:3/2 2:3/2 ");
}

TEST(RankMembers, LaterKeysDecideTiesOfEarlierOnes) {
  const std::vector<RankMember> members = {member(0, {5, 2}), member(1, {5, 1}), member(2, {5, 2}), member(3, {6, 9})};
  EXPECT_EQ(shown(rank(ranking(TiePolicy::SharePlace, {true, false}), members)), "3:1/0 1:2/1 0:3/2 2:3/2 ");
}

TEST(RankMembers, RanksEachStratumByItself) {
  const std::vector<RankMember> members = {member(0, {5}, {Number(2)}), member(1, {6}, {Number(1)}), member(2, {7}, {Number(2)}),
                                           member(3, {6}, {Number(1)})};
  const Ranked found = rank(ranking(TiePolicy::SharePlace, {true}, 1), members);
  EXPECT_EQ(shown(found), "1:1/0 3:1/0 | 2:1/0 0:2/1 ");
  EXPECT_EQ(found.strata[0].key, std::vector<Value>{Number(1)});
  EXPECT_EQ(found.strata[1].rows[0].keys, std::vector<Value>{Number(7)});
}

TEST(RankMembers, NobodyIsRankedWhereThereIsNobody) {
  const Ranked found = rank_members(ranking(TiePolicy::SharePlace, {true}), {}, {}, open(3), name_tie);
  EXPECT_TRUE(found.open.is_known()) << "a basis that is not given hurts nobody";
  EXPECT_TRUE(found.strata.empty());
}

TEST(RankMembers, OneThatIsOpenHoldsUpTheWhole) {
  const std::vector<RankMember> members = {member(0, {5}), open_member(1, 8), open_member(2, 9)};
  const Ranked found = rank(ranking(TiePolicy::SharePlace, {true}), members);
  EXPECT_EQ(found.open, open(8)) << "the first by row is named";
  EXPECT_TRUE(found.strata.empty());
  EXPECT_TRUE(found.waiting.empty());
}

TEST(RankMembers, OneThatIsOpenHoldsUpItsStratumAlone) {
  const std::vector<RankMember> members = {open_member(0, 4, {Number(2)}), member(1, {6}, {Number(1)}),
                                           member(2, {7}, {Number(2)}), open_member(3, 5, {Number(0)})};
  const Ranked found = rank(ranking(TiePolicy::SharePlace, {true}, 1), members);
  EXPECT_TRUE(found.open.is_known());
  EXPECT_EQ(shown(found), "1:1/0 ");
  ASSERT_EQ(found.waiting.size(), 3U);
  EXPECT_EQ(found.waiting[0].row, 0U);
  EXPECT_EQ(found.waiting[1].row, 2U);
  EXPECT_EQ(found.waiting[1].open, open(4)) << "by what its stratum waits for";
  EXPECT_EQ(found.waiting[2].open, open(5));
}

TEST(RankMembers, AStratumThatNobodyKnowsHoldsUpAll) {
  const std::vector<RankMember> members = {open_member(0, 4, {Number(2)}), member(1, {6}, {Number(1)}), lost_member(2, 6),
                                           lost_member(3, 7)};
  const Ranked found = rank(ranking(TiePolicy::SharePlace, {true}, 1), members);
  EXPECT_EQ(found.open, open(6));
  EXPECT_TRUE(found.strata.empty());
  EXPECT_TRUE(found.waiting.empty());
}

TEST(RankMembers, NamesTheFirstOfEqualKeysWhereNoneMayBe) {
  const std::vector<RankMember> members = {member(0, {5}), member(1, {9}), member(2, {5}), member(3, {9})};
  EXPECT_EQ(rank(ranking(TiePolicy::NoTies, {true}), members).open, open(1000 + 31));
  const std::vector<RankMember> apart = {member(0, {5}, {true}), member(1, {9}, {true}), member(2, {5}, {false})};
  EXPECT_EQ(shown(rank(ranking(TiePolicy::NoTies, {true}, 1), apart)), "2:1/0 | 1:1/0 0:2/1 ");
}

TEST(RankMembers, ASetOrABasisThatIsOpenHoldsUpAll) {
  const Ranking by = ranking(TiePolicy::SharePlace, {true});
  const Ranked of_set = rank_members(by, open(2), {member(0, {5})}, {}, name_tie);
  EXPECT_EQ(of_set.open, open(2));
  EXPECT_TRUE(of_set.strata.empty());
  const Ranked of_basis = rank_members(by, {}, {member(0, {5})}, open(3), name_tie);
  EXPECT_EQ(of_basis.open, open(3));
  EXPECT_TRUE(of_basis.strata.empty());
  EXPECT_EQ(rank_members(by, {}, {open_member(0, 4)}, open(3), name_tie).open, open(4)) << "what is met first";
}

}  // namespace
}  // namespace plumb::population
