// An amount divided among receivers so that the parts add up exactly (law L15).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "population/openness.h"
#include "program/definition.h"

namespace plumb::population {

// What is divided, in units of the grain: whole ones where there is a grain.
struct AmountInUnits {
  Openness open;  // not known: the grain or the amount breaks its promise
  base::Number units;
  base::Number grain = 1;
  bool is_whole = false;
};
// The grain is positive, the amount is not negative and a whole number of grains; else `breach` names what was found.
[[nodiscard]] AmountInUnits measure_amount(const base::Number& amount, const std::optional<base::Number>& grain,
                                           const NameBreach& breach);

// A row that may get a part, as it was read: what stands behind the first that is not known may be left unread, and
// of a weight that is not positive everything else (law L6). Bounds are amounts, not units.
struct Receiver {
  uint32_t row = 0;
  Quantity weight, minimum{};  // no minimum: 0
  std::optional<Quantity> maximum{};
  Openness keys{};                             // the first of the keys that is not known
  std::vector<program::Value> remainder_keys;  // beside ByAllotment::remainder_keys
  std::vector<program::Value> tie_keys;        // beside ByAllotment::tie_keys
};

struct Part {
  uint32_t row = 0;
  base::Number amount;
  Openness open;  // not known: it waits for how a tie is decided
};
struct Allotment {
  Openness open;            // not known: all parts wait for it, and none is told
  std::vector<Part> parts;  // of those who have a weight, in key order; whoever is not among them gets nothing
};

// Shares in proportion to the weights, within the bounds (share_amount.h). Where there is a grain, bounds are narrowed to
// whole units and shares cut down to them; what is left over goes, one unit each, to the first by remainder (or by the
// remainder keys), then by the tie keys. Where a tie is left on the line, `decide_tie` orders it; a rule without a judgement
// promises that there is none.
[[nodiscard]] Allotment allot_amount(const program::ByAllotment& rule, const AmountInUnits& amount,
                                     std::span<const Receiver> receivers, const NameBreach& breach, const DecideTie& decide_tie);

}  // namespace plumb::population
