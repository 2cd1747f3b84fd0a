// Does an expression read a row outside of its own frames? Internal to eval.
#pragma once

#include "program/program.h"

namespace plumb::eval {

// True if a frame row of this depth or further out is read; frames that aggregates inside open don't count.
[[nodiscard]] bool reads_frame(const program::Program& program, program::ExprId expr, unsigned depth);

}  // namespace plumb::eval
