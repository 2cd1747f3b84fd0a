// Lookups over the keyword rows, for this room.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "syntax/keyword.h"

namespace plumb::syntax {

// The keyword that is written exactly so; phrases with one blank between their words.
[[nodiscard]] std::optional<Keyword> find_keyword(std::string_view text, source::Language language);

// English keywords of several words whose first is this one, the longest first.
[[nodiscard]] std::vector<Keyword> phrases_of(std::string_view first_word);

// Opener, Clause and Plain words are names where a name is wanted, unless the English spelling has
// several words (the same in both spellings, so that a file can be turned from one into the other).
[[nodiscard]] bool may_be_name(Keyword keyword);

// Opens an item of a file (an entry of a block does not count). 依据 may, too: see
// filter_tokens.cpp.
[[nodiscard]] bool opens_item(Keyword keyword);

}  // namespace plumb::syntax
