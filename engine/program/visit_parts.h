// The expressions right inside an expression, for walks over whole formulas.
#pragma once

#include <functional>

#include "program/program.h"

namespace plumb::program {

// Calls `take` for every valid operand, in reading order; what an aggregate reads of its members included.
void visit_parts(const program::Program& program, program::ExprId id, const std::function<void(program::ExprId)>& take);
// Likewise for all formulas of a definition, those of the scope or the ranking behind it included.
void visit_formulas(const program::Program& program, program::DefinitionId id, const std::function<void(program::ExprId)>& take);

}  // namespace plumb::program
