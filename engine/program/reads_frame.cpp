#include "program/reads_frame.h"

#include "program/walk_operands.h"

namespace plumb::program {

bool reads_frame(const Program& program, ExprId id, unsigned depth) {
  if (!id.valid()) return false;
  const Expr& expr = program.at(id);
  if (const auto* row = std::get_if<FrameRow>(&expr.node)) return row->depth >= depth;
  // Members and groups start from the row that asks.
  const auto* aggregate = std::get_if<Aggregate>(&expr.node);
  if (aggregate != nullptr && aggregate->set.mode != SetMode::Whole && depth == 0) return true;
  bool found = false;
  walk_operands(expr, [&](Operand operand) {
    if (operand.frame == OperandFrame::Key) return;
    found = found || reads_frame(program, operand.id, depth + (operand.frame == OperandFrame::Member ? 1 : 0));
  });
  return found;
}

}  // namespace plumb::program
