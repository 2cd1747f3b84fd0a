#include "program/walk_operands.h"

#include <type_traits>

namespace plumb::program {

namespace {

// Visit is called with ExprId&, or const ExprId& where the node is only read.
template <bool IsRead, class Visit>
struct Operands {
  template <class Part>
  using Of = std::conditional_t<IsRead, const Part&, Part&>;

  const Visit& visit;

  void one(Of<ExprId> id, OperandFrame frame = OperandFrame::Same) const {
    if (id.valid()) visit(id, frame);
  }
  void one(Of<Answer> answer) const { one(answer.value); }
  void each(Of<std::vector<ExprId>> ids, OperandFrame frame = OperandFrame::Same) const {
    for (auto& id : ids) one(id, frame);
  }

  void operator()(Of<Literal>) const {}
  void operator()(Of<RunDate>) const {}
  void operator()(Of<RunAssessment>) const {}
  void operator()(Of<FrameRow>) const {}
  void operator()(Of<RowByKey>) const {}
  void operator()(Of<ColumnOf> node) const { one(node.row); }
  void operator()(Of<DefinitionOf> node) const { one(node.row); }
  void operator()(Of<ParameterAt> node) const { one(node.date); }
  void operator()(Of<NotExpr> node) const { one(node.operand); }
  void operator()(Of<NegateExpr> node) const { one(node.operand); }
  void operator()(Of<BinaryExpr> node) const { one(node.left), one(node.right), one(node.if_zero); }
  void operator()(Of<ChooseExpr> node) const { one(node.condition), one(node.then), one(node.otherwise); }
  void operator()(Of<OneOfExpr> node) const { one(node.subject), each(node.alternatives); }
  void operator()(Of<WithinExpr> node) const { one(node.subject), one(node.low), one(node.high); }
  void operator()(Of<InPopulation> node) const { one(node.row); }
  void operator()(Of<RuleHolds> node) const { one(node.row); }
  void operator()(Of<InForce> node) const { one(node.row), one(node.date); }
  void operator()(Of<HasValue> node) const { one(node.operand); }
  void operator()(Of<IfAbsent> node) const {
    one(node.operand);
    for (auto& [kinds, answer] : node.answers) one(answer);
  }
  void operator()(Of<RoundExpr> node) const { one(node.operand), one(node.multiple); }
  void operator()(Of<StepExpr> node) const { one(node.operand), one(node.step); }
  void operator()(Of<SquareRoot> node) const { one(node.operand), one(node.multiple); }
  void operator()(Of<CallExpr> node) const { each(node.operands); }
  void operator()(Of<PlaceOf> node) const { one(node.row); }
  void operator()(Of<MetNames> node) const { one(node.row); }
  void operator()(Of<Aggregate> node) const {
    each(node.set.group_keys, OperandFrame::Key);
    one(node.filter, OperandFrame::Member), one(node.body, OperandFrame::Member), one(node.key, OperandFrame::Member);
    one(node.parameter), one(node.if_none);
  }
  void operator()(Of<Lookup> node) const {
    each(node.inputs);
    for (auto& row : node.rows) {
      for (auto& cell : row.cells) one(cell.low), one(cell.high), each(cell.values);
      one(row.value);
    }
  }
};

}  // namespace

void walk_operands(const Expr& expr, base::FunctionRef<void(Operand)> take) {
  const auto visit = [&](const ExprId& id, OperandFrame frame) { take({id, frame}); };
  std::visit(Operands<true, decltype(visit)>{visit}, expr.node);
}

void change_operands(Expr& expr, base::FunctionRef<ExprId(Operand)> change) {
  const auto visit = [&](ExprId& id, OperandFrame frame) { id = change({id, frame}); };
  std::visit(Operands<false, decltype(visit)>{visit}, expr.node);
}

}  // namespace plumb::program
