// Shares of an amount: exact sums, bounds, and proportion where no bound holds.
#include "population/share_amount.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace plumb::population {
namespace {

using base::Number;

Share share(int64_t weight, int64_t minimum = 0, std::optional<int64_t> maximum = {}) {
  Share made;
  made.weight = weight;
  made.minimum = minimum;
  if (maximum) made.maximum = Number(*maximum);
  return made;
}

TEST(ShareAmount, FollowsWeights) {
  std::vector<Share> shares = {share(1), share(2)};
  ASSERT_TRUE(share_amount(Number(10), shares));
  EXPECT_EQ(shares[0].amount, Number::of(10, 3));
  EXPECT_EQ(shares[1].amount, Number::of(20, 3));
}

TEST(ShareAmount, HoldsBoundsAndSharesTheRest) {
  std::vector<Share> shares = {share(98), share(1, 10), share(1)};
  ASSERT_TRUE(share_amount(Number(100), shares));
  EXPECT_EQ(shares[1].amount, Number(10));
  EXPECT_EQ(shares[0].amount, shares[2].amount * Number(98));
}

TEST(ShareAmount, RefusesWhatCannotBeMet) {
  std::vector<Share> too_much = {share(1, 60), share(1, 60)};
  EXPECT_FALSE(share_amount(Number(100), too_much));
  std::vector<Share> too_little = {share(1, 0, 40), share(1, 0, 40)};
  EXPECT_FALSE(share_amount(Number(100), too_little));
  std::vector<Share> nobody;
  EXPECT_FALSE(share_amount(Number(100), nobody));
  EXPECT_TRUE(share_amount(Number(0), nobody));
}

RC_GTEST_PROP(ShareAmount, AddsUpWithinBoundsInProportion, ()) {
  const auto weights =
      *rc::gen::container<std::vector<int>>(static_cast<size_t>(*rc::gen::inRange(1, 9)), rc::gen::inRange(1, 50));
  std::vector<Share> shares;
  for (const int weight : weights) {
    const int minimum = *rc::gen::inRange(0, 20);
    const bool is_limited = *rc::gen::arbitrary<bool>();
    shares.push_back(
        share(weight, minimum, is_limited ? std::optional<int64_t>(minimum + *rc::gen::inRange(0, 60)) : std::nullopt));
  }
  const Number total(*rc::gen::inRange(0, 2000));
  RC_PRE(share_amount(total, shares));
  Number sum;
  for (const Share& one : shares) {
    sum += one.amount;
    RC_ASSERT(one.amount >= one.minimum);
    // Apart: what rapidcheck captures does not stop at ||.
    const bool keeps_maximum = !one.maximum || one.amount <= *one.maximum;
    RC_ASSERT(keeps_maximum);
  }
  RC_ASSERT(sum == total);
  // Who is off the common rate is held by the bound on that side.
  for (const Share& a : shares) {
    for (const Share& b : shares) {
      if (a.amount * b.weight <= b.amount * a.weight) continue;
      const bool is_lifted = a.amount == a.minimum;
      const bool is_cut = b.maximum && b.amount == *b.maximum;
      const bool is_bound = is_lifted || is_cut;
      RC_ASSERT(is_bound);
    }
  }
}

}  // namespace
}  // namespace plumb::population
