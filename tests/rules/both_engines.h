// One evaluation by the columnar runner, held against the reference evaluator over the same data.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "pipeline/pipeline.h"
#include "plan/plan.h"
#include "results/compare_results.h"
#include "run/run.h"
#include "support/apply_modes.h"

namespace plumb::tests {

[[nodiscard]] inline pipeline::Evaluation evaluate_by_both(const std::string& rules, const std::string& database,
                                                           const check::Options& options = {}) {
  pipeline::Evaluation columnar = pipeline::evaluate_rules(rules, database, {}, options, {});
  EXPECT_TRUE(columnar.is_whole);
  pipeline::RunWishes wishes;
  wishes.engine = pipeline::Engine::Reference;
  const pipeline::Evaluation reference = pipeline::evaluate_rules(rules, database, wishes, options, {});
  EXPECT_TRUE(reference.is_whole);
  for (const std::string& one : results::compare_results(columnar.program(), reference.results, columnar.results)) {
    ADD_FAILURE() << rules << ": " << one;
  }
  // On as many threads as the mode wants, where it wants a number.
  if (const uint32_t threads = support::choose_threads(0); threads != 0) {
    const results::RunInputs& inputs = columnar.results.inputs;
    const plan::Plan plan =
        plan::make_plan(columnar.program(), columnar.data(), plan::find_all_facts(columnar.program(), columnar.data()),
                        {inputs.reference, inputs.assessment, {}, inputs.period_first, inputs.period_last});
    run::Options running;
    running.threads = threads;
    const results::Results other = run::run(columnar.program(), plan, columnar.data(), inputs, {}, running);
    for (const std::string& one : results::compare_results(columnar.program(), columnar.results, other)) {
      ADD_FAILURE() << rules << " on " << threads << " threads: " << one;
    }
  }
  return columnar;
}

}  // namespace plumb::tests
