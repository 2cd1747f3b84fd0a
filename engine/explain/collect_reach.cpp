#include "explain/teller.h"
#include "program/walk_definition.h"
#include "program/walk_operands.h"

namespace plumb::explain {

using namespace program;

namespace {

struct Walk {
  const Program& program;
  Reach reach;

  void expr(ExprId id) {
    if (!id.valid() || !reach.exprs.insert(id).second) return;
    walk_reads(program.at(id), [this](Read read) { std::visit(*this, read); });
    walk_operands(program.at(id), [this](Operand operand) { expr(operand.id); });
  }
  void operator()(DefinitionId id) {
    if (!id.valid() || !reach.definitions.insert(id).second) return;
    if (const auto* by = std::get_if<ByPopulation>(&program.at(id).by)) (*this)(by->population);
    walk_reads(program, id, [this](Read read) { std::visit(*this, read); });
    walk_formulas(program, id, [this](ExprId formula) { expr(formula); });
  }
  void operator()(PopulationId id) {
    if (!id.valid() || !reach.populations.insert(id).second) return;
    (*this)(program.at(id).source);
    walk_formulas(program.at(id), [this](ExprId formula) { expr(formula); });
  }
  void operator()(RankingId id) { (*this)(program.at(id).definition); }
  void operator()(JudgementId id) {
    (*this)(program.at(id).definition);
    walk_formulas(program.at(id), [this](ExprId formula) { expr(formula); });
  }
  void operator()(ParameterId id) {
    if (!reach.parameters.insert(id).second) return;
    for (const DatedValue& dated : program.at(id).values) expr(dated.value);
  }
  void operator()(ColumnId) {}
};

}  // namespace

Reach collect_reach(const Program& program, const std::vector<DefinitionId>& roots) {
  Walk walk{program, {}};
  for (const DefinitionId root : roots) walk(root);
  return std::move(walk.reach);
}

}  // namespace plumb::explain
