// The 2021 rules written by hand over the arrays, for this one year and nothing else: no trace, no
// reasons, no faults. Scores are exact (one quotient of whole numbers a unit).
#pragma once

#include <string>
#include <vector>

#include "arrays.h"
#include "loops.h"
#include "serve.h"

namespace plumb::bench {

[[nodiscard]] RulesResult run_loop_rules(const Arrays& arrays, int threads, int64_t excellent);

}  // namespace plumb::bench
