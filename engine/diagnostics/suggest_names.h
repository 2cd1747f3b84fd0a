// "Did you mean": names near to a name that does not resolve.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::diagnostics {

// Number of code points to insert, delete, replace or swap with their neighbour. Valid UTF-8.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// At most `limit` of the candidates that are near to `name`, best first, ties in code-point order;
// each once. Near is a third of the longer name, and at least one edit; a name that contains the
// other (有效机时, 机时) is near too.
[[nodiscard]] std::vector<std::string> suggest(std::string_view name, const std::vector<std::string>& candidates,
                                               std::size_t limit = 3);

}  // namespace plumb::diagnostics
