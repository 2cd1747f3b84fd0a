// The threads of a run, and the evaluator that each of them has for itself. Internal to run.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/thread_pool.h"
#include "run/evaluator.h"

namespace plumb::run {

class EvaluatorPool {
 public:
  // `threads`: 0 for all that the machine has.
  EvaluatorPool(const RunContext& context, const FinishedColumns& columns, const RowSets& sets, uint32_t threads);

  // Calls `work(evaluator, first, count)` for batches of rows on all threads, and ends when all rows are done.
  // `weight`: about how many lanes that is, counting the rows that each of them reads.
  void for_batches(uint32_t rows, uint64_t weight, const std::function<void(Evaluator&, uint32_t, uint32_t)>& work);
  // An expression of every row of a table, in the name of `definition` and of each row or of none.
  [[nodiscard]] std::vector<Lane> eval_rows(ExprId expr, TableId table, DefinitionId definition, bool of_each_row);
  // That of the thread which calls.
  [[nodiscard]] Evaluator& own() { return *evaluators_.front(); }
  [[nodiscard]] const RunContext& context() const { return context_; }

 private:
  const RunContext& context_;
  base::ThreadPool threads_;
  std::vector<std::unique_ptr<Evaluator>> evaluators_;  // by thread
};

}  // namespace plumb::run
