// Whether an expression looks at a row around it: what does not is computed once for all rows.
#pragma once

#include "program/program.h"

namespace plumb::program {

// True if the row that stands `depth` frames around the expression, or one further out, is read; frames that aggregates inside
// open don't count. No expression reads none.
[[nodiscard]] bool reads_frame(const Program& program, ExprId id, unsigned depth);

}  // namespace plumb::program
