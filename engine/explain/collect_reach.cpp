#include "explain/teller.h"

namespace plumb::explain {

using namespace program;

namespace {

using Operands = std::vector<ExprId>;

void add(Operands& operands, ExprId id) {
  if (id.valid()) {
    operands.push_back(id);
  }
}

void add_aggregate(Operands& o, const Aggregate& e) {
  for (const ExprId key : e.set.group_keys) add(o, key);
  add(o, e.filter);
  add(o, e.body);
  add(o, e.key);
  add(o, e.parameter);
  add(o, e.if_none.value);
}

void add_lookup(Operands& o, const Lookup& e) {
  for (const ExprId input : e.inputs) add(o, input);
  for (const LookupRow& row : e.rows) {
    for (const Cell& cell : row.cells) {
      add(o, cell.low);
      add(o, cell.high);
      for (const ExprId value : cell.values) add(o, value);
    }
    add(o, row.value.value);
  }
}

struct Operate {
  Operands& o;
  void operator()(const Literal&) const {}
  void operator()(const RunDate&) const {}
  void operator()(const RunAssessment&) const {}
  void operator()(const FrameRow&) const {}
  void operator()(const RowByKey&) const {}
  void operator()(const ColumnOf& e) const { add(o, e.row); }
  void operator()(const DefinitionOf& e) const { add(o, e.row); }
  void operator()(const ParameterAt& e) const { add(o, e.date); }
  void operator()(const NotExpr& e) const { add(o, e.operand); }
  void operator()(const NegateExpr& e) const { add(o, e.operand); }
  void operator()(const BinaryExpr& e) const { add(o, e.left), add(o, e.right), add(o, e.if_zero.value); }
  void operator()(const ChooseExpr& e) const { add(o, e.condition), add(o, e.then), add(o, e.otherwise); }
  void operator()(const OneOfExpr& e) const {
    add(o, e.subject);
    for (const ExprId one : e.alternatives) add(o, one);
  }
  void operator()(const WithinExpr& e) const { add(o, e.subject), add(o, e.low), add(o, e.high); }
  void operator()(const InPopulation& e) const { add(o, e.row); }
  void operator()(const RuleHolds& e) const { add(o, e.row); }
  void operator()(const InForce& e) const { add(o, e.row), add(o, e.date); }
  void operator()(const HasValue& e) const { add(o, e.operand); }
  void operator()(const IfAbsent& e) const {
    add(o, e.operand);
    for (const auto& [kinds, answer] : e.answers) add(o, answer.value);
  }
  void operator()(const RoundExpr& e) const { add(o, e.operand), add(o, e.multiple); }
  void operator()(const StepExpr& e) const { add(o, e.operand), add(o, e.step); }
  void operator()(const SquareRoot& e) const { add(o, e.operand), add(o, e.multiple); }
  void operator()(const CallExpr& e) const {
    for (const ExprId one : e.operands) add(o, one);
  }
  void operator()(const PlaceOf& e) const { add(o, e.row); }
  void operator()(const MetNames& e) const { add(o, e.row); }
  void operator()(const Aggregate& e) const { add_aggregate(o, e); }
  void operator()(const Lookup& e) const { add_lookup(o, e); }
};

struct Walk {
  const Program& program;
  Reach reach;

  void expr(ExprId id) {
    if (!id.valid() || !reach.exprs.insert(id).second) return;
    const Expr& e = program.at(id);
    if (const auto* d = std::get_if<DefinitionOf>(&e.node)) definition(d->definition);
    if (const auto* p = std::get_if<ParameterAt>(&e.node)) parameter(p->parameter);
    if (const auto* p = std::get_if<InPopulation>(&e.node)) population(p->population);
    if (const auto* p = std::get_if<RuleHolds>(&e.node)) population(p->population);
    if (const auto* s = std::get_if<InForce>(&e.node)) definition(s->spans);
    if (const auto* p = std::get_if<PlaceOf>(&e.node)) ranking(p->ranking);
    if (const auto* m = std::get_if<MetNames>(&e.node)) definition(m->checklist);
    if (const auto* a = std::get_if<Aggregate>(&e.node)) population(a->set.population);
    Operands operands;
    append_operands(e, operands);
    for (const ExprId operand : operands) expr(operand);
  }
  void parameter(ParameterId id) {
    if (reach.parameters.insert(id).second) {
      for (const DatedValue& dated : program.at(id).values) expr(dated.value);
    }
  }
  void population(PopulationId id) {
    if (!id.valid() || !reach.populations.insert(id).second) return;
    population(program.at(id).source);
    for (const PopulationRule& rule : program.at(id).rules) expr(rule.condition);
  }
  void ranking(RankingId id) {
    if (!id.valid()) return;
    const Ranking& one = program.at(id);
    definition(one.definition);
  }
  void judgement(JudgementId id) {
    const Judgement& one = program.at(id);
    definition(one.definition);
    expr(one.low), expr(one.high), expr(one.range_label), expr(one.grain), expr(one.when);
    for (const LabelRange& range : one.label_ranges) expr(range.low), expr(range.high);
  }
  void definition(DefinitionId id) {
    if (!id.valid() || !reach.definitions.insert(id).second) return;
    const Definition& d = program.at(id);
    population(d.domain);
    std::visit([this](const auto& by) { (*this)(by); }, d.by);
  }
  void operator()(const ByCases& by) {
    for (const Case& one : by.cases) expr(one.guard), expr(one.value.value);
  }
  void operator()(const ByPopulation& by) { population(by.population); }
  void operator()(const ByJudgement& by) { judgement(by.judgement); }
  void operator()(const ByRanking& by) {
    const Ranking& one = program.at(by.ranking);
    population(one.domain);
    expr(one.without);
    for (const ExprId stratum : one.strata) expr(stratum);
    for (const SortKey& key : one.keys) expr(key.value);
    if (one.judgement.valid()) judgement(one.judgement);
  }
  void operator()(const BySpans& by) { population(by.from.population), expr(by.start), expr(by.length), expr(by.condition); }
  void operator()(const ByChecklist& by) {
    for (const DefinitionId item : by.items) definition(item);
    expr(by.at_least);
  }
  void operator()(const ByGradeEntries& by) {
    for (const GradeEntry& entry : by.entries)
      expr(entry.condition), ranking(entry.ranking), expr(entry.size), population(entry.base);
  }
  void operator()(const ByAllotment& by) {
    for (const ExprId id : {by.amount, by.weight, by.grain, by.minimum, by.maximum}) expr(id);
    for (const SortKey& key : by.remainder_keys) expr(key.value);
    for (const SortKey& key : by.tie_keys) expr(key.value);
    if (by.tie_judgement.valid()) judgement(by.tie_judgement);
  }
};

}  // namespace

void append_operands(const Expr& expr, Operands& operands) { std::visit(Operate{operands}, expr.node); }

Reach collect_reach(const Program& program, const std::vector<DefinitionId>& roots) {
  Walk walk{program, {}};
  for (const DefinitionId root : roots) {
    walk.definition(root);
  }
  return std::move(walk.reach);
}

}  // namespace plumb::explain
