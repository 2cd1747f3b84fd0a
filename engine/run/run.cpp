#include "run/run.h"

#include <algorithm>
#include <optional>

#include "run/finish_results.h"
#include "run/reuse_columns.h"
#include "run/scheduler.h"

namespace plumb::run {

namespace {

// In the program's order, and then whatever that leaves out.
std::vector<DefinitionId> order_of_all(const program::Program& program) {
  std::vector<uint8_t> is_listed(program.definitions.size(), 0);
  std::vector<DefinitionId> order = program.order;
  for (const DefinitionId id : order) is_listed[id.value] = 1;
  for (uint32_t i = 0; i < is_listed.size(); ++i) {
    if (is_listed[i] == 0) order.push_back(DefinitionId{i});
  }
  return order;
}

void require_all(Scheduler& scheduler, const program::Program& program, const Options& options) {
  const std::vector<DefinitionId> order = order_of_all(program);
  for (size_t done = 0; done < order.size(); ++done) {
    scheduler.require(order[done]);
    if (options.progress && !options.progress(static_cast<int>((done + 1) * 1000 / order.size()))) break;
  }
  for (uint32_t i = 0; i < program.populations.size(); ++i) scheduler.require(PopulationId{i});
  for (uint32_t i = 0; i < program.rankings.size(); ++i) scheduler.require(program::RankingId{i});
  for (const program::Norm& norm : program.norms) {
    for (const ExprId expr : {norm.deadline, norm.fulfilled, norm.amount}) scheduler.require(expr, norm.definition);
  }
}

// With a cache: takes from it what fits, and leaves in it what the next run may take.
results::Results run_with(ColumnCache* cache, const program::Program& program, const plan::Plan& plan, const data::Data& data,
                          const results::RunInputs& inputs, const program::Pins& pins, const Options& options) {
  InternTable interned;
  const RunContext context(program, plan, data, inputs, pins, std::max<uint32_t>(1, options.batch), interned);
  FinishedColumns columns(program);
  RowSets sets(program);
  Rankings rankings(program);
  Questions questions(context);
  EvaluatorPool evaluators(context, columns, sets, options.threads);
  std::optional<ColumnReuse> reuse;
  if (cache != nullptr) {
    reuse.emplace(context, columns, sets, *cache);
    reuse->take();
  }
  Scheduler scheduler(evaluators, columns, sets, rankings, questions);
  require_all(scheduler, program, options);
  results::Results results = finish_results(evaluators.own(), columns, sets, rankings, questions, cache != nullptr);
  if (reuse) reuse->keep(questions);
  return results;
}

}  // namespace

results::Results run(const program::Program& program, const plan::Plan& plan, const data::Data& data,
                     const results::RunInputs& inputs, const program::Pins& pins, const Options& options) {
  return run_with(nullptr, program, plan, data, inputs, pins, options);
}

results::Results run_again(const program::Program& program, const plan::Plan& plan, const data::Data& data,
                           const results::RunInputs& inputs, ColumnCache& cache, const program::Pins& pins,
                           const Options& options) {
  return run_with(&cache, program, plan, data, inputs, pins, options);
}

}  // namespace plumb::run
