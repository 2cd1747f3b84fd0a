// One evaluation by the columnar runner, held against the reference evaluator over the same data.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "pipeline/pipeline.h"
#include "results/compare_results.h"

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
  return columnar;
}

}  // namespace plumb::tests
