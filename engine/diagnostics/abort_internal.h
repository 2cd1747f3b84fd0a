// Our own mistake: prints R9001 in both languages and aborts. Never for what a user can cause.
#pragma once

#include <string_view>

namespace plumb::diagnostics {

[[noreturn]] void abort_internal(std::string_view step, std::string_view what);

}  // namespace plumb::diagnostics
