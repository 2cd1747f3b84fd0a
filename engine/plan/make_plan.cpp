#include <algorithm>

#include "plan/infer_shapes.h"

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

}  // namespace

Plan make_plan(const program::Program& program, const data::Data& data, const std::vector<data::ColumnFacts>& facts, const Subject& subject) {
  ShapeInference inference(program, data, facts, subject);
  Plan plan;
  for (uint32_t i = 0; i < program.columns.size(); ++i) plan.columns.push_back(inference.of_column(program::ColumnId{i}).shape);
  for (uint32_t i = 0; i < program.exprs.size(); ++i) plan.exprs.push_back(inference.of(ExprId{i}).shape);
  for (uint32_t i = 0; i < program.definitions.size(); ++i) plan.definitions.push_back(inference.of(DefinitionId{i}).shape);
  for (uint32_t i = 0; i < program.parameters.size(); ++i) plan.parameters.push_back(inference.of(program::ParameterId{i}).shape);
  for (const DefinitionId id : program.order) plan.steps.push_back({step_kind(program.at(id)), id, {}});
  return plan;
}

}  // namespace plumb::plan
