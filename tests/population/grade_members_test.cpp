// Grades of all rows at once: the order of entries, cuts of one ranking after another, and what holds whom up.
#include "population/grade_members.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "population/open_values.h"

namespace plumb::population {
namespace {

using base::Number;
using program::ByGradeEntries;
using program::GradeEntry;
using program::GradeForm;
using program::TiePolicy;
using Standing = GradeRow::Standing;

// A grade of one ranking of rows 0, 1, 2 …, whose answers stand in tables; best first.
class Sample : public GradeSource {
 public:
  ByGradeEntries grade;
  program::Ranking rule;
  std::vector<results::Stratum> strata;
  std::vector<WaitingMember> waiting;
  Openness ranking_open, base_open;
  std::map<std::pair<uint32_t, uint32_t>, Truth> conditions;  // by entry and row; else they do not hold
  std::map<uint32_t, Quantity> sizes;                         // by entry
  std::map<uint32_t, Openness> bases_open;                    // by entry: what its bases leave open
  std::vector<uint32_t> base_rows, unranked;
  bool is_ratio = false;
  TieDecision decision{.ordered = {}, .open = open(50)};
  std::vector<uint32_t> asked_about;
  std::vector<GradeRow> rows;
  std::vector<results::CutResult> cuts;

  // `groups`: of the rows in order of their places, one number a tie group.
  Sample(TiePolicy ties, const std::vector<uint32_t>& groups) {
    rule.ties = ties;
    rows.resize(groups.size());
    for (GradeRow& row : rows) row.standing = Standing::In;
    rank(groups);
  }
  void rank(const std::vector<uint32_t>& groups) {
    results::Stratum stratum;
    for (uint32_t i = 0; i < groups.size(); ++i)
      stratum.rows.push_back({.row = i, .place = 0, .keys = {}, .tie_group = groups[i]});
    strata.push_back(std::move(stratum));
  }
  GradeEntry& add(GradeForm form, uint16_t label, int size = -1) {
    GradeEntry entry;
    entry.form = form;
    entry.label = label;
    if (size >= 0) sizes[static_cast<uint32_t>(grade.entries.size())] = {.number = Number(size)};
    if (form == GradeForm::Top || form == GradeForm::Next) entry.ranking = program::RankingId{0};
    return grade.entries.emplace_back(entry);
  }
  // "2 2 1 ?50 -": labels, what is open, neither.
  std::string graded() {
    cuts = grade_members(grade, *this, rows);
    std::string text;
    for (const GradeRow& row : rows) {
      text += text.empty() ? "" : " ";
      text += row.is_open ? "?" + std::to_string(row.open.open) : row.has_label ? std::to_string(row.label) : "-";
    }
    return text;
  }

  Truth holds(uint32_t entry, uint32_t row) override {
    const auto found = conditions.find({entry, row});
    return found == conditions.end() ? Truth{} : found->second;
  }
  Openness basis(uint32_t entry, uint32_t) override {
    const auto found = bases_open.find(entry);
    return found == bases_open.end() ? Openness{} : found->second;
  }
  RankingSeen ranking(uint32_t) override { return {.rule = rule, .open = ranking_open, .strata = strata, .waiting = waiting}; }
  Truth is_ranked(uint32_t, uint32_t row) override {
    return {.holds = std::find(unranked.begin(), unranked.end(), row) == unranked.end()};
  }
  Truth is_in_stratum(uint32_t, uint32_t stratum, uint32_t) override { return {.holds = stratum == 0}; }
  RowsSeen base(uint32_t) override { return {base_open, base_rows}; }
  bool is_size_ratio(uint32_t) override { return is_ratio; }
  Quantity size(uint32_t entry) override { return sizes.at(entry); }
  TieDecision decide_tie(uint32_t, uint32_t, const std::vector<uint32_t>& tied) override {
    asked_about = tied;
    return decision;
  }
  Openness clash(uint32_t row, uint32_t first, uint32_t other) override { return open(1000 + row * 100 + first * 10 + other); }
  Openness breach(const Breach&) override { return open(60); }
};

TEST(GradeMembers, CutsGoDownTheRankingAndTheRestComesLast) {
  Sample sample(TiePolicy::Refer, {0, 1, 2, 3, 4});
  sample.add(GradeForm::Top, 3, 1);
  sample.add(GradeForm::Otherwise, 1);
  sample.add(GradeForm::Next, 2, 2);
  EXPECT_EQ(sample.graded(), "3 2 2 1 1");
  ASSERT_EQ(sample.cuts.size(), 2U);
  EXPECT_EQ(sample.cuts[0].base, 5U);
  EXPECT_EQ(sample.cuts[1].base, 4U) << "who has no grade yet";
  EXPECT_EQ(sample.cuts[1].entry, 2U);
  EXPECT_EQ(sample.cuts[1].taken, 2U);
}

TEST(GradeMembers, StrictlyInOrderTheRestTakesItsTurn) {
  Sample sample(TiePolicy::Refer, {0, 1, 2});
  sample.grade.in_order = true;
  sample.add(GradeForm::Top, 3, 1);
  sample.add(GradeForm::When, 0);
  sample.add(GradeForm::Otherwise, 1);
  sample.add(GradeForm::Next, 2, 2);
  sample.conditions[{1, 0}] = {.holds = true};
  sample.conditions[{1, 2}] = {.holds = true};
  EXPECT_EQ(sample.graded(), "3 1 0") << "the finding comes too late for the first";
}

TEST(GradeMembers, VetoesComeFirstAndTakeNoPlace) {
  Sample sample(TiePolicy::Refer, {0, 1, 2, 3});
  sample.add(GradeForm::Top, 3, 2);
  sample.add(GradeForm::When, 0).is_veto = true;
  sample.add(GradeForm::Otherwise, 1);
  sample.conditions[{1, 0}] = {.holds = true};
  EXPECT_EQ(sample.graded(), "0 3 3 1");
  EXPECT_EQ(sample.cuts[0].base, 3U);
}

TEST(GradeMembers, ASizeMayBeAPartOfTheBase) {
  Sample sample(TiePolicy::Refer, {0, 1, 2, 3, 4});
  sample.is_ratio = true;
  sample.add(GradeForm::Top, 3).size_rounding = base::RoundingMode::Floor;
  sample.sizes[0] = {.number = Number::of(1, 2)};
  EXPECT_EQ(sample.graded(), "3 3 - - -");
  EXPECT_EQ(sample.cuts[0].size, 2U);

  Sample kept(TiePolicy::Refer, {0, 1, 2, 3, 4});
  kept.is_ratio = true;
  kept.rows[4].standing = Standing::Kept;
  kept.strata[0].rows.pop_back();
  kept.add(GradeForm::Top, 3);
  kept.sizes[0] = {.number = Number::of(2, 5)};
  EXPECT_EQ(kept.graded(), "3 3 - - -") << "who is in quarantine with its place kept counts in the base";
  EXPECT_EQ(kept.cuts[0].base, 5U);
  kept.rows.assign(5, {.standing = Standing::In});
  kept.rows[4].standing = Standing::Kept;
  kept.unranked = {4};
  EXPECT_EQ(kept.graded(), "?60 ?60 ?60 ?60 -") << "but not where nobody would rank it: 2/5 of 4 are no places";
}

TEST(GradeMembers, ANamedBaseCountsItsMembersThatBelongHere) {
  Sample sample(TiePolicy::Refer, {0, 1, 2});
  sample.is_ratio = true;
  sample.add(GradeForm::Top, 3).base = program::PopulationId{0};
  sample.sizes[0] = {.number = Number::of(1, 2)};
  sample.base_rows = {0, 1, 2, 7};
  EXPECT_EQ(sample.graded(), "3 3 -");
  EXPECT_EQ(sample.cuts[0].base, 4U);

  Sample waits(TiePolicy::Refer, {0, 1, 2});
  waits.add(GradeForm::Top, 3, 1).base = program::PopulationId{0};
  waits.base_open = open(44);
  EXPECT_EQ(waits.graded(), "3 - -") << "a number of places does not need the base";
  waits.rows.assign(3, {.standing = Standing::In});
  waits.is_ratio = true;
  EXPECT_EQ(waits.graded(), "?44 ?44 ?44");
}

TEST(GradeMembers, ATieThatIsNotDecidedHoldsUpWhoeverIsBehind) {
  Sample sample(TiePolicy::Refer, {0, 1, 1, 2});
  sample.add(GradeForm::Top, 3, 2);
  sample.add(GradeForm::Next, 2, 1);
  sample.add(GradeForm::Otherwise, 1);
  EXPECT_EQ(sample.graded(), "3 ?50 ?50 ?50");
  EXPECT_EQ(sample.asked_about, (std::vector<uint32_t>{1, 2}));
  ASSERT_EQ(sample.cuts.size(), 1U) << "the next cut is not made";
  EXPECT_EQ(sample.cuts[0].taken, 1U);
  EXPECT_EQ(sample.cuts[0].tied_on_line, (std::vector<uint32_t>{1, 2}));
  sample.rows.assign(4, {.standing = Standing::In});
  sample.decision = {.ordered = {2, 1}, .open = {}};
  EXPECT_EQ(sample.graded(), "3 2 3 1");
}

TEST(GradeMembers, WhatIsCarriedOnShrinksOrFillsTheNextCut) {
  Sample over(TiePolicy::AllIn, {0, 0, 0, 1, 2});
  over.add(GradeForm::Top, 3, 2);
  over.add(GradeForm::Next, 2, 2);
  EXPECT_EQ(over.graded(), "3 3 3 2 -");
  Sample none_left(TiePolicy::AllIn, {0, 1, 2, 3, 4});
  none_left.rows[0].limit(2, 1);
  none_left.add(GradeForm::Top, 3, 2);
  none_left.add(GradeForm::Next, 2, 1);
  EXPECT_EQ(none_left.graded(), "2 3 3 - -") << "a cap is passed over, and has its turn";
}

TEST(GradeMembers, WhoIsOpenHoldsUpTheCutOfItsStratum) {
  Sample sample(TiePolicy::Refer, {0, 1, 2});
  sample.add(GradeForm::Top, 3, 1);
  sample.add(GradeForm::When, 0).is_veto = true;
  sample.conditions[{1, 2}] = {.why = open(7)};
  sample.conditions[{1, 1}] = {.why = open(8)};
  EXPECT_EQ(sample.graded(), "?8 ?8 ?7") << "the first by key is named";
  Sample unsure(TiePolicy::Refer, {0, 1, 2});
  unsure.add(GradeForm::Top, 3, 1);
  unsure.rows[2].standing = Standing::Unsure;
  unsure.rows[2].open = open(9);
  EXPECT_EQ(unsure.graded(), "?9 ?9 -");
}

TEST(GradeMembers, ARankingThatWaitsHoldsUpWhoMayBeInIt) {
  Sample sample(TiePolicy::Refer, {0, 1, 2});
  sample.strata.clear();
  sample.ranking_open = open(7);
  sample.unranked = {1};
  sample.add(GradeForm::Top, 3, 1);
  sample.add(GradeForm::Otherwise, 1);
  EXPECT_EQ(sample.graded(), "?7 1 ?7");
  Sample one(TiePolicy::Refer, {0, 1, 2});
  one.strata[0].rows.pop_back();
  one.waiting = {{2, open(6)}};
  one.add(GradeForm::Top, 3, 1);
  one.add(GradeForm::Otherwise, 1);
  EXPECT_EQ(one.graded(), "3 1 ?6");
}

TEST(GradeMembers, ABasisThatIsNotGivenLeavesWhomItHitsOpen) {
  Sample sample(TiePolicy::Refer, {0, 1, 2});
  sample.add(GradeForm::Top, 3, 1);
  sample.add(GradeForm::Next, 2, 1);
  sample.bases_open[0] = open(4);
  EXPECT_EQ(sample.graded(), "?4 ?4 ?4") << "and with it whoever comes behind";
  EXPECT_EQ(sample.cuts[0].taken, 1U);
  Sample rest(TiePolicy::Refer, {0, 1, 2});
  rest.add(GradeForm::Top, 3, 1);
  rest.add(GradeForm::Otherwise, 1);
  rest.bases_open[1] = open(4);
  EXPECT_EQ(rest.graded(), "3 ?4 ?4");
}

TEST(GradeMembers, SizesThatAreNoNumberOfPlacesOrNotKnownHoldUpTheStratum) {
  Sample sample(TiePolicy::Refer, {0, 1});
  sample.add(GradeForm::Top, 3);
  sample.sizes[0] = {.number = Number::of(1, 2)};
  EXPECT_EQ(sample.graded(), "?60 ?60");
  sample.rows.assign(2, {.standing = Standing::In});
  sample.sizes[0] = {.why = open(3), .number = {}};
  EXPECT_EQ(sample.graded(), "?3 ?3");
}

TEST(GradeMembers, WhatIsPinnedOrOutsideStaysAsItIs) {
  Sample sample(TiePolicy::Refer, {0, 1, 2});
  sample.rows[0].is_pinned = true;
  sample.rows[0].take(0, 0, false);
  sample.rows[1].standing = Standing::Outside;
  GradeEntry& late = sample.add(GradeForm::When, 2);
  late.is_veto = true;
  late.after_cut = true;
  sample.add(GradeForm::Otherwise, 1);
  sample.conditions[{0, 0}] = sample.conditions[{0, 2}] = {.holds = true};
  EXPECT_EQ(sample.graded(), "0 - 2");
}

TEST(GradeMembers, FindingsThatClashAreNamed) {
  Sample sample(TiePolicy::Refer, {0, 1, 2});
  sample.add(GradeForm::When, 3);
  sample.add(GradeForm::When, 2);
  sample.add(GradeForm::Otherwise, 1);
  sample.conditions[{0, 1}] = sample.conditions[{1, 1}] = {.holds = true};
  EXPECT_EQ(sample.graded(), "1 ?1101 1");
}

}  // namespace
}  // namespace plumb::population
