// Parts of an amount in whole units: remainders, ties, bounds, and what leaves them open.
#include "population/allot_amount.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "population/open_values.h"

namespace plumb::population {
namespace {

using base::Number;
using program::ByAllotment;

std::string shown(const Breach& breach) {
  return "broken: " + (breach.row == NoRow ? "" : "row " + std::to_string(breach.row) + " ") +
         (breach.same_as == NoRow ? "has " + breach.found : "is as good as " + std::to_string(breach.same_as));
}
Openness nothing_breaks(const Breach& breach) {
  ADD_FAILURE() << shown(breach);
  return open(99);
}
TieDecision undecided(const std::vector<uint32_t>&) { return {.ordered = {}, .open = open(5)}; }

Receiver receiver(uint32_t row, int weight) {
  Receiver made;
  made.row = row;
  made.weight.number = weight;
  return made;
}
AmountInUnits whole(int units, int grain = 1) { return measure_amount(Number(units * grain), Number(grain), nothing_breaks); }

// "row=amount" of each, "row?5" of what waits; "open 4" of the whole.
std::string shown(const Allotment& allotment) {
  if (!allotment.open.is_known()) return "open " + std::to_string(allotment.open.open);
  std::string text;
  for (const Part& part : allotment.parts) {
    text += (text.empty() ? "" : " ") + std::to_string(part.row);
    text += part.open.is_known() ? "=" + part.amount.to_string() : "?" + std::to_string(part.open.open);
  }
  return text;
}
// What comes out of it, or the breach.
std::string allotted(const ByAllotment& rule, const AmountInUnits& amount, const std::vector<Receiver>& receivers,
                     const DecideTie& decide = undecided) {
  std::string broken;
  const auto name = [&](const Breach& breach) {
    broken = shown(breach);
    return open(99);
  };
  const Allotment found = allot_amount(rule, amount, receivers, name, decide);
  EXPECT_EQ(found.open == open(99), !broken.empty());
  return broken.empty() ? shown(found) : broken;
}

TEST(MeasureAmount, CountsInGrains) {
  const AmountInUnits measured = measure_amount(Number(120), Number(10), nothing_breaks);
  EXPECT_TRUE(measured.open.is_known());
  EXPECT_EQ(measured.units, Number(12));
  EXPECT_TRUE(measured.is_whole);
  EXPECT_FALSE(measure_amount(Number(120), {}, nothing_breaks).is_whole);
  EXPECT_TRUE(measure_amount(Number::of(1, 3), {}, nothing_breaks).open.is_known());
}

TEST(MeasureAmount, NamesWhatIsNoNumberOfGrains) {
  const auto broken = [](int amount, int grain) {
    std::string text;
    const auto name = [&](const Breach& breach) {
      text = shown(breach);
      return open(99);
    };
    EXPECT_EQ(measure_amount(Number(amount), Number(grain), name).open, open(99));
    return text;
  };
  EXPECT_EQ(broken(125, 10), "broken: has 125");
  EXPECT_EQ(broken(-10, 10), "broken: has -10");
  EXPECT_EQ(broken(10, 0), "broken: has 0");
  EXPECT_EQ(broken(10, -5), "broken: has -5");
}

TEST(AllotAmount, WithoutAGrainSharesAreExact) {
  const AmountInUnits amount = measure_amount(Number(10), {}, nothing_breaks);
  EXPECT_EQ(allotted({}, amount, {receiver(4, 1), receiver(7, 2)}),
            "4=" + Number::of(10, 3).to_string() + " 7=" + Number::of(20, 3).to_string());
}

TEST(AllotAmount, LargestRemaindersTakeWhatIsLeftOver) {
  // 10 units by 1:2:4 are 1 3/7, 2 6/7, 5 5/7.
  EXPECT_EQ(allotted({}, whole(10), {receiver(0, 1), receiver(1, 2), receiver(2, 4)}), "0=1 1=3 2=6");
  EXPECT_EQ(allotted({}, whole(10, 100), {receiver(0, 1), receiver(1, 2), receiver(2, 4)}), "0=100 1=300 2=600");
  EXPECT_EQ(allotted({}, whole(9), {receiver(0, 1), receiver(1, 2)}), "0=3 1=6");
}

TEST(AllotAmount, AKeyOrdersWhoeverHasRoom) {
  ByAllotment rule;
  rule.largest_remainder = false;
  rule.remainder_keys.resize(1);
  std::vector<Receiver> receivers = {receiver(0, 1), receiver(1, 1), receiver(2, 1)};
  receivers[0].remainder_keys = {Number(3)};
  receivers[1].remainder_keys = {Number(1)};
  receivers[2].remainder_keys = {Number(2)};
  EXPECT_EQ(allotted(rule, whole(5), receivers), "0=1 1=2 2=2");
  rule.remainder_keys[0].descending = true;
  EXPECT_EQ(allotted(rule, whole(5), receivers), "0=2 1=1 2=2");
  receivers[0].maximum = Quantity{.number = Number(1)};
  EXPECT_EQ(allotted(rule, whole(5), receivers), "0=1 1=2 2=2") << "who is full takes none";
}

TEST(AllotAmount, TieKeysDecideEqualRemainders) {
  ByAllotment rule;
  rule.tie_keys.resize(1);
  std::vector<Receiver> receivers = {receiver(0, 1), receiver(1, 1), receiver(2, 1)};
  receivers[0].tie_keys = {Number(3)};
  receivers[1].tie_keys = {Number(1)};
  receivers[2].tie_keys = {Number(2)};
  EXPECT_EQ(allotted(rule, whole(4), receivers), "0=1 1=2 2=1");
  EXPECT_EQ(allotted(rule, whole(5), receivers), "0=1 1=2 2=2");
}

TEST(AllotAmount, ATieOnTheLineIsAsked) {
  ByAllotment rule;
  const std::vector<Receiver> receivers = {receiver(3, 1), receiver(5, 1), receiver(8, 1), receiver(9, 3)};
  EXPECT_EQ(allotted(rule, whole(8), receivers), "broken: row 3 is as good as 5") << "nobody is to decide, so there may be none";
  rule.tie_judgement = program::JudgementId{0};
  EXPECT_EQ(allotted(rule, whole(8), receivers), "3?5 5?5 8?5 9=4") << "only the tied wait";
  const auto decide = [](const std::vector<uint32_t>& tied) {
    EXPECT_EQ(tied, (std::vector<uint32_t>{3, 5, 8}));
    return TieDecision{.ordered = {8, 3, 5}, .open = {}};
  };
  EXPECT_EQ(allotted(rule, whole(8), receivers, decide), "3=1 5=1 8=2 9=4");
}

TEST(AllotAmount, BoundsAreNarrowedToWholeUnits) {
  std::vector<Receiver> receivers = {receiver(0, 1), receiver(1, 99)};
  receivers[0].minimum.number = 15;
  EXPECT_EQ(allotted({}, whole(10, 10), receivers), "0=20 1=80");
  receivers[1].maximum = Quantity{.number = Number(75)};
  EXPECT_EQ(allotted({}, whole(10, 10), receivers), "0=30 1=70");
  receivers[0].maximum = Quantity{.number = Number(29)};
  EXPECT_EQ(allotted({}, whole(10, 10), receivers), "broken: has 10");
}

TEST(AllotAmount, WeightsAreNotNegativeAndZeroAsTheRuleSays) {
  ByAllotment rule;
  std::vector<Receiver> receivers = {receiver(0, 1), receiver(1, 0), receiver(2, 1)};
  receivers[1].minimum.why = open(7);  // nobody looks at it
  EXPECT_EQ(allotted(rule, whole(4), receivers), "0=2 2=2");
  rule.zero_weight_gets_nothing = false;
  EXPECT_EQ(allotted(rule, whole(4), receivers), "broken: row 1 has 0");
  receivers[1].weight.number = -1;
  EXPECT_EQ(allotted({}, whole(4), receivers), "broken: row 1 has -1");
}

TEST(AllotAmount, TheFirstThatIsOpenHoldsUpAll) {
  std::vector<Receiver> receivers = {receiver(0, 1), receiver(1, 1), receiver(2, -1)};
  receivers[1].keys = open(4);
  EXPECT_EQ(allotted({}, whole(4), receivers), "open 4");
  receivers[1].maximum = Quantity{.why = open(3), .number = {}};
  EXPECT_EQ(allotted({}, whole(4), receivers), "open 3");
  receivers[1].minimum.why = open(2);
  EXPECT_EQ(allotted({}, whole(4), receivers), "open 2");
  receivers[1].weight.why = open(1);
  EXPECT_EQ(allotted({}, whole(4), receivers), "open 1");
  EXPECT_EQ(allotted({}, {.open = open(8), .units = {}}, receivers), "open 8");
}

RC_GTEST_PROP(AllotAmount, PartsAddUpAndAreWithinAUnitOfTheirShare, ()) {
  const auto weights =
      *rc::gen::container<std::vector<int>>(static_cast<size_t>(*rc::gen::inRange(1, 9)), rc::gen::inRange(1, 50));
  const int units = *rc::gen::inRange(0, 500);
  std::vector<Receiver> receivers;
  Number total_weight;
  ByAllotment rule;
  rule.tie_keys.resize(1);
  for (const int weight : weights) {
    receivers.push_back(receiver(static_cast<uint32_t>(receivers.size()), weight));
    receivers.back().tie_keys = {Number(receivers.size())};
    total_weight += weight;
  }
  const Allotment found = allot_amount(rule, whole(units, 7), receivers, nothing_breaks, undecided);
  RC_ASSERT(found.open.is_known());
  Number sum;
  for (const Part& part : found.parts) {
    sum += part.amount;
    const Number share = (Number(units) * receivers[part.row].weight.number).divided_by(total_weight);
    const Number off = part.amount.divided_by(Number(7)) - share;
    RC_ASSERT(off < Number(1));
    RC_ASSERT(off > Number(-1));
  }
  RC_ASSERT(sum == Number(units * 7));
}

}  // namespace
}  // namespace plumb::population
