#include "program/visit_parts.h"

namespace plumb::program {

using program::Answer;
using program::ExprId;

namespace {

struct Parts {
  const std::function<void(ExprId)>& take;

  void one(ExprId id) const {
    if (id.valid()) take(id);
  }
  void one(const Answer& answer) const { one(answer.value); }
  void one(const program::SortKey& key) const { one(key.value); }
  template <class Items>
  void each(const Items& items) const {
    for (const auto& item : items) one(item);
  }
  void operator()(const program::Literal&) const {}
  void operator()(const program::RunDate&) const {}
  void operator()(const program::RunAssessment&) const {}
  void operator()(const program::FrameRow&) const {}
  void operator()(const program::RowByKey&) const {}
  void operator()(const program::ColumnOf& node) const { one(node.row); }
  void operator()(const program::DefinitionOf& node) const { one(node.row); }
  void operator()(const program::ParameterAt& node) const { one(node.date); }
  void operator()(const program::NotExpr& node) const { one(node.operand); }
  void operator()(const program::NegateExpr& node) const { one(node.operand); }
  void operator()(const program::BinaryExpr& node) const { one(node.left), one(node.right), one(node.if_zero); }
  void operator()(const program::ChooseExpr& node) const { one(node.condition), one(node.then), one(node.otherwise); }
  void operator()(const program::OneOfExpr& node) const { one(node.subject), each(node.alternatives); }
  void operator()(const program::WithinExpr& node) const { one(node.subject), one(node.low), one(node.high); }
  void operator()(const program::InPopulation& node) const { one(node.row); }
  void operator()(const program::RuleHolds& node) const { one(node.row); }
  void operator()(const program::InForce& node) const { one(node.row), one(node.date); }
  void operator()(const program::HasValue& node) const { one(node.operand); }
  void operator()(const program::IfAbsent& node) const {
    one(node.operand);
    for (const auto& [kinds, answer] : node.answers) one(answer);
  }
  void operator()(const program::RoundExpr& node) const { one(node.operand), one(node.multiple); }
  void operator()(const program::StepExpr& node) const { one(node.operand), one(node.step); }
  void operator()(const program::SquareRoot& node) const { one(node.operand), one(node.multiple); }
  void operator()(const program::CallExpr& node) const { each(node.operands); }
  void operator()(const program::PlaceOf& node) const { one(node.row); }
  void operator()(const program::MetNames& node) const { one(node.row); }
  void operator()(const program::Aggregate& node) const {
    each(node.set.group_keys);
    one(node.filter), one(node.body), one(node.key), one(node.parameter), one(node.if_none);
  }
  void operator()(const program::Lookup& node) const {
    each(node.inputs);
    for (const program::LookupRow& row : node.rows) {
      for (const program::Cell& cell : row.cells) one(cell.low), one(cell.high), each(cell.values);
      one(row.value);
    }
  }
  // --- what computes a definition ---
  void operator()(const program::ByCases& by) const {
    for (const program::Case& entry : by.cases) one(entry.guard), one(entry.value);
  }
  void operator()(const program::BySpans& by) const { one(by.start), one(by.length), one(by.condition); }
  void operator()(const program::ByChecklist& by) const { one(by.at_least); }
  void operator()(const program::ByGradeEntries& by) const {
    for (const program::GradeEntry& entry : by.entries) one(entry.condition), one(entry.size);
  }
  void operator()(const program::ByAllotment& by) const {
    one(by.amount), one(by.grain), one(by.weight), one(by.minimum), one(by.maximum);
    each(by.remainder_keys), each(by.tie_keys);
  }
};

// What stands behind a definition that has no formula of its own.
struct Formulas {
  const program::Program& program;
  const Parts& parts;

  template <class Plain>
  void operator()(const Plain& by) const {
    parts(by);
  }
  void operator()(const program::ByPopulation& by) const {
    for (const program::PopulationRule& rule : program.at(by.population).rules) parts.one(rule.condition);
  }
  void operator()(const program::ByRanking& by) const {
    const program::Ranking& ranking = program.at(by.ranking);
    parts.one(ranking.without);
    parts.each(ranking.strata);
    parts.each(ranking.keys);
  }
  void operator()(const program::ByJudgement& by) const {
    const program::Judgement& judgement = program.at(by.judgement);
    for (const ExprId one : {judgement.when, judgement.low, judgement.high, judgement.range_label, judgement.grain})
      parts.one(one);
    for (const program::LabelRange& range : judgement.label_ranges) parts.one(range.low), parts.one(range.high);
  }
};

}  // namespace

void visit_parts(const program::Program& program, ExprId id, const std::function<void(ExprId)>& take) {
  std::visit(Parts{take}, program.at(id).node);
}

void visit_formulas(const program::Program& program, program::DefinitionId id, const std::function<void(ExprId)>& take) {
  const Parts parts{take};
  std::visit(Formulas{program, parts}, program.at(id).by);
}

}  // namespace plumb::program
