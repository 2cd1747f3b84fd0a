// The same program by both evaluators: the reference, and the columnar runner in small and large batches.
#pragma once

#include "program/program.h"
#include "results/results.h"

namespace plumb::conformance {

// Of a program without tables. The reference's results; where the runner gives others, the test fails and says where.
[[nodiscard]] results::Results run_both(const program::Program& program);

}  // namespace plumb::conformance
