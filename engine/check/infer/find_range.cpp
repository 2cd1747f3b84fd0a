// Ranges of computed values: enough to prove divisors positive and tables complete, never narrower than the truth.
#include <algorithm>
#include <array>

#include "check/infer/infer_parts.h"

namespace plumb::check {

using program::Bound;
using program::Number;
using program::Type;

namespace {

std::optional<Bound> added(const std::optional<Bound>& a, const std::optional<Bound>& b) {
  if (!a || !b) return std::nullopt;
  return Bound{a->value + b->value, a->open || b->open};
}

std::optional<Bound> negated(const std::optional<Bound>& a) {
  if (!a) return std::nullopt;
  return Bound{-a->value, a->open};
}

bool is_at_least_zero(const Type& type) { return type.low && type.low->value.sign() >= 0; }

}  // namespace

bool is_positive(const Type& type) {
  return type.low && (type.low->value.sign() > 0 || (type.low->value.is_zero() && type.low->open));
}

bool is_nonzero(const Type& type) {
  return is_positive(type) || (type.high && (type.high->value.sign() < 0 || (type.high->value.is_zero() && type.high->open)));
}

void range_of_sum(const Type& a, const Type& b, bool minus, Type& result) {
  result.low = added(a.low, minus ? negated(b.high) : b.low);
  result.high = added(a.high, minus ? negated(b.low) : b.high);
}

void range_of_negation(const Type& a, Type& result) {
  const std::optional<Bound> low = a.low;
  result.low = negated(a.high);
  result.high = negated(low);
}

void range_of_product(const Type& a, const Type& b, Type& result) {
  const std::optional<Bound> a_low = a.low, a_high = a.high, b_low = b.low, b_high = b.high;
  result.low.reset();
  result.high.reset();
  if (is_at_least_zero(a) && is_at_least_zero(b)) {
    const bool open = is_positive(a) && is_positive(b) && (a_low->open || b_low->open);
    result.low = Bound{a_low->value * b_low->value, open};
    if (a_high && b_high) {
      result.high = Bound{a_high->value * b_high->value, a_high->open || b_high->open};
      // 0 × x stays reachable at the open end of x.
      if (a_high->value.is_zero() || b_high->value.is_zero()) result.high->open = false;
    }
    return;
  }
  if (!a_low || !a_high || !b_low || !b_high) return;
  const std::array<Number, 4> corners{a_low->value * b_low->value, a_low->value * b_high->value, a_high->value * b_low->value,
                                      a_high->value * b_high->value};
  result.low = Bound{*std::ranges::min_element(corners), false};
  result.high = Bound{*std::ranges::max_element(corners), false};
}

void range_of_quotient(const Type& a, const Type& b, Type& result) {
  // Only divisors above zero: the sign of the others is rarely known and never needed.
  Type inverse;
  if (is_positive(b)) {
    inverse.low = b.high && b.high->value.sign() > 0 ? Bound{Number(1).divided_by(b.high->value), b.high->open} : Bound{0, true};
    if (b.low->value.sign() > 0) inverse.high = Bound{Number(1).divided_by(b.low->value), b.low->open};
  } else if (is_at_least_zero(b)) {
    inverse.low = Bound{0, true};  // a divisor of zero is answered apart
  }
  range_of_product(a, inverse, result);
}

void range_of_larger(const Type& a, const Type& b, bool larger, Type& result) {
  const auto pick = [](const std::optional<Bound>& x, const std::optional<Bound>& y, bool is_larger) {
    if (x->value == y->value) return Bound{x->value, x->open && y->open};
    return (x->value > y->value) == is_larger ? *x : *y;
  };
  const std::optional<Bound> a_low = a.low, a_high = a.high, b_low = b.low, b_high = b.high;
  // The larger of two is at least every lower bound that is known; it is below a bound only if both are.
  const auto either = [&](const std::optional<Bound>& x, const std::optional<Bound>& y, bool is_larger) -> std::optional<Bound> {
    if (x && y) {
      if (x->value == y->value) return Bound{x->value, x->open || y->open};
      return pick(x, y, is_larger);
    }
    return x ? x : y;
  };
  const auto both = [&](const std::optional<Bound>& x, const std::optional<Bound>& y, bool is_larger) -> std::optional<Bound> {
    if (x && y) return pick(x, y, is_larger);
    return std::nullopt;
  };
  result.low = larger ? either(a_low, b_low, true) : both(a_low, b_low, false);
  result.high = larger ? both(a_high, b_high, true) : either(a_high, b_high, false);
}

}  // namespace plumb::check
