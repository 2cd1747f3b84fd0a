// Which engine this is. Any thread.
#pragma once

#include <string_view>

namespace plumbline {

[[nodiscard]] std::string_view version();  // "0.1.0"
// The commit that it was built from, in full; "unknown" where the build could not tell.
[[nodiscard]] std::string_view commit();

}  // namespace plumbline
