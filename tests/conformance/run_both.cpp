#include "conformance/run_both.h"

#include <gtest/gtest.h>

#include "eval/eval.h"
#include "plan/plan.h"
#include "results/compare_results.h"
#include "run/run.h"
#include "support/apply_modes.h"

namespace plumb::conformance {

results::Results run_both(const program::Program& program) {
  data::Data data;
  data.tables.resize(program.tables.size());
  const results::RunInputs inputs;
  results::Results reference = eval::evaluate(program, data, inputs);
  const plan::Plan plan =
      plan::make_plan(program, data, plan::find_all_facts(program, data), {inputs.reference, inputs.assessment});
  for (const uint32_t batch : {1U, 1024U}) {
    run::Options options;
    options.batch = batch;
    options.threads = support::choose_threads(1);
    const results::Results columnar = run::run(program, plan, data, inputs, {}, options);
    for (const std::string& one : results::compare_results(program, reference, columnar))
      ADD_FAILURE() << "columnar runner: " << one;
  }
  return reference;
}

}  // namespace plumb::conformance
