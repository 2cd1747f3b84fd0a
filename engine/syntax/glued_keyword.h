// For the check room: a name that does not resolve may be a name and a keyword without a blank
// between them.
#pragma once

#include <optional>
#include <string_view>

#include "syntax/keyword.h"

namespace plumb::syntax {

// The keyword that a name begins or ends with, or holds (且 或 为 …): `起评原值以上` has 以上. The
// longest, at the end rather than at the start. Only Reserved and Infix words count: the others are
// names themselves. Empty for English, where a name that runs into a keyword can't be told from a
// name.
[[nodiscard]] std::optional<Keyword> glued_keyword(std::string_view name, source::Language language);

}  // namespace plumb::syntax
