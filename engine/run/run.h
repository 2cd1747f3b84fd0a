// The columnar runner: program + plan + data → all results, fast and without a trace.
//
// In: a program, its plan for this very data, the data, the inputs of the run. Out: what the reference evaluator gives,
// value for value, with the same kinds of absence, the same first place of what is open, the same places, cuts and
// questions, for any number of threads and any size of batches. No exception leaves.
#pragma once

#include <cstdint>
#include <functional>

#include "data/data.h"
#include "plan/plan.h"
#include "program/program.h"
#include "results/results.h"
#include "run/column_cache.h"

namespace plumb::run {

inline constexpr int DigitLimit = 20000;              // digits of one number (law L6: a limit on values)
inline constexpr uint64_t MemberLimit = 200'000'000;  // members of one set

struct Options {
  uint32_t threads = 0;   // 0: all that the machine has
  uint32_t batch = 1024;  // rows that one operator takes at once
  // Called now and then with the share of the work done (0 … 1000); false asks to stop.
  std::function<bool(int)> progress{};
};

[[nodiscard]] results::Results run(const program::Program& program, const plan::Plan& plan, const data::Data& data,
                                   const results::RunInputs& inputs, const program::Pins& pins = {}, const Options& options = {});
// The same results, but that whatever fits is taken from the runs before it over the same data (see column_cache.h): after an
// edit only what the edit reaches is computed.
[[nodiscard]] results::Results run_again(const program::Program& program, const plan::Plan& plan, const data::Data& data,
                                         const results::RunInputs& inputs, ColumnCache& cache, const program::Pins& pins = {},
                                         const Options& options = {});

}  // namespace plumb::run
