// What a definition is computed from: its formulas, and what it or an expression reads by name.
#pragma once

#include <variant>

#include "base/function_ref.h"
#include "program/program.h"

namespace plumb::program {

// The outermost expressions of a definition that are there, in reading order; those of the scope, the ranking or the judgement
// behind it included.
void walk_formulas(const Program& program, DefinitionId id, base::FunctionRef<void(ExprId)> take);
// Likewise of what may stand without a definition of its own.
void walk_formulas(const Population& population, base::FunctionRef<void(ExprId)> take);
void walk_formulas(const Ranking& ranking, base::FunctionRef<void(ExprId)> take);
void walk_formulas(const Judgement& judgement, base::FunctionRef<void(ExprId)> take);

// Something that is read by its id; valid.
using Read = std::variant<ColumnId, DefinitionId, ParameterId, PopulationId, RankingId, JudgementId>;

// What a node names itself; its operands are not looked into.
void walk_reads(const Expr& expr, base::FunctionRef<void(Read)> take);
// What a definition names beside its formulas: where it applies, the scope that its own starts from, items of a checklist, who is
// ranked, which ranking is cut and out of how many, who decides ties.
void walk_reads(const Program& program, DefinitionId id, base::FunctionRef<void(Read)> take);

}  // namespace plumb::program
