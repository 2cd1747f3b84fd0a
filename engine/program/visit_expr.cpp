#include "program/visit_expr.h"

namespace plumb::program {

namespace {

using Visit = std::function<void(ExprId)>;

void visit(const Answer& answer, const Visit& f) {
  if (answer.kind == AnswerKind::Value) f(answer.value);
}

void visit(const SetSource& set, const Visit& f) {
  for (const ExprId key : set.group_keys) f(key);
}

struct Operands {
  const Visit& f;

  void operator()(const Literal&) const {}
  void operator()(const RunDate&) const {}
  void operator()(const RunAssessment&) const {}
  void operator()(const FrameRow&) const {}
  void operator()(const RowByKey&) const {}
  void operator()(const ColumnOf& e) const { f(e.row); }
  void operator()(const DefinitionOf& e) const { f(e.row); }
  void operator()(const ParameterAt& e) const { f(e.date); }
  void operator()(const NotExpr& e) const { f(e.operand); }
  void operator()(const NegateExpr& e) const { f(e.operand); }
  void operator()(const BinaryExpr& e) const { f(e.left), f(e.right), visit(e.if_zero, f); }
  void operator()(const ChooseExpr& e) const { f(e.condition), f(e.then), f(e.otherwise); }
  void operator()(const OneOfExpr& e) const {
    f(e.subject);
    for (const ExprId one : e.alternatives) f(one);
  }
  void operator()(const WithinExpr& e) const { f(e.subject), f(e.low), f(e.high); }
  void operator()(const InPopulation& e) const { f(e.row); }
  void operator()(const RuleHolds& e) const { f(e.row); }
  void operator()(const InForce& e) const { f(e.row), f(e.date); }
  void operator()(const HasValue& e) const { f(e.operand); }
  void operator()(const IfAbsent& e) const {
    f(e.operand);
    for (const auto& [kinds, answer] : e.answers) visit(answer, f);
  }
  void operator()(const RoundExpr& e) const { f(e.operand), f(e.multiple); }
  void operator()(const StepExpr& e) const { f(e.operand), f(e.step); }
  void operator()(const SquareRoot& e) const { f(e.operand), f(e.multiple); }
  void operator()(const CallExpr& e) const {
    for (const ExprId one : e.operands) f(one);
  }
  void operator()(const PlaceOf& e) const { f(e.row); }
  void operator()(const MetNames& e) const { f(e.row); }
  void operator()(const Aggregate& e) const {
    visit(e.set, f);
    f(e.filter), f(e.body), f(e.key), f(e.parameter);
    visit(e.if_none, f);
  }
  void operator()(const Lookup& e) const {
    for (const ExprId input : e.inputs) f(input);
    for (const LookupRow& row : e.rows) {
      for (const Cell& cell : row.cells) {
        f(cell.low), f(cell.high);
        for (const ExprId value : cell.values) f(value);
      }
      visit(row.value, f);
    }
  }
};

struct Roots {
  const Program& program;
  const Visit& f;

  void operator()(const ByCases& by) const {
    for (const Case& one : by.cases) f(one.guard), visit(one.value, f);
  }
  void operator()(const ByPopulation& by) const {
    for (const PopulationRule& rule : program.at(by.population).rules) f(rule.condition);
  }
  void operator()(const ByJudgement& by) const {
    const Judgement& judgement = program.at(by.judgement);
    f(judgement.when), f(judgement.range_label), f(judgement.low), f(judgement.high), f(judgement.grain);
    for (const LabelRange& range : judgement.label_ranges) f(range.low), f(range.high);
  }
  void operator()(const ByRanking& by) const {
    const Ranking& ranking = program.at(by.ranking);
    f(ranking.without);
    for (const ExprId one : ranking.strata) f(one);
    for (const SortKey& key : ranking.keys) f(key.value);
  }
  void operator()(const BySpans& by) const {
    visit(by.from, f);
    f(by.condition), f(by.start), f(by.length);
  }
  void operator()(const ByChecklist& by) const { f(by.at_least); }
  void operator()(const ByGradeEntries& by) const {
    for (const GradeEntry& entry : by.entries) f(entry.condition), f(entry.size);
  }
  void operator()(const ByAllotment& by) const {
    f(by.amount), f(by.weight), f(by.grain), f(by.minimum), f(by.maximum);
    for (const SortKey& key : by.remainder_keys) f(key.value);
    for (const SortKey& key : by.tie_keys) f(key.value);
  }
};

}  // namespace

void for_each_operand(const Expr& expr, const Visit& f) { std::visit(Operands{f}, expr.node); }

void for_each_root(const Program& program, DefinitionId id, const Visit& f) {
  const Visit valid_only = [&](ExprId root) {
    if (root.valid()) f(root);
  };
  std::visit(Roots{program, valid_only}, program.at(id).by);
}

void for_each_definition_read(const Program& program, ExprId root, const std::function<void(DefinitionId)>& f) {
  const Expr& expr = program.at(root);
  const auto of_population = [&](PopulationId population) {
    if (population.valid()) f(program.at(population).definition);
  };
  if (const auto* read = std::get_if<DefinitionOf>(&expr.node)) f(read->definition);
  if (const auto* read = std::get_if<InForce>(&expr.node)) f(read->spans);
  if (const auto* read = std::get_if<MetNames>(&expr.node)) f(read->checklist);
  if (const auto* read = std::get_if<PlaceOf>(&expr.node)) f(program.at(read->ranking).definition);
  if (const auto* read = std::get_if<InPopulation>(&expr.node)) of_population(read->population);
  if (const auto* read = std::get_if<RuleHolds>(&expr.node)) of_population(read->population);
  if (const auto* read = std::get_if<Aggregate>(&expr.node)) of_population(read->set.population);
  for_each_operand(expr, [&](ExprId operand) {
    if (operand.valid()) for_each_definition_read(program, operand, f);
  });
}

}  // namespace plumb::program
