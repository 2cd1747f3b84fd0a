// The steps before the parser, for those who need tokens only.
#pragma once

#include "source/source.h"
#include "syntax/filter_tokens.h"

namespace plumb::syntax {

// Refuses (with a report) what no scanner may read: bad UTF-8, too large.
[[nodiscard]] bool check_text(const source::SourceText& source, const TokenContext& context);

}  // namespace plumb::syntax
