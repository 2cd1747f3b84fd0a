// Walks over expressions: operands of a node, roots of a definition, what a root reads.
#pragma once

#include <functional>

#include "program/program.h"

namespace plumb::program {

// Every operand that is written in the node; ids may be not valid.
void for_each_operand(const Expr&, const std::function<void(ExprId)>&);

// The expressions that a definition (and the population, ranking or judgement behind it) evaluates; only valid ids.
void for_each_root(const Program&, DefinitionId, const std::function<void(ExprId)>&);

// Definitions that are read by an expression or its operands, also through populations, rankings and checklists; with repeats.
void for_each_definition_read(const Program&, ExprId root, const std::function<void(DefinitionId)>&);

}  // namespace plumb::program
