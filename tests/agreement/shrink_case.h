// Greedy making smaller: whatever can go without the failure going with it, goes.
//
// Takes out rows in quarantine, rows of tables, items of the rule file, lines and words of items; puts a literal for a named
// value, for an expression in brackets, and one cell's value for a whole column. What is left may not be the least.
#pragma once

#include <cstddef>
#include <functional>

#include "agreement/case.h"

namespace plumb::agreement {

// Does it still fail? A case whose rules have errors must answer false.
using StillFails = std::function<bool(const Case&)>;

// Precondition: still_fails(from). At most `tries` candidates are asked about.
[[nodiscard]] Case shrink(Case from, const StillFails& still_fails, size_t tries = 6000);

}  // namespace plumb::agreement
