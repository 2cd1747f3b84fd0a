#include "eval/share_amount.h"

namespace plumb::eval {

using base::Number;

namespace {

bool can_be_shared(const Number& total, const std::vector<Receiver>& receivers) {
  Number least;
  Number most;
  bool is_limited = true;
  for (const Receiver& receiver : receivers) {
    if (receiver.maximum && *receiver.maximum < receiver.minimum) return false;
    least += receiver.minimum;
    if (receiver.maximum)
      most += *receiver.maximum;
    else
      is_limited = false;
  }
  return least <= total && (!is_limited || total <= most);
}

}  // namespace

// Whoever breaks a bound is held at it, and the rest is shared anew among the others. Of the two kinds of bound
// the one that moves more is held first: the other's holders may come free of it.
bool share_amount(const Number& total, std::vector<Receiver>& receivers) {
  if (!can_be_shared(total, receivers)) return false;
  std::vector<uint8_t> is_held(receivers.size(), 0);
  for (;;) {
    Number rest = total;
    Number weights;
    for (size_t i = 0; i < receivers.size(); ++i) {
      if (is_held[i] != 0)
        rest -= receivers[i].share;
      else
        weights += receivers[i].weight;
    }
    if (weights.is_zero()) return rest.is_zero();
    Number lifted;
    Number cut;
    for (size_t i = 0; i < receivers.size(); ++i) {
      Receiver& receiver = receivers[i];
      if (is_held[i] != 0) continue;
      receiver.share = (rest * receiver.weight).divided_by(weights);
      if (receiver.share < receiver.minimum) lifted += receiver.minimum - receiver.share;
      if (receiver.maximum && receiver.share > *receiver.maximum) cut += receiver.share - *receiver.maximum;
    }
    if (lifted.is_zero() && cut.is_zero()) return true;
    for (size_t i = 0; i < receivers.size(); ++i) {
      Receiver& receiver = receivers[i];
      if (is_held[i] != 0) continue;
      const bool is_low = receiver.share < receiver.minimum;
      const bool is_high = receiver.maximum && receiver.share > *receiver.maximum;
      if (is_low && lifted >= cut)
        receiver.share = receiver.minimum;
      else if (is_high && cut >= lifted)
        receiver.share = *receiver.maximum;
      else
        continue;
      is_held[i] = 1;
    }
  }
}

}  // namespace plumb::eval
