// An argument of a 函数 that is used further in: its rows lie as many frames further out.
#include "check/infer/infer_parts.h"

namespace plumb::check {

using program::ExprId;

namespace {

struct Shift {
  Context& context;
  size_t by;
  bool& is_bound_to_row;  // a set of this row's own members can't be taken elsewhere

  ExprId operator()(ExprId id, size_t bound) const {
    if (!id.valid()) return id;
    program::Expr expr = context.program.at(id);
    std::visit([&](auto& node) { change(node, bound); }, expr.node);
    return context.add(std::move(expr));
  }

 private:
  void one(ExprId& id, size_t bound) const { id = (*this)(id, bound); }
  void one(program::Answer& answer, size_t bound) const { one(answer.value, bound); }
  void many(std::vector<ExprId>& ids, size_t bound) const {
    for (ExprId& id : ids) one(id, bound);
  }

  void change(program::Literal&, size_t) const {}
  void change(program::RunDate&, size_t) const {}
  void change(program::RunAssessment&, size_t) const {}
  void change(program::RowByKey&, size_t) const {}
  void change(program::FrameRow& node, size_t bound) const {
    if (node.depth >= bound) node.depth = static_cast<uint8_t>(node.depth + by);
  }
  void change(program::ColumnOf& node, size_t bound) const { one(node.row, bound); }
  void change(program::DefinitionOf& node, size_t bound) const { one(node.row, bound); }
  void change(program::ParameterAt& node, size_t bound) const { one(node.date, bound); }
  void change(program::NotExpr& node, size_t bound) const { one(node.operand, bound); }
  void change(program::NegateExpr& node, size_t bound) const { one(node.operand, bound); }
  void change(program::BinaryExpr& node, size_t bound) const {
    one(node.left, bound);
    one(node.right, bound);
    one(node.if_zero, bound);
  }
  void change(program::ChooseExpr& node, size_t bound) const {
    one(node.condition, bound);
    one(node.then, bound);
    one(node.otherwise, bound);
  }
  void change(program::OneOfExpr& node, size_t bound) const {
    one(node.subject, bound);
    many(node.alternatives, bound);
  }
  void change(program::WithinExpr& node, size_t bound) const {
    one(node.subject, bound);
    one(node.low, bound);
    one(node.high, bound);
  }
  void change(program::InPopulation& node, size_t bound) const { one(node.row, bound); }
  void change(program::RuleHolds& node, size_t bound) const { one(node.row, bound); }
  void change(program::InForce& node, size_t bound) const {
    one(node.row, bound);
    one(node.date, bound);
  }
  void change(program::HasValue& node, size_t bound) const { one(node.operand, bound); }
  void change(program::IfAbsent& node, size_t bound) const {
    one(node.operand, bound);
    for (auto& answer : node.answers) one(answer.second, bound);
  }
  void change(program::RoundExpr& node, size_t bound) const {
    one(node.operand, bound);
    one(node.multiple, bound);
  }
  void change(program::StepExpr& node, size_t bound) const {
    one(node.operand, bound);
    one(node.step, bound);
  }
  void change(program::SquareRoot& node, size_t bound) const {
    one(node.operand, bound);
    one(node.multiple, bound);
  }
  void change(program::CallExpr& node, size_t bound) const { many(node.operands, bound); }
  void change(program::PlaceOf& node, size_t bound) const { one(node.row, bound); }
  void change(program::MetNames& node, size_t bound) const { one(node.row, bound); }
  // Inside, the member is one frame more; the keys of a group see one row alone and stay.
  void change(program::Aggregate& node, size_t bound) const {
    if (bound == 0 && node.set.mode != program::SetMode::Whole) is_bound_to_row = true;
    one(node.filter, bound + 1);
    one(node.body, bound + 1);
    one(node.key, bound + 1);
    one(node.parameter, bound);
    one(node.if_none, bound);
  }
  void change(program::Lookup& node, size_t bound) const {
    many(node.inputs, bound);
    for (program::LookupRow& row : node.rows) {
      for (program::Cell& cell : row.cells) {
        one(cell.low, bound);
        one(cell.high, bound);
        many(cell.values, bound);
      }
      one(row.value, bound);
    }
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
