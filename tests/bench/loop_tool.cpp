// The hand-written loop as a tool: the arrays are read when it is made ready.
#include <memory>

#include "arrays.h"
#include "loop_rules.h"
#include "loops.h"
#include "serve.h"

int main(int count, char** words) {
  using namespace plumb::bench;
  const Options options = read_options(count, words);
  return serve(options, [&options] {
    const auto arrays = std::make_shared<Arrays>(read_arrays(options.database));
    Tool tool;
    tool.name = "C++ loop by hand";
    tool.version = __VERSION__;
    tool.bytes = size_of_columns(*arrays);
    const auto hours = std::make_shared<Hours>();
    tool.heavy = [arrays, hours, &options] { sum_hours(arrays->usage, assessment_period(), options.threads, *hours); };
    tool.heavy_result = [arrays, hours] {
      HeavyResult result;
      for (size_t at = 0; at < hours->effective.size(); ++at) {
        result.rows += arrays->usage.first[at] < arrays->usage.first[at + 1] ? 1 : 0;
        result.effective += hours->effective[at];
        result.external += hours->external[at];
      }
      return result;
    };
    tool.rules = [arrays, &options] { return run_loop_rules(*arrays, options.threads, 50); };
    tool.rules_with = [arrays, &options](int64_t excellent) { return run_loop_rules(*arrays, options.threads, excellent); };
    return tool;
  });
}
