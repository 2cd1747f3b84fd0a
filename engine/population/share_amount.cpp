#include "population/share_amount.h"

namespace plumb::population {

using base::Number;

namespace {

bool can_be_shared(const Number& total, const std::vector<Share>& shares) {
  Number least;
  Number most;
  bool is_limited = true;
  for (const Share& one : shares) {
    if (one.maximum && *one.maximum < one.minimum) return false;
    least += one.minimum;
    if (one.maximum)
      most += *one.maximum;
    else
      is_limited = false;
  }
  return least <= total && (!is_limited || total <= most);
}

}  // namespace

// Whoever breaks a bound is held at it, and the rest is shared anew among the others. Of the two kinds of bound
// the one that moves more is held first: the other's holders may come free of it.
bool share_amount(const Number& total, std::vector<Share>& shares) {
  if (!can_be_shared(total, shares)) return false;
  std::vector<uint8_t> is_held(shares.size(), 0);
  for (;;) {
    Number rest = total;
    Number weights;
    for (size_t i = 0; i < shares.size(); ++i) {
      if (is_held[i] != 0)
        rest -= shares[i].amount;
      else
        weights += shares[i].weight;
    }
    if (weights.is_zero()) return rest.is_zero();
    Number lifted;
    Number cut;
    for (size_t i = 0; i < shares.size(); ++i) {
      Share& one = shares[i];
      if (is_held[i] != 0) continue;
      one.amount = (rest * one.weight).divided_by(weights);
      if (one.amount < one.minimum) lifted += one.minimum - one.amount;
      if (one.maximum && one.amount > *one.maximum) cut += one.amount - *one.maximum;
    }
    if (lifted.is_zero() && cut.is_zero()) return true;
    for (size_t i = 0; i < shares.size(); ++i) {
      Share& one = shares[i];
      if (is_held[i] != 0) continue;
      const bool is_low = one.amount < one.minimum;
      const bool is_high = one.maximum && one.amount > *one.maximum;
      if (is_low && lifted >= cut)
        one.amount = one.minimum;
      else if (is_high && cut >= lifted)
        one.amount = *one.maximum;
      else
        continue;
      is_held[i] = 1;
    }
  }
}

}  // namespace plumb::population
