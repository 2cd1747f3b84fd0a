#include "run/evaluator_pool.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace plumb::run {

EvaluatorPool::EvaluatorPool(const RunContext& context, const FinishedColumns& columns, const RowSets& sets, uint32_t threads)
    : context_(context), threads_(threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency())) {
  for (uint32_t i = 0; i < threads_.size(); ++i) evaluators_.push_back(std::make_unique<Evaluator>(context, columns, sets));
}

void EvaluatorPool::for_batches(uint32_t rows, uint64_t weight, const std::function<void(Evaluator&, uint32_t, uint32_t)>& work) {
  // Two batches of work are worth a thread; few rows that read many are cut smaller.
  const uint32_t batch = context_.batch;
  const auto threads = static_cast<uint32_t>(std::min<uint64_t>({threads_.size(), weight / batch, rows}));
  const uint32_t most = threads > 1 ? std::clamp(rows / (threads * 8), std::min(8U, batch), batch) : batch;
  const uint32_t batches = (rows + most - 1) / most;
  std::atomic<uint32_t> next{0};
  threads_.run(std::max(1U, threads), [&](uint32_t thread) {
    for (uint32_t i = next++; i < batches; i = next++) work(*evaluators_[thread], i * most, std::min(most, rows - i * most));
  });
}

std::vector<Lane> EvaluatorPool::eval_rows(ExprId expr, TableId table, DefinitionId definition, bool of_each_row) {
  const uint32_t rows = context_.row_count(table);
  std::vector<Lane> lanes(rows);
  const bool is_wide = is_rational(context_.plan.exprs[expr.value], context_.program.at(expr).type.kind);
  for_batches(rows, rows, [&](Evaluator& evaluator, uint32_t first, uint32_t count) {
    Batch batch = batch_of(table, first, count, definition);
    if (!of_each_row) batch.base = {table, NoRow, nullptr, true};
    const Vector values = evaluator.eval(expr, batch, nullptr);
    for (uint32_t i = 0; i < count; ++i) lanes[first + i] = lane_of(values, i, is_wide);
  });
  return lanes;
}

}  // namespace plumb::run
