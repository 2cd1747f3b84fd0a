// Finished columns as results: as they are where they hold whole numbers, else one value a row; places numbered in the order
// in which the results name them. Internal to run.
#pragma once

#include "run/evaluator.h"
#include "run/questions.h"
#include "run/rankings.h"

namespace plumb::run {

// Everything must be finished, what norms read included. Rankings, cuts and questions go into the results; columns as well,
// unless `keeps_columns`: then they stay whole for the next run.
[[nodiscard]] results::Results finish_results(Evaluator& evaluator, FinishedColumns& columns, const RowSets& sets,
                                              Rankings& rankings, Questions& questions, bool keeps_columns);

}  // namespace plumb::run
