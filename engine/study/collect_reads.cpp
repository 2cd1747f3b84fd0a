#include <set>

#include "program/walk_definition.h"
#include "program/walk_operands.h"
#include "study/reads.h"

namespace plumb::study {

namespace {

using namespace program;

class Collector {
 public:
  explicit Collector(const Program& program) : program_(program) {}

  void expr(ExprId id) {
    if (!seen_.insert(id).second) return;
    const Expr& node = program_.at(id);
    const auto* force = std::get_if<InForce>(&node.node);
    const bool is_of_run = std::holds_alternative<RunDate>(node.node) || std::holds_alternative<RunAssessment>(node.node);
    if (is_of_run || (force != nullptr && !force->date.valid())) run_dates_ = true;
    walk_reads(node, [this](Read read) { std::visit(*this, read); });
    walk_operands(node, [this](Operand operand) { expr(operand.id); });
  }
  void definition(DefinitionId id) {
    walk_formulas(program_, id, [this](ExprId formula) { expr(formula); });
    walk_reads(program_, id, [this](Read read) { std::visit(*this, read); });
  }

  void operator()(DefinitionId id) {
    if (id.valid()) definitions_.insert(id);
  }
  void operator()(PopulationId id) { (*this)(program_.at(id).definition); }
  void operator()(RankingId id) { (*this)(program_.at(id).definition); }
  void operator()(JudgementId id) { (*this)(program_.at(id).definition); }
  void operator()(ParameterId id) { parameters_.insert(id); }
  void operator()(ColumnId id) { columns_.insert(id); }

  [[nodiscard]] Reads take(DefinitionId self) {
    definitions_.erase(self);
    return {{definitions_.begin(), definitions_.end()},
            {parameters_.begin(), parameters_.end()},
            {columns_.begin(), columns_.end()},
            run_dates_};
  }

 private:
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
  collector.definition(id);
  return collector.take(id);
}

Reads reads_of(const Program& program, ExprId root) {
  Collector collector(program);
  if (root.valid()) collector.expr(root);
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
