// Our own mistake (R9001): the step is given up, see base/internal_error.h. Never for what a user can cause.
#pragma once

#include <string_view>

#include "base/internal_error.h"

namespace plumb::diagnostics {

[[noreturn]] inline void abort_internal(std::string_view step, std::string_view what) { base::fail_internal(step, what); }

}  // namespace plumb::diagnostics
