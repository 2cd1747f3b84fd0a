// What a grade keeps while its entries are applied to all rows at once. Internal to eval.
#pragma once

#include <map>
#include <vector>

#include "eval/evaluator.h"

namespace plumb::eval {

struct Evaluator::CutState {
  struct RowState {
    bool is_in = false;          // of the grade's population, and nothing of it is pinned
    bool is_open = false;        // `open` stands instead of a label
    bool has_label = false, taken_by_cut = false;
    uint16_t label = 0;
    int32_t fired = -1;
    bool is_capped = false;      // no better than `cap`
    uint16_t cap = 0;
    int32_t capped_by = -1;
    Value open;
    [[nodiscard]] bool is_free() const { return is_in && !is_open && !has_label; }
  };
  // What earlier cuts of a ranking's stratum left for the next one.
  struct Carry {
    uint64_t used = 0;           // units that count against a later 前 n
    int64_t next = 0;            // places added to (vacancy) or taken from (overflow) the next cut
    bool is_waiting = false;     // a tie on an earlier line is not decided
    Value waits_for;
  };
  const program::Definition& definition;
  DefinitionId id;
  std::vector<RowState> rows;
  Value population_open = true;
  std::map<std::pair<uint32_t, uint32_t>, Carry> carries;  // by ranking and stratum

  void take(uint32_t row, uint16_t label, uint32_t entry, bool by_cut) {
    RowState& at = rows[row];
    at.has_label = true;
    at.taken_by_cut = by_cut;
    at.label = label;
    at.fired = static_cast<int32_t>(entry);
  }
  void leave_open(uint32_t row, const Value& why) {
    rows[row].is_open = true;
    rows[row].open = why;
  }
  // A cut to a better label than a row may have passes it by.
  [[nodiscard]] bool may_take(uint32_t row, uint16_t label) const {
    return rows[row].is_free() && (!rows[row].is_capped || label <= rows[row].cap);
  }
};

}  // namespace plumb::eval
