// What is left out because of a mistake may have declared names: that they are unknown elsewhere is no mistake of its
// own.
#pragma once

#include "syntax/cut_items.h"
#include "syntax/filter_tokens.h"

namespace plumb::syntax {

// Tells the sink the names that [part) of the line declares, as far as its shape shows.
void excuse_names(const TokenContext& context, const std::vector<Token>& line, const LinePart& part);

}  // namespace plumb::syntax
