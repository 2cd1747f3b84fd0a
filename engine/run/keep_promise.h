// Declared ranges are enforced (law L11). Internal to run.
#pragma once

#include "run/evaluator_pool.h"

namespace plumb::run {

// Where a known number of the whole column of `id` lies outside of the range that was declared, the row is open instead.
void keep_promise(EvaluatorPool& evaluators, DefinitionId id, Column& column);

}  // namespace plumb::run
