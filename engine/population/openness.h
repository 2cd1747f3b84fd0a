// What is known of a member, as the operators of this room take it in and hand it out.
//
// A value that is not known is only handed on, never looked into: `state` is what packed values hold (results/values.h),
// and the number of a place means something to the evaluator alone that gave it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/number.h"
#include "results/values.h"

namespace plumb::population {

inline constexpr uint32_t NoRow = UINT32_MAX;

struct Openness {
  uint8_t state = results::state::Known;
  uint32_t open = 0;  // where the state is Open: the evaluator's number of the place
  [[nodiscard]] bool is_known() const { return state == results::state::Known; }
  friend bool operator==(const Openness&, const Openness&) = default;
};

struct Truth {
  Openness why{};      // known: `holds` is the answer
  bool holds = false;  // meaningless where it is not known
  [[nodiscard]] bool is_known() const { return why.is_known(); }
  [[nodiscard]] bool is_true() const { return is_known() && holds; }
  [[nodiscard]] bool is_false() const { return is_known() && !holds; }
};

struct Quantity {
  Openness why{};  // known: `number` is the value
  base::Number number;
  [[nodiscard]] bool is_known() const { return why.is_known(); }
};

// A promise of the rules that the data breaks (law L11): who names it knows places and keys.
struct Breach {
  uint32_t row = NoRow;
  uint32_t same_as = NoRow;  // the row that may not be as good as this one; else what was found is told
  std::string found{};
};
using NameBreach = std::function<Openness(const Breach&)>;

// Which of the tied go first: all of them in their order, or why nobody can say yet (law L9).
struct TieDecision {
  std::vector<uint32_t> ordered;  // rows
  Openness open;                  // known: `ordered` holds every row that was asked about, once
};
using DecideTie = std::function<TieDecision(const std::vector<uint32_t>& tied)>;

}  // namespace plumb::population
