// The one walk over the operands of an expression: whoever follows formulas calls it, so that a new kind of node is taught once.
//
// (Printing and fingerprints take every member apart and have their own; tests/program compares what they reach.)
#pragma once

#include <cstdint>

#include "base/function_ref.h"
#include "program/expr.h"

namespace plumb::program {

// Which row an operand sees as frame 0.
enum class OperandFrame : uint8_t {
  Same,    // that of the expression
  Member,  // a member of the set; the expression's own is frame 1
  Key,     // one row alone, as a group's key is asked both of members and of the row outside
};
struct Operand {
  ExprId id;  // valid
  OperandFrame frame = OperandFrame::Same;
};

// Calls `take` for each operand that is there, in reading order: values of answers, keys of a group, what an aggregate reads of
// its members and every cell of a table included. Bases are no operands.
void walk_operands(const Expr& expr, base::FunctionRef<void(Operand)> take);

// Puts what `change` gives in place of each operand that is there, in the same order.
void change_operands(Expr& expr, base::FunctionRef<ExprId(Operand)> change);

}  // namespace plumb::program
