// What a grade keeps while its entries are applied to all rows at once. Internal to eval.
#pragma once

#include <map>
#include <vector>

#include "eval/evaluator.h"

namespace plumb::eval {

struct Evaluator::CutState {
  struct RowState {
    bool is_in = false;      // of the grade's population, and nothing of it is pinned
    bool is_unsure = false;  // whether it is in is not known: `open`
    bool is_kept = false;    // in quarantine with its place kept: counts in bases, and that is all
    bool is_pinned = false;
    bool is_open = false;  // `open` stands instead of a label
    bool has_label = false;
    bool is_found = false;  // the label is that of a veto or a finding, not of a cut or what is left
    uint16_t label = 0;
    int32_t fired = -1;
    bool is_capped = false;  // no better than `cap`
    uint16_t cap = 0;
    int32_t capped_by = -1;
    Value open;
    [[nodiscard]] bool is_free() const { return is_in && !is_open && !has_label; }
  };
  // Where the cuts of a ranking's stratum have come to. Equal unless vacancies or ties let in are carried on.
  struct Line {
    int64_t places = 0;       // places that were given out so far, counted from the top
    int64_t used = 0;         // what of them is used up
    bool is_waiting = false;  // a tie on an earlier line is not decided
    Value waits_for;
  };
  const program::Definition& definition;
  DefinitionId id;
  std::vector<RowState> rows;
  std::map<std::pair<uint32_t, uint32_t>, Line> lines;  // by ranking and stratum

  void take(uint32_t row, uint16_t label, uint32_t entry, bool is_found) {
    RowState& at = rows[row];
    at.has_label = true;
    at.is_found = is_found;
    at.label = label;
    at.fired = static_cast<int32_t>(entry);
  }
  void leave_open(uint32_t row, const Value& why) {
    rows[row].is_open = true;
    rows[row].open = why;
  }
  void cap(uint32_t row, uint16_t label, uint32_t entry) {
    RowState& at = rows[row];
    if (at.is_capped && at.cap <= label) return;
    at.is_capped = true;
    at.cap = label;
    at.capped_by = static_cast<int32_t>(entry);
  }
  // A row that may not be so good is in neither base nor ranking of a cut to a better label.
  [[nodiscard]] bool may_take(uint32_t row, uint16_t label) const {
    return rows[row].is_free() && (!rows[row].is_capped || label <= rows[row].cap);
  }
};

}  // namespace plumb::eval
