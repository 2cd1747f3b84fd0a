// Braces that do not pair, put right by the indentation of the lines: where the braces of a text pair, nothing is
// looked at.
#pragma once

#include <vector>

#include "syntax/filter_tokens.h"

namespace plumb::syntax {

// In: the words of a text. Out: the same with braces put in where one is missing (each is reported at its place). What
// the indentation does not tell stays as it is.
[[nodiscard]] std::vector<Token> repair_braces(std::vector<Token> words, const TokenContext& context);

}  // namespace plumb::syntax
