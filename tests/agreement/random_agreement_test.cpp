// Random rule sets over random rows: the columnar runner gives what the reference evaluator gives, for any number of
// threads and any size of batches.
#include <gtest/gtest.h>

#include <cstdlib>

#include "check/check.h"
#include "diagnostics/render.h"
#include "eval/eval.h"
#include "plan/plan.h"
#include "random/generator.h"
#include "results/compare_results.h"
#include "run/run.h"
#include "syntax/syntax.h"

namespace plumb::agreement {
namespace {

results::RunInputs inputs_of(const program::Program& program) {
  results::RunInputs inputs;
  inputs.assessment = program.assessment;
  inputs.period_first = program.period_first.value();
  inputs.period_last = program.period_last.value();
  inputs.reference = program.reference.value();
  return inputs;
}

TEST(RandomAgreement, RunnerGivesWhatTheReferenceGives) {
  const char* wanted = std::getenv("PLUMB_SEED");
  const char* runs_wanted = std::getenv("PLUMB_RUNS");
  const uint64_t first = wanted == nullptr ? 20231116 : std::strtoull(wanted, nullptr, 10);
  const uint64_t runs = runs_wanted != nullptr ? std::strtoull(runs_wanted, nullptr, 10) : wanted == nullptr ? 150 : 1;
  for (uint64_t seed = first; seed < first + runs; ++seed) {
    SCOPED_TRACE("PLUMB_SEED=" + std::to_string(seed));
    random::Generator generator(seed);
    source::SourceSet sources;
    diagnostics::Sink sink;
    const std::string text = generator.rules();
    const source::FileId file = sources.add("random.plumb", text);
    const check::Loader none = [](const std::string&, source::FileId) { return std::optional<source::FileId>(); };
    const program::Program program = check::check(sources, file, none, {.with_findings = false}, sink);
    const data::Data data = data::build_data(program, generator.rows(program), program.assessment);
    const results::RunInputs inputs = inputs_of(program);
    const results::Results reference = eval::evaluate(program, data, inputs);
    const plan::Plan plan = plan::make_plan(program, data, plan::find_all_facts(program, data), {inputs.reference, inputs.assessment, {}, inputs.period_first, inputs.period_last});
    for (const uint32_t batch : {1U, 7U, 1024U}) {
      const results::Results columnar = run::run(program, plan, data, inputs, {}, {.threads = batch == 7 ? 2U : 1U, .batch = batch});
      const std::vector<std::string> differences = results::compare_results(program, reference, columnar);
      EXPECT_TRUE(differences.empty()) << "batch " << batch;
      for (const std::string& one : differences) ADD_FAILURE() << one;
      if (!differences.empty()) break;
    }
    if (testing::Test::HasFailure()) {
      std::printf("%s\n", text.c_str());
      break;
    }
  }
}

}  // namespace
}  // namespace plumb::agreement
