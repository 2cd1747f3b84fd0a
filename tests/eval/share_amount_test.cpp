// Shares of an amount: exact sums, bounds, and proportion where no bound holds.
#include "eval/share_amount.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace plumb::eval {
namespace {

using base::Number;

Receiver receiver(int64_t weight, int64_t minimum = 0, std::optional<int64_t> maximum = {}) {
  Receiver made;
  made.weight = weight;
  made.minimum = minimum;
  if (maximum) made.maximum = Number(*maximum);
  return made;
}

TEST(ShareAmount, FollowsWeights) {
  std::vector<Receiver> receivers = {receiver(1), receiver(2)};
  ASSERT_TRUE(share_amount(Number(10), receivers));
  EXPECT_EQ(receivers[0].share, Number::of(10, 3));
  EXPECT_EQ(receivers[1].share, Number::of(20, 3));
}

TEST(ShareAmount, HoldsBoundsAndSharesTheRest) {
  std::vector<Receiver> receivers = {receiver(98), receiver(1, 10), receiver(1)};
  ASSERT_TRUE(share_amount(Number(100), receivers));
  EXPECT_EQ(receivers[1].share, Number(10));
  EXPECT_EQ(receivers[0].share, receivers[2].share * Number(98));
}

TEST(ShareAmount, RefusesWhatCannotBeMet) {
  std::vector<Receiver> too_much = {receiver(1, 60), receiver(1, 60)};
  EXPECT_FALSE(share_amount(Number(100), too_much));
  std::vector<Receiver> too_little = {receiver(1, 0, 40), receiver(1, 0, 40)};
  EXPECT_FALSE(share_amount(Number(100), too_little));
  std::vector<Receiver> nobody;
  EXPECT_FALSE(share_amount(Number(100), nobody));
  EXPECT_TRUE(share_amount(Number(0), nobody));
}

RC_GTEST_PROP(ShareAmount, AddsUpWithinBoundsInProportion, ()) {
  const auto weights =
      *rc::gen::container<std::vector<int>>(static_cast<size_t>(*rc::gen::inRange(1, 9)), rc::gen::inRange(1, 50));
  std::vector<Receiver> receivers;
  for (const int weight : weights) {
    const int minimum = *rc::gen::inRange(0, 20);
    const bool is_limited = *rc::gen::arbitrary<bool>();
    receivers.push_back(
        receiver(weight, minimum, is_limited ? std::optional<int64_t>(minimum + *rc::gen::inRange(0, 60)) : std::nullopt));
  }
  const Number total(*rc::gen::inRange(0, 2000));
  RC_PRE(share_amount(total, receivers));
  Number sum;
  for (const Receiver& one : receivers) {
    sum += one.share;
    RC_ASSERT(one.share >= one.minimum);
    // Apart: what rapidcheck captures does not stop at ||.
    const bool keeps_maximum = !one.maximum || one.share <= *one.maximum;
    RC_ASSERT(keeps_maximum);
  }
  RC_ASSERT(sum == total);
  // Who is off the common rate is held by the bound on that side.
  for (const Receiver& a : receivers) {
    for (const Receiver& b : receivers) {
      if (a.share * b.weight <= b.share * a.weight) continue;
      const bool is_lifted = a.share == a.minimum;
      const bool is_cut = b.maximum && b.share == *b.maximum;
      const bool is_bound = is_lifted || is_cut;
      RC_ASSERT(is_bound);
    }
  }
}

}  // namespace
}  // namespace plumb::eval
