// An argument of a 函数 that is used further in: its rows lie as many frames further out.
#include "check/infer/infer_parts.h"
#include "program/walk_operands.h"

namespace plumb::check {

using program::ExprId;

namespace {

struct Shift {
  Context& context;
  size_t by;
  bool& is_bound_to_row;  // a set of this row's own members can't be taken elsewhere

  // `bound`: how many of the frames around it were opened within the argument.
  ExprId operator()(ExprId id, size_t bound) const {
    program::Expr expr = context.program.at(id);
    auto* row = std::get_if<program::FrameRow>(&expr.node);
    if (row != nullptr && row->depth >= bound) row->depth = static_cast<uint8_t>(row->depth + by);
    const auto* aggregate = std::get_if<program::Aggregate>(&expr.node);
    if (aggregate != nullptr && aggregate->set.mode != program::SetMode::Whole && bound == 0) is_bound_to_row = true;
    change_operands(expr, [&](program::Operand operand) {
      if (operand.frame == program::OperandFrame::Key) return operand.id;
      return (*this)(operand.id, bound + (operand.frame == program::OperandFrame::Member ? 1 : 0));
    });
    return context.add(std::move(expr));
  }
};

}  // namespace

ExprId shift_frames(Context& context, ExprId id, size_t by) {
  if (by == 0 || !id.valid()) return id;
  bool is_bound_to_row = false;
  const ExprId moved = Shift{context, by, is_bound_to_row}(id, 0);
  return is_bound_to_row ? ExprId{} : moved;
}

}  // namespace plumb::check
