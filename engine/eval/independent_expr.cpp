#include "eval/independent_expr.h"

#include <algorithm>

namespace plumb::eval {

using program::Answer;
using program::ExprId;

namespace {

struct ReadsFrame {
  const program::Program& program;
  unsigned depth;

  bool at(ExprId id) const { return id.valid() && std::visit(*this, program.at(id).node); }
  bool at(const Answer& answer) const { return at(answer.value); }
  bool any(const std::vector<ExprId>& ids) const {
    return std::any_of(ids.begin(), ids.end(), [this](ExprId id) { return at(id); });
  }

  bool operator()(const program::Literal&) const { return false; }
  bool operator()(const program::RunDate&) const { return false; }
  bool operator()(const program::RunAssessment&) const { return false; }
  bool operator()(const program::FrameRow& node) const { return node.depth >= depth; }
  bool operator()(const program::RowByKey&) const { return false; }
  bool operator()(const program::ColumnOf& node) const { return at(node.row); }
  bool operator()(const program::DefinitionOf& node) const { return at(node.row); }
  bool operator()(const program::ParameterAt& node) const { return at(node.date); }
  bool operator()(const program::NotExpr& node) const { return at(node.operand); }
  bool operator()(const program::NegateExpr& node) const { return at(node.operand); }
  bool operator()(const program::BinaryExpr& node) const { return at(node.left) || at(node.right) || at(node.if_zero); }
  bool operator()(const program::ChooseExpr& node) const { return at(node.condition) || at(node.then) || at(node.otherwise); }
  bool operator()(const program::OneOfExpr& node) const { return at(node.subject) || any(node.alternatives); }
  bool operator()(const program::WithinExpr& node) const { return at(node.subject) || at(node.low) || at(node.high); }
  bool operator()(const program::InPopulation& node) const { return at(node.row); }
  bool operator()(const program::RuleHolds& node) const { return at(node.row); }
  bool operator()(const program::InForce& node) const { return at(node.row) || at(node.date); }
  bool operator()(const program::HasValue& node) const { return at(node.operand); }
  bool operator()(const program::IfAbsent& node) const {
    return at(node.operand) ||
           std::any_of(node.answers.begin(), node.answers.end(), [this](const auto& a) { return at(a.second); });
  }
  bool operator()(const program::RoundExpr& node) const { return at(node.operand) || at(node.multiple); }
  bool operator()(const program::StepExpr& node) const { return at(node.operand) || at(node.step); }
  bool operator()(const program::SquareRoot& node) const { return at(node.operand) || at(node.multiple); }
  bool operator()(const program::CallExpr& node) const { return any(node.operands); }
  bool operator()(const program::PlaceOf& node) const { return at(node.row); }
  bool operator()(const program::MetNames& node) const { return at(node.row); }
  bool operator()(const program::Aggregate& node) const {
    const ReadsFrame inside{program, depth + 1};
    // Members and groups start from the current row.
    const bool starts_here = node.set.mode != program::SetMode::Whole && depth == 0;
    return starts_here || inside.at(node.filter) || inside.at(node.body) || inside.at(node.key) || at(node.parameter) ||
           at(node.if_none);
  }
  bool operator()(const program::Lookup& node) const {
    return any(node.inputs) || std::any_of(node.rows.begin(), node.rows.end(), [this](const program::LookupRow& row) {
             return at(row.value) || std::any_of(row.cells.begin(), row.cells.end(), [this](const program::Cell& cell) {
                      return at(cell.low) || at(cell.high) || any(cell.values);
                    });
           });
  }
};

}  // namespace

bool reads_frame(const program::Program& program, ExprId expr, unsigned depth) { return ReadsFrame{program, depth}.at(expr); }

}  // namespace plumb::eval
