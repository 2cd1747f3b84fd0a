// Whether an expression looks at the row around it: what does not is computed once for all rows.
#include <algorithm>

#include "plan/plan.h"

namespace plumb::plan {

namespace {

class FrameSearch {
 public:
  FrameSearch(const program::Program& program, unsigned depth) : program_(program), depth_(depth) {}

  [[nodiscard]] bool in(ExprId id) const { return id.valid() && std::visit(*this, program_.at(id).node); }
  [[nodiscard]] bool in(const program::Answer& answer) const { return in(answer.value); }
  template <class Items>
  [[nodiscard]] bool in_any(const Items& items) const {
    return std::any_of(items.begin(), items.end(), [this](const auto& item) { return in(item); });
  }
  [[nodiscard]] bool in(const program::Cell& cell) const { return in(cell.low) || in(cell.high) || in_any(cell.values); }
  [[nodiscard]] bool in(const program::LookupRow& row) const { return in(row.value) || in_any(row.cells); }
  template <class Kinds>
  [[nodiscard]] bool in(const std::pair<Kinds, program::Answer>& settled) const { return in(settled.second); }

  bool operator()(const program::FrameRow& node) const { return node.depth >= depth_; }
  bool operator()(const program::Aggregate& node) const {
    const FrameSearch inside(program_, depth_ + 1);
    // Members and groups start from the row that asks.
    return (node.set.mode != program::SetMode::Whole && depth_ == 0) || inside.in(node.filter) || inside.in(node.body) ||
           inside.in(node.key) || in(node.parameter) || in(node.if_none);
  }
  bool operator()(const program::Literal&) const { return false; }
  bool operator()(const program::RunDate&) const { return false; }
  bool operator()(const program::RunAssessment&) const { return false; }
  bool operator()(const program::RowByKey&) const { return false; }
  bool operator()(const program::ColumnOf& node) const { return in(node.row); }
  bool operator()(const program::DefinitionOf& node) const { return in(node.row); }
  bool operator()(const program::ParameterAt& node) const { return in(node.date); }
  bool operator()(const program::NotExpr& node) const { return in(node.operand); }
  bool operator()(const program::NegateExpr& node) const { return in(node.operand); }
  bool operator()(const program::BinaryExpr& node) const { return in(node.left) || in(node.right) || in(node.if_zero); }
  bool operator()(const program::ChooseExpr& node) const { return in(node.condition) || in(node.then) || in(node.otherwise); }
  bool operator()(const program::OneOfExpr& node) const { return in(node.subject) || in_any(node.alternatives); }
  bool operator()(const program::WithinExpr& node) const { return in(node.subject) || in(node.low) || in(node.high); }
  bool operator()(const program::InPopulation& node) const { return in(node.row); }
  bool operator()(const program::RuleHolds& node) const { return in(node.row); }
  bool operator()(const program::InForce& node) const { return in(node.row) || in(node.date); }
  bool operator()(const program::HasValue& node) const { return in(node.operand); }
  bool operator()(const program::IfAbsent& node) const { return in(node.operand) || in_any(node.answers); }
  bool operator()(const program::RoundExpr& node) const { return in(node.operand) || in(node.multiple); }
  bool operator()(const program::StepExpr& node) const { return in(node.operand) || in(node.step); }
  bool operator()(const program::SquareRoot& node) const { return in(node.operand) || in(node.multiple); }
  bool operator()(const program::CallExpr& node) const { return in_any(node.operands); }
  bool operator()(const program::PlaceOf& node) const { return in(node.row); }
  bool operator()(const program::MetNames& node) const { return in(node.row); }
  bool operator()(const program::Lookup& node) const { return in_any(node.inputs) || in_any(node.rows); }

 private:
  const program::Program& program_;
  unsigned depth_;
};

}  // namespace

bool reads_frame(const program::Program& program, ExprId expr, unsigned depth) { return FrameSearch(program, depth).in(expr); }

}  // namespace plumb::plan
