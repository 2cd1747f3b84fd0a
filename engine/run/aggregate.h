// Aggregates over the members of sets, for every row of a batch that asks (law L6). Internal to run.
#pragma once

#include "run/evaluator.h"

namespace plumb::run {

class Reducer;

// The value for each lane, whoever else may share it; Evaluator looks for a shared one first.
[[nodiscard]] Vector compute_aggregate(Evaluator& evaluator, const program::Aggregate& node, ExprId id, const Batch& batch,
                                       Active active);

// The whole aggregate is one loop over a column of the data (sum_in_place.cpp). False: it is not.
[[nodiscard]] bool sum_in_place(Evaluator& evaluator, const program::Aggregate& node, ExprId id, const Batch& batch,
                                Vector& result);
// Sums and counts of rows that stand by their owners, by stretches of rows (add_runs.cpp). False: it asks for something else.
[[nodiscard]] bool add_runs(Evaluator& evaluator, const program::Aggregate& node, const Batch& batch, Reducer& reducer);

}  // namespace plumb::run
