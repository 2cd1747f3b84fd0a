// What a grade knows of one row while its entries are applied to all rows at once.
#pragma once

#include <cstdint>

#include "population/openness.h"

namespace plumb::population {

struct GradeRow {
  enum class Standing : uint8_t {
    Outside,  // not of the grade's population, or taken out of it
    Unsure,   // whether it is in is not known: `open` says why
    Kept,     // in quarantine with its place kept: counts in bases, and that is all
    In,
  };
  Standing standing = Standing::Outside;
  bool is_pinned = false;  // it already has what it gets
  bool is_open = false;    // `open` stands instead of a label
  bool has_label = false;
  bool is_found = false;  // the label is that of a veto or a finding, not of a cut or what is left
  uint16_t label = 0;
  int32_t entry = -1;      // that gave the label
  int32_t cap_entry = -1;  // that lets it have nothing better than `cap`; -1: none does
  uint16_t cap = 0;
  Openness open{};

  [[nodiscard]] bool is_free() const { return standing == Standing::In && !has_label && !is_open; }
  // A row that may not be so good is in neither base nor ranking of a cut to a better label.
  [[nodiscard]] bool may_take(uint16_t wanted) const { return is_free() && (cap_entry < 0 || wanted <= cap); }
  void take(uint16_t given, uint32_t by_entry, bool by_finding) {
    has_label = true;
    is_found = by_finding;
    label = given;
    entry = static_cast<int32_t>(by_entry);
  }
  void leave_open(const Openness& why) {
    is_open = true;
    open = why;
  }
  // The lowest cap counts, and of equal ones the first.
  void limit(uint16_t best, uint32_t by_entry) {
    if (cap_entry >= 0 && cap <= best) return;
    cap = best;
    cap_entry = static_cast<int32_t>(by_entry);
  }
};

}  // namespace plumb::population
