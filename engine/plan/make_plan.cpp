#include <algorithm>

#include "plan/infer_shapes.h"
#include "program/reads_frame.h"
#include "program/walk_definition.h"
#include "program/walk_operands.h"

namespace plumb::plan {

std::vector<data::ColumnFacts> find_all_facts(const program::Program& program, const data::Data& data) {
  std::vector<data::ColumnFacts> facts(program.columns.size());
  for (size_t table = 0; table < program.tables.size(); ++table) {
    const std::vector<program::ColumnId>& columns = program.tables[table].columns;
    for (size_t i = 0; i < columns.size() && i < data.tables[table].columns.size(); ++i) {
      facts[columns[i].value] = data::find_facts(program.at(columns[i]), data.tables[table].columns[i]);
    }
  }
  return facts;
}

namespace {

StepKind step_kind(const program::Definition& definition) {
  struct Visit {
    StepKind operator()(const program::ByCases&) const { return StepKind::Formula; }
    StepKind operator()(const program::ByPopulation&) const { return StepKind::Members; }
    StepKind operator()(const program::ByJudgement&) const { return StepKind::Judgement; }
    StepKind operator()(const program::ByRanking&) const { return StepKind::Ranking; }
    StepKind operator()(const program::BySpans&) const { return StepKind::Spans; }
    StepKind operator()(const program::ByChecklist&) const { return StepKind::Checklist; }
    StepKind operator()(const program::ByGradeEntries&) const { return StepKind::Grade; }
    StepKind operator()(const program::ByAllotment&) const { return StepKind::Allotment; }
  };
  return std::visit(Visit{}, definition.by);
}

// The reductions that formulas ask for, innermost first.
class PartialSearch {
 public:
  PartialSearch(const program::Program& program, Plan& plan)
      : program_(program), plan_(plan), is_seen_(program.exprs.size(), 0) {}

  void add_step(DefinitionId id) {
    step_ = {step_kind(program_.at(id)), id, {}};
    walk_formulas(program_, id, [this](ExprId expr) { search(expr); });
    plan_.steps.push_back(std::move(step_));
  }

 private:
  void search(ExprId id) {
    if (is_seen_[id.value] != 0) return;
    is_seen_[id.value] = 1;
    walk_operands(program_.at(id), [this](program::Operand operand) { search(operand.id); });
    const auto* node = std::get_if<program::Aggregate>(&program_.at(id).node);
    if (node == nullptr) return;
    step_.partials.push_back(static_cast<uint32_t>(plan_.partials.size()));
    plan_.partials.push_back({id, step_.definition, is_shared(program_, *node),
                              node->body.valid() ? plan_.exprs[node->body.value] : whole(1), plan_.exprs[id.value]});
  }

  const program::Program& program_;
  Plan& plan_;
  std::vector<uint8_t> is_seen_;
  Step step_;
};

}  // namespace

bool is_shared(const program::Program& program, const program::Aggregate& node) {
  return node.set.mode != program::SetMode::Members && !reads_frame(program, node.filter, 1) &&
         !reads_frame(program, node.body, 1) && !reads_frame(program, node.key, 1) && !reads_frame(program, node.parameter, 0) &&
         !reads_frame(program, node.if_none.value, 0);
}

Plan make_plan(const program::Program& program, const data::Data& data, const std::vector<data::ColumnFacts>& facts,
               const program::Subject& subject) {
  ShapeInference inference(program, data, facts, subject);
  Plan plan;
  for (uint32_t i = 0; i < program.columns.size(); ++i) plan.columns.push_back(inference.of_column(program::ColumnId{i}).shape);
  for (uint32_t i = 0; i < program.exprs.size(); ++i) plan.exprs.push_back(inference.of(ExprId{i}).shape);
  for (uint32_t i = 0; i < program.exprs.size(); ++i) plan.proofs.push_back(inference.prove(ExprId{i}));
  for (uint32_t i = 0; i < program.definitions.size(); ++i) plan.definitions.push_back(inference.of(DefinitionId{i}).shape);
  for (uint32_t i = 0; i < program.parameters.size(); ++i) plan.parameters.push_back(inference.of(program::ParameterId{i}).shape);
  PartialSearch partials(program, plan);
  for (const DefinitionId id : program.order) partials.add_step(id);
  return plan;
}

}  // namespace plumb::plan
