// The tests of every rule file of the repository, as data: rows that are given, values that are pinned. Both evaluators
// make the same of all definitions of each of them.
#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "eval/evaluator.h"
#include "eval/run_tests.h"
#include "pipeline/files.h"
#include "pipeline/pipeline.h"
#include "plan/plan.h"
#include "results/compare_results.h"
#include "run/run.h"
#include "support/apply_modes.h"
#include "support/find_folders.h"

namespace plumb::agreement {
namespace {

std::vector<std::string> rule_files() {
  std::vector<std::string> files;
  for (const char* part : {"rules", "stdlib", "examples", "tests/eval/cases"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(support::root() / part)) {
      if (entry.path().extension() == ".plumb") files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

struct BothPins {
  eval::Pins reference;
  program::Pins columnar;
};

BothPins pins_of(const program::Program& program, const program::TestCase& test, const data::Data& data,
                 const results::RunInputs& inputs) {
  eval::Evaluator plain(program, data, inputs);
  BothPins pins;
  for (const program::Pin& pin : test.pins) {
    const program::Value value = pin.pending ? program::Value(program::Pending{}) : plain.evaluate_on(pin.value, {});
    if (pin.parameter.valid()) {
      pins.reference.parameters[pin.parameter] = value;
      pins.columnar.parameters.push_back({pin.parameter, value});
      continue;
    }
    const program::TableId table = program.at(pin.definition).table;
    const uint32_t row = table.valid() ? data::find_row(program, data, table, pin.row_key) : 0;
    if (row == UINT32_MAX) continue;
    pins.reference.definitions.push_back({pin.definition, row, value});
    pins.columnar.definitions.push_back({pin.definition, row, value});
  }
  return pins;
}

TEST(RuleFilesAgreement, EveryTestCase) {
  size_t cases = 0;
  for (const std::string& file : rule_files()) {
    const auto rules = pipeline::check_rules(file, {.with_findings = false}, pipeline::library_folders());
    ASSERT_FALSE(rules->sink.has_errors()) << file;
    const program::Program& program = rules->program;
    for (const program::TestCase& test : program.tests) {
      SCOPED_TRACE(file + ": " + test.title);
      results::RunInputs inputs;
      inputs.assessment = program.assessment;
      inputs.period_first = program.period_first.value_or(base::Date{});
      inputs.period_last = program.period_last.value_or(base::Date{});
      inputs.reference = test.reference_date.value_or(program.reference.value_or(inputs.period_last));
      const data::Data data = eval::data_of_test(program, test, inputs.assessment);
      const BothPins pins = pins_of(program, test, data, inputs);
      eval::Evaluator evaluator(program, data, inputs);
      evaluator.pin(pins.reference);
      const results::Results reference = evaluator.evaluate_all({});
      const plan::Plan plan =
          plan::make_plan(program, data, plan::find_all_facts(program, data),
                          {inputs.reference, inputs.assessment, pins.columnar, inputs.period_first, inputs.period_last});
      for (const uint32_t batch : {1U, 1024U}) {
        run::Options options;
        options.batch = batch;
        options.threads = support::choose_threads(batch == 1 ? 8 : 1);
        const results::Results columnar = run::run(program, plan, data, inputs, pins.columnar, options);
        for (const std::string& one : results::compare_results(program, reference, columnar)) ADD_FAILURE() << one;
      }
      ++cases;
      if (testing::Test::HasFailure()) return;
    }
  }
  EXPECT_GT(cases, 120U);
}

}  // namespace
}  // namespace plumb::agreement
