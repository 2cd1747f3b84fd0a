// Cuts the filtered tokens so that a mistake stays where it is.
#pragma once

#include <cstddef>
#include <vector>

#include "syntax/token.h"

namespace plumb::syntax {

// What stands between two ENDs outside braces: one item, or several written side by side. Without
// the ENDs.
[[nodiscard]] std::vector<std::vector<Token>> cut_lines(const TokenList& list);

// The smallest part around a mistake that can be left out so that the rest still parses: the entry
// of the innermost block, or the item. [begin, end) in the line.
struct LinePart {
  size_t begin = 0;
  size_t end = 0;
};
[[nodiscard]] LinePart damaged_part(const std::vector<Token>& line, size_t at, size_t item_start);

}  // namespace plumb::syntax
