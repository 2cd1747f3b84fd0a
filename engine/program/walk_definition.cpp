#include "program/walk_definition.h"

namespace plumb::program {

namespace {

using TakeFormula = base::FunctionRef<void(ExprId)>;
using TakeRead = base::FunctionRef<void(Read)>;

struct Formulas {
  const Program& program;
  const TakeFormula& take;

  void one(ExprId id) const {
    if (id.valid()) take(id);
  }
  void one(const SortKey& key) const { one(key.value); }
  void each(const auto& items) const {
    for (const auto& item : items) one(item);
  }

  void operator()(const ByCases& by) const {
    for (const Case& entry : by.cases) one(entry.guard), one(entry.value.value);
  }
  void operator()(const ByPopulation& by) const { walk_formulas(program.at(by.population), take); }
  void operator()(const ByJudgement& by) const { walk_formulas(program.at(by.judgement), take); }
  void operator()(const ByRanking& by) const { walk_formulas(program.at(by.ranking), take); }
  void operator()(const BySpans& by) const { each(by.from.group_keys), one(by.start), one(by.length), one(by.condition); }
  void operator()(const ByChecklist& by) const { one(by.at_least); }
  void operator()(const ByGradeEntries& by) const {
    for (const GradeEntry& entry : by.entries) one(entry.condition), one(entry.size);
  }
  void operator()(const ByAllotment& by) const {
    one(by.amount), one(by.grain), one(by.weight), one(by.minimum), one(by.maximum);
    each(by.remainder_keys), each(by.tie_keys);
  }
};

// A part that is not there is not read.
struct Reads {
  const Program& program;
  const TakeRead& take;

  template <class Id>
  void one(Id id) const {
    if (id.valid()) take(id);
  }

  void operator()(const ByCases&) const {}
  void operator()(const ByPopulation& by) const { one(program.at(by.population).source); }
  void operator()(const ByJudgement&) const {}
  void operator()(const ByRanking& by) const { one(program.at(by.ranking).domain), one(program.at(by.ranking).judgement); }
  void operator()(const BySpans& by) const { one(by.from.population); }
  void operator()(const ByChecklist& by) const {
    for (const DefinitionId item : by.items) one(item);
  }
  void operator()(const ByGradeEntries& by) const {
    for (const GradeEntry& entry : by.entries) one(entry.ranking), one(entry.base);
  }
  void operator()(const ByAllotment& by) const { one(by.tie_judgement); }
};

struct NodeReads {
  const TakeRead& take;

  template <class Id>
  void one(Id id) const {
    if (id.valid()) take(id);
  }

  void operator()(const ColumnOf& node) const { one(node.column); }
  void operator()(const DefinitionOf& node) const { one(node.definition); }
  void operator()(const ParameterAt& node) const { one(node.parameter); }
  void operator()(const InPopulation& node) const { one(node.population); }
  void operator()(const RuleHolds& node) const { one(node.population); }
  void operator()(const InForce& node) const { one(node.spans); }
  void operator()(const PlaceOf& node) const { one(node.ranking); }
  void operator()(const MetNames& node) const { one(node.checklist); }
  void operator()(const Aggregate& node) const { one(node.set.population); }
  // The rest names nothing. Spelt out, so that a new node is decided on.
  void operator()(const Literal&) const {}
  void operator()(const RunDate&) const {}
  void operator()(const RunAssessment&) const {}
  void operator()(const FrameRow&) const {}
  void operator()(const RowByKey&) const {}
  void operator()(const NotExpr&) const {}
  void operator()(const NegateExpr&) const {}
  void operator()(const BinaryExpr&) const {}
  void operator()(const ChooseExpr&) const {}
  void operator()(const OneOfExpr&) const {}
  void operator()(const WithinExpr&) const {}
  void operator()(const HasValue&) const {}
  void operator()(const IfAbsent&) const {}
  void operator()(const RoundExpr&) const {}
  void operator()(const StepExpr&) const {}
  void operator()(const SquareRoot&) const {}
  void operator()(const CallExpr&) const {}
  void operator()(const Lookup&) const {}
};

}  // namespace

void walk_formulas(const Program& program, DefinitionId id, TakeFormula take) {
  std::visit(Formulas{program, take}, program.at(id).by);
}

void walk_formulas(const Population& population, TakeFormula take) {
  for (const PopulationRule& rule : population.rules) {
    if (rule.condition.valid()) take(rule.condition);
  }
}

void walk_formulas(const Ranking& ranking, TakeFormula take) {
  if (ranking.without.valid()) take(ranking.without);
  for (const ExprId stratum : ranking.strata) take(stratum);
  for (const SortKey& key : ranking.keys) {
    if (key.value.valid()) take(key.value);
  }
}

void walk_formulas(const Judgement& judgement, TakeFormula take) {
  const auto one = [&](ExprId id) {
    if (id.valid()) take(id);
  };
  for (const ExprId part : {judgement.when, judgement.low, judgement.high, judgement.range_label, judgement.grain}) one(part);
  for (const LabelRange& range : judgement.label_ranges) one(range.low), one(range.high);
}

void walk_reads(const Expr& expr, TakeRead take) { std::visit(NodeReads{take}, expr.node); }

void walk_reads(const Program& program, DefinitionId id, TakeRead take) {
  const Definition& definition = program.at(id);
  if (definition.domain.valid()) take(definition.domain);
  std::visit(Reads{program, take}, definition.by);
}

}  // namespace plumb::program
