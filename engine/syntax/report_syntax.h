// A syntax error in words.
#pragma once

#include "syntax/filter_tokens.h"
#include "syntax/parse_line.h"

namespace plumb::syntax {

// Reports the mistake; at most five things that were expected, keywords in the spelling of the
// file.
void report_syntax(const TokenContext& context, const std::vector<Token>& line, const SyntaxError& error);

}  // namespace plumb::syntax
