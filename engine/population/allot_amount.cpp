#include "population/allot_amount.h"

#include <algorithm>
#include <utility>

#include "population/compare_values.h"
#include "population/share_amount.h"

namespace plumb::population {

using base::Number;
using program::ByAllotment;

namespace {

// Who has a weight: the receiver, its share in units, what of it was cut off.
struct Claim {
  const Receiver* receiver = nullptr;
  Number units;
  Number remainder;
  Openness open;
};

// Not known: the first receiver, in key order, that leaves the whole open.
Openness admit(const ByAllotment& rule, const AmountInUnits& amount, const Receiver& receiver, const NameBreach& breach,
               std::vector<Claim>& claims, std::vector<Share>& shares) {
  if (!receiver.weight.is_known()) return receiver.weight.why;
  const Number& weight = receiver.weight.number;
  if (weight.is_zero() && rule.zero_weight_gets_nothing) return {};
  if (weight.sign() <= 0) return breach({.row = receiver.row, .found = weight.to_string()});
  if (!receiver.minimum.is_known()) return receiver.minimum.why;
  if (receiver.maximum && !receiver.maximum->is_known()) return receiver.maximum->why;
  if (!receiver.keys.is_known()) return receiver.keys;
  Share share;
  share.weight = weight;
  share.minimum = receiver.minimum.number.divided_by(amount.grain);
  if (amount.is_whole) share.minimum = share.minimum.ceiling();
  if (receiver.maximum) {
    share.maximum = receiver.maximum->number.divided_by(amount.grain);
    if (amount.is_whole) share.maximum = share.maximum->floor();
  }
  claims.push_back({.receiver = &receiver, .units = {}, .remainder = {}, .open = {}});
  shares.push_back(std::move(share));
  return {};
}

Openness share_out(const ByAllotment& rule, const AmountInUnits& amount, std::span<const Receiver> receivers,
                   const NameBreach& breach, std::vector<Claim>& claims, std::vector<Share>& shares) {
  for (const Receiver& receiver : receivers) {
    const Openness open = admit(rule, amount, receiver, breach, claims, shares);
    if (!open.is_known()) return open;
  }
  if (!share_amount(amount.units, shares)) return breach({.found = amount.units.to_string()});
  for (size_t i = 0; i < claims.size(); ++i) claims[i].units = shares[i].amount;
  return {};
}

// Cuts every share down to whole units, and tells how many are left over. Maxima are whole, so a share that was cut never
// breaks its own.
uint64_t cut_to_units(const Number& total, std::vector<Claim>& claims) {
  Number left = total;
  for (Claim& claim : claims) {
    const Number whole = claim.units.floor();
    claim.remainder = claim.units - whole;
    claim.units = whole;
    left -= whole;
  }
  return static_cast<uint64_t>(left.to_int64().value_or(0));
}

// Who may take a unit that is left over. A largest remainder is one of those who have one; a key orders every receiver that
// has room.
bool may_take_unit(const ByAllotment& rule, const Claim& claim, const Share& share) {
  if (rule.largest_remainder) return !claim.remainder.is_zero();
  return !share.maximum || claim.units + Number(1) <= *share.maximum;
}

std::strong_ordering order_claims(const ByAllotment& rule, const Claim& a, const Claim& b) {
  const std::strong_ordering first =
      rule.largest_remainder ? b.remainder <=> a.remainder
                             : compare_keys(rule.remainder_keys, a.receiver->remainder_keys, b.receiver->remainder_keys);
  return first != 0 ? first : compare_keys(rule.tie_keys, a.receiver->tie_keys, b.receiver->tie_keys);
}

// Until the tie is decided, only those in it wait.
Openness give_tied(const ByAllotment& rule, std::span<Claim* const> tied, uint64_t units, const NameBreach& breach,
                   const DecideTie& decide_tie) {
  std::vector<uint32_t> rows;
  for (const Claim* claim : tied) rows.push_back(claim->receiver->row);
  if (!rule.tie_judgement.valid()) return breach({.row = rows[0], .same_as = rows[1]});
  const TieDecision decision = decide_tie(rows);
  for (Claim* claim : tied) {
    claim->open = decision.open;
    if (!decision.open.is_known()) continue;
    const auto at = std::find(decision.ordered.begin(), decision.ordered.end(), claim->receiver->row);
    if (static_cast<uint64_t>(at - decision.ordered.begin()) < units) claim->units += 1;
  }
  return {};
}

Openness give_left_over(const ByAllotment& rule, uint64_t units, std::span<Claim*> order, const NameBreach& breach,
                        const DecideTie& decide_tie) {
  std::stable_sort(order.begin(), order.end(), [&](const Claim* a, const Claim* b) { return order_claims(rule, *a, *b) < 0; });
  for (size_t begin = 0, end = 0; begin < order.size() && units > 0; begin = end) {
    while (end < order.size() && order_claims(rule, *order[begin], *order[end]) == 0) ++end;
    const std::span<Claim*> tied = order.subspan(begin, end - begin);
    if (tied.size() > units) return give_tied(rule, tied, units, breach, decide_tie);
    for (Claim* claim : tied) claim->units += 1;
    units -= tied.size();
  }
  return {};
}

}  // namespace

AmountInUnits measure_amount(const Number& amount, const std::optional<Number>& grain, const NameBreach& breach) {
  AmountInUnits measured;
  if (grain) {
    measured.grain = *grain;
    measured.is_whole = true;
    if (grain->sign() <= 0) {
      measured.open = breach({.found = grain->to_string()});
      return measured;
    }
  }
  measured.units = amount.divided_by(measured.grain);
  if (measured.units.sign() < 0 || (measured.is_whole && !measured.units.is_integer()))
    measured.open = breach({.found = amount.to_string()});
  return measured;
}

Allotment allot_amount(const ByAllotment& rule, const AmountInUnits& amount, std::span<const Receiver> receivers,
                       const NameBreach& breach, const DecideTie& decide_tie) {
  std::vector<Claim> claims;
  std::vector<Share> shares;
  Openness open = amount.open;
  if (open.is_known()) open = share_out(rule, amount, receivers, breach, claims, shares);
  if (open.is_known() && amount.is_whole) {
    const uint64_t left = cut_to_units(amount.units, claims);
    std::vector<Claim*> order;
    for (size_t i = 0; i < claims.size(); ++i) {
      if (may_take_unit(rule, claims[i], shares[i])) order.push_back(&claims[i]);
    }
    open = give_left_over(rule, left, order, breach, decide_tie);
  }
  if (!open.is_known()) return {.open = open, .parts = {}};
  Allotment allotment;
  for (const Claim& claim : claims) allotment.parts.push_back({claim.receiver->row, claim.units * amount.grain, claim.open});
  return allotment;
}

}  // namespace plumb::population
