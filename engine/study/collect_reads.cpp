#include <algorithm>
#include <set>

#include "program/visit_expr.h"
#include "study/reads.h"

namespace plumb::study {

namespace {

using namespace program;

class Collector {
 public:
  explicit Collector(const Program& program) : program_(program) {}

  void expr(ExprId id) {
    if (!id.valid() || !seen_.insert(id).second) return;
    const Expr& node = program_.at(id);
    if (const auto* read = std::get_if<DefinitionOf>(&node.node)) definition(read->definition);
    if (const auto* read = std::get_if<InForce>(&node.node)) force(*read);
    if (const auto* read = std::get_if<MetNames>(&node.node)) definition(read->checklist);
    if (const auto* read = std::get_if<PlaceOf>(&node.node)) definition(program_.at(read->ranking).definition);
    if (const auto* read = std::get_if<InPopulation>(&node.node)) population(read->population);
    if (const auto* read = std::get_if<RuleHolds>(&node.node)) population(read->population);
    if (const auto* read = std::get_if<Aggregate>(&node.node)) population(read->set.population);
    if (const auto* read = std::get_if<ColumnOf>(&node.node)) columns_.insert(read->column);
    if (const auto* read = std::get_if<ParameterAt>(&node.node)) parameters_.insert(read->parameter);
    if (std::holds_alternative<RunDate>(node.node) || std::holds_alternative<RunAssessment>(node.node)) run_dates_ = true;
    for_each_operand(node, [&](ExprId operand) { expr(operand); });
  }
  void definition(DefinitionId id) {
    if (id.valid()) definitions_.insert(id);
  }
  void population(PopulationId id) {
    if (id.valid()) definition(program_.at(id).definition);
  }
  void ranking(RankingId id) {
    if (id.valid()) definition(program_.at(id).definition);
  }

  // What for_each_root leaves out: sets and rankings that stand beside the expressions.
  void beside(const Definition& definition) {
    population(definition.domain);
    if (const auto* by = std::get_if<ByPopulation>(&definition.by)) population(program_.at(by->population).source);
    if (const auto* by = std::get_if<BySpans>(&definition.by)) population(by->from.population);
    if (const auto* by = std::get_if<ByChecklist>(&definition.by)) {
      for (const DefinitionId item : by->items) this->definition(item);
    }
    if (const auto* by = std::get_if<ByRanking>(&definition.by)) {
      population(program_.at(by->ranking).domain);
      judgement(program_.at(by->ranking).judgement);
    }
    if (const auto* by = std::get_if<ByGradeEntries>(&definition.by)) {
      for (const GradeEntry& entry : by->entries) {
        ranking(entry.ranking);
        population(entry.base);
      }
    }
    if (const auto* by = std::get_if<ByAllotment>(&definition.by)) judgement(by->tie_judgement);
  }

  [[nodiscard]] Reads take(DefinitionId self) {
    definitions_.erase(self);
    return {{definitions_.begin(), definitions_.end()},
            {parameters_.begin(), parameters_.end()},
            {columns_.begin(), columns_.end()},
            run_dates_};
  }

 private:
  void force(const InForce& read) {
    definition(read.spans);
    if (!read.date.valid()) run_dates_ = true;
  }
  void judgement(JudgementId id) {
    if (id.valid()) definition(program_.at(id).definition);
  }

  const Program& program_;
  std::set<ExprId> seen_;
  std::set<DefinitionId> definitions_;
  std::set<ParameterId> parameters_;
  std::set<ColumnId> columns_;
  bool run_dates_ = false;
};

}  // namespace

Reads reads_of(const Program& program, DefinitionId id) {
  Collector collector(program);
  for_each_root(program, id, [&](ExprId root) { collector.expr(root); });
  collector.beside(program.at(id));
  return collector.take(id);
}

Reads reads_of(const Program& program, ExprId root) {
  Collector collector(program);
  collector.expr(root);
  return collector.take({});
}

Reach reach_of(const Program& program, const std::vector<DefinitionId>& roots) {
  Reach reach{std::vector<bool>(program.definitions.size(), false), std::vector<bool>(program.parameters.size(), false)};
  std::vector<DefinitionId> waiting;
  const auto add = [&](DefinitionId id) {
    if (!id.valid() || reach.definitions[id.value]) return;
    reach.definitions[id.value] = true;
    waiting.push_back(id);
  };
  const auto add_all = [&](const Reads& reads) {
    for (const DefinitionId id : reads.definitions) add(id);
    for (const ParameterId id : reads.parameters) reach.parameters[id.value] = true;
  };
  for (const DefinitionId root : roots) add(root);
  while (!waiting.empty()) {
    const DefinitionId id = waiting.back();
    waiting.pop_back();
    add_all(reads_of(program, id));
  }
  // A parameter may be computed from others.
  for (bool grows = true; grows;) {
    grows = false;
    for (size_t i = 0; i < program.parameters.size(); ++i) {
      if (!reach.parameters[i]) continue;
      for (const DatedValue& value : program.parameters[i].values) {
        if (!value.value.valid()) continue;
        for (const ParameterId id : reads_of(program, value.value).parameters) {
          grows = grows || !reach.parameters[id.value];
          reach.parameters[id.value] = true;
        }
      }
    }
  }
  return reach;
}

}  // namespace plumb::study
