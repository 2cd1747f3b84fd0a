// How each token of a text is written in a spelling: shared by the formatter and by those who quote a rule file to a
// reader of the other language.
#pragma once

#include <string>
#include <unordered_map>

#include "syntax/filter_tokens.h"
#include "syntax/parse_line.h"

namespace plumb::syntax {

using Uses = std::unordered_map<uint32_t, WordUse>;  // by the place of the token

// What each token is to the grammar. Lines with mistakes are left out.
[[nodiscard]] Uses find_uses(const TokenList& list, const TokenContext& context);
// Names and literals keep their text.
[[nodiscard]] std::string spell_token(const Token& token, WordUse use, const TokenContext& context, source::Language target);

}  // namespace plumb::syntax
