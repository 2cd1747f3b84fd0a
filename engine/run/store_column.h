// Lanes of batches become rows of a finished column. Internal to run.
#pragma once

#include "run/evaluator_pool.h"

namespace plumb::run {

// Rows [first, first + count) of a column that has its size; may be called by several threads for different rows.
void store_column(Column& column, uint32_t first, uint32_t count, const Vector& vector);

// A declared range is enforced (law L11): where a known number of the whole column of `id` lies outside of it, the row is
// open instead.
void keep_promise(EvaluatorPool& evaluators, DefinitionId id, Column& column);

}  // namespace plumb::run
