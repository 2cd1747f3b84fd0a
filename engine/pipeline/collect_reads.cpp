#include "pipeline/collect_reads.h"

namespace plumb::pipeline {

namespace {

using namespace program;

// A walk over the graph of definitions. Expressions are shared between definitions (expanded functions), so
// each one is visited once.
class Collector {
 public:
  explicit Collector(const Program& program)
      : program_(program), seen_exprs_(program.exprs.size(), false), seen_rankings_(program.rankings.size(), false) {
    reads.definitions.resize(program.definitions.size(), false);
    reads.parameters.resize(program.parameters.size(), false);
  }

  Reads reads;
  std::vector<const Lookup*> lookups;  // of the expressions that were met

  void read(DefinitionId id) {
    if (!id.valid() || reads.definitions[id.value]) return;
    reads.definitions[id.value] = true;
    waiting_.push_back(id);
  }
  // Definitions wait in a list, so that a long chain of them does not deepen the stack.
  void follow_all() {
    while (!waiting_.empty()) {
      const DefinitionId id = waiting_.back();
      waiting_.pop_back();
      follow(id);
    }
  }
  void follow(DefinitionId id) {
    const Definition& definition = program_.at(id);
    read(definition.domain);
    std::visit([this](const auto& by) { follow_by(by); }, definition.by);
    for (const Norm& norm : program_.norms) {
      if (norm.definition != id) continue;
      read(norm.deadline);
      read(norm.fulfilled);
      read(norm.amount);
    }
  }

 private:
  void read(PopulationId id) {
    if (id.valid()) read(program_.at(id).definition);
  }
  void read(ParameterId id) {
    if (!id.valid() || reads.parameters[id.value]) return;
    reads.parameters[id.value] = true;
    for (const DatedValue& value : program_.at(id).values) read(value.value);
  }
  void read(RankingId id) {
    if (!id.valid() || seen_rankings_[id.value]) return;
    seen_rankings_[id.value] = true;
    const Ranking& ranking = program_.at(id);
    read(ranking.definition);
    read(ranking.domain);
    read(ranking.without);
    read(ranking.strata);
    read(ranking.keys);
    read(ranking.judgement);
  }
  void read(JudgementId id) {
    if (!id.valid()) return;
    const Judgement& judgement = program_.at(id);
    read(judgement.definition);
    for (const ExprId expr : {judgement.low, judgement.high, judgement.range_label, judgement.grain, judgement.when}) read(expr);
    for (const LabelRange& range : judgement.label_ranges) {
      read(range.low);
      read(range.high);
    }
  }
  void read(const std::vector<ExprId>& exprs) {
    for (const ExprId expr : exprs) read(expr);
  }
  void read(const std::vector<SortKey>& keys) {
    for (const SortKey& key : keys) read(key.value);
  }
  void read(const Answer& answer) { read(answer.value); }
  void read(const SetSource& set) {
    read(set.population);
    read(set.group_keys);
  }
  void read(ExprId id) {
    if (!id.valid() || seen_exprs_[id.value]) return;
    seen_exprs_[id.value] = true;
    std::visit([this](const auto& node) { read_node(node); }, program_.at(id).node);
  }

  void read_node(const Literal&) {}
  void read_node(const RunDate&) {}
  void read_node(const RunAssessment&) {}
  void read_node(const FrameRow&) {}
  void read_node(const RowByKey&) {}
  void read_node(const ColumnOf& node) { read(node.row); }
  void read_node(const DefinitionOf& node) {
    read(node.row);
    read(node.definition);
  }
  void read_node(const ParameterAt& node) {
    read(node.parameter);
    read(node.date);
  }
  void read_node(const NotExpr& node) { read(node.operand); }
  void read_node(const NegateExpr& node) { read(node.operand); }
  void read_node(const BinaryExpr& node) {
    read(node.left);
    read(node.right);
    read(node.if_zero);
  }
  void read_node(const ChooseExpr& node) {
    read(node.condition);
    read(node.then);
    read(node.otherwise);
  }
  void read_node(const OneOfExpr& node) {
    read(node.subject);
    read(node.alternatives);
  }
  void read_node(const WithinExpr& node) {
    read(node.subject);
    read(node.low);
    read(node.high);
  }
  void read_node(const InPopulation& node) {
    read(node.population);
    read(node.row);
  }
  void read_node(const RuleHolds& node) {
    read(node.population);
    read(node.row);
  }
  void read_node(const InForce& node) {
    read(node.spans);
    read(node.row);
    read(node.date);
  }
  void read_node(const HasValue& node) { read(node.operand); }
  void read_node(const IfAbsent& node) {
    read(node.operand);
    for (const auto& answer : node.answers) read(answer.second);
  }
  void read_node(const RoundExpr& node) {
    read(node.operand);
    read(node.multiple);
  }
  void read_node(const StepExpr& node) {
    read(node.operand);
    read(node.step);
  }
  void read_node(const SquareRoot& node) {
    read(node.operand);
    read(node.multiple);
  }
  void read_node(const CallExpr& node) { read(node.operands); }
  void read_node(const PlaceOf& node) {
    read(node.ranking);
    read(node.row);
  }
  void read_node(const MetNames& node) {
    read(node.checklist);
    read(node.row);
  }
  void read_node(const Aggregate& node) {
    read(node.set);
    for (const ExprId expr : {node.filter, node.body, node.key, node.parameter}) read(expr);
    read(node.if_none);
  }
  void read_node(const Lookup& node) {
    lookups.push_back(&node);
    read(node.inputs);
    for (const LookupRow& row : node.rows) {
      for (const Cell& cell : row.cells) {
        read(cell.low);
        read(cell.high);
        read(cell.values);
      }
      read(row.value);
    }
  }

  void follow_by(const ByCases& by) {
    for (const Case& one : by.cases) {
      read(one.guard);
      read(one.value);
    }
  }
  void follow_by(const ByPopulation& by) {
    const Population& population = program_.at(by.population);
    read(population.source);
    for (const PopulationRule& rule : population.rules) read(rule.condition);
  }
  void follow_by(const ByJudgement& by) { read(by.judgement); }
  void follow_by(const ByRanking& by) { read(by.ranking); }
  void follow_by(const BySpans& by) {
    read(by.from);
    for (const ExprId expr : {by.start, by.length, by.condition}) read(expr);
  }
  void follow_by(const ByChecklist& by) {
    for (const DefinitionId item : by.items) read(item);
    read(by.at_least);
  }
  void follow_by(const ByGradeEntries& by) {
    for (const GradeEntry& entry : by.entries) {
      read(entry.condition);
      read(entry.ranking);
      read(entry.size);
      read(entry.base);
    }
  }
  void follow_by(const ByAllotment& by) {
    for (const ExprId expr : {by.amount, by.weight, by.grain, by.minimum, by.maximum}) read(expr);
    read(by.remainder_keys);
    read(by.tie_keys);
    read(by.tie_judgement);
  }

  const Program& program_;
  std::vector<bool> seen_exprs_;
  std::vector<bool> seen_rankings_;
  std::vector<DefinitionId> waiting_;
};

void add_bases(const std::vector<Basis>& bases, std::vector<const Basis*>& out) {
  for (const Basis& basis : bases) out.push_back(&basis);
}

}  // namespace

Reads collect_reads(const Program& program, const std::vector<DefinitionId>& roots) {
  Collector collector(program);
  for (const DefinitionId root : roots) collector.read(root);
  collector.follow_all();
  return std::move(collector.reads);
}

std::vector<const Basis*> bases_of(const Program& program, DefinitionId id) {
  const Definition& definition = program.at(id);
  std::vector<const Basis*> out;
  add_bases(definition.bases, out);
  if (const auto* cases = std::get_if<ByCases>(&definition.by)) {
    for (const Case& one : cases->cases) add_bases(one.bases, out);
  }
  if (const auto* population = std::get_if<ByPopulation>(&definition.by)) {
    for (const PopulationRule& rule : program.at(population->population).rules) add_bases(rule.bases, out);
  }
  if (const auto* judgement = std::get_if<ByJudgement>(&definition.by)) {
    add_bases(program.at(judgement->judgement).bases, out);
  }
  if (const auto* grade = std::get_if<ByGradeEntries>(&definition.by)) {
    for (const GradeEntry& entry : grade->entries) add_bases(entry.bases, out);
  }
  for (const Norm& norm : program.norms) {
    if (norm.definition == id) add_bases(norm.bases, out);
  }
  // Rows of tables carry their own; only this definition's expressions are walked, not what they read.
  Collector own(program);
  own.follow(id);
  for (const Lookup* lookup : own.lookups) {
    for (const LookupRow& row : lookup->rows) add_bases(row.bases, out);
  }
  return out;
}

}  // namespace plumb::pipeline
