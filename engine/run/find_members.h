// The rows of a set for one lane of a batch. Internal to run.
#pragma once

#include <vector>

#include "run/evaluator.h"

namespace plumb::run {

struct Members {
  Rows rows;                              // in key order; of the set's index, or `owned`
  std::vector<uint32_t> owned, of_owner;  // of an inherited set: the owner's own
  bool is_open = false;
  uint8_t state = state::Open;  // of what leaves them open
  uint32_t open = 0;
};

// The group of the row of `lane`: its own where it is in the set, else the one that has the values of its keys. NoRow: there
// is none, or `members` is left open.
uint32_t find_group(Evaluator& evaluator, const Groups& groups, const SetSource& set, const Batch& batch, uint32_t lane,
                    Members& members);

// Fills `members`, which may be used again, for the row of `lane`; `id` is the expression that the set stands in.
void find_members(Evaluator& evaluator, const SetSource& set, ExprId id, const Batch& batch, uint32_t lane, Members& members);

}  // namespace plumb::run
