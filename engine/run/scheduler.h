// The order of a run: demand-driven, so that whatever a step reads is finished before the step begins. Internal to run.
//
// Requiring something finishes what it reads, then runs its operator (operators.h), once. The program's graph of definitions
// is acyclic, so this ends. One thread only; the operators use the others.
#pragma once

#include <vector>

#include "run/operators.h"

namespace plumb::run {

class Scheduler {
 public:
  // Of what an earlier run left, `columns` and `sets` may hold some already.
  Scheduler(EvaluatorPool& evaluators, FinishedColumns& columns, RowSets& sets, Rankings& rankings, Questions& questions);

  void require(DefinitionId id);
  void require(PopulationId id);
  void require(program::RankingId id);
  // What evaluating the expression reads. What belongs to no row is computed in the name of who requires it first.
  void require(ExprId id, DefinitionId reader);

 private:
  // What a definition reads, by what it is computed from.
  void require_inputs(const program::ByCases& by, DefinitionId id);
  void require_inputs(const program::ByChecklist& by, DefinitionId id);
  void require_inputs(const program::BySpans& by, DefinitionId id);
  void require_inputs(const program::ByPopulation& by, DefinitionId id);
  void require_inputs(const program::ByRanking& by, DefinitionId id);
  void require_inputs(const program::ByGradeEntries& by, DefinitionId id);
  void require_inputs(const program::ByAllotment& by, DefinitionId id);
  void require_inputs(const program::ByJudgement& by, DefinitionId id);
  void compute(DefinitionId id, uint64_t members_read);

  void require_input(program::ColumnId id);
  void require_parameter(program::ParameterId id);
  void require_aggregate(const program::Aggregate& node, ExprId id, DefinitionId reader);
  // `id`: the expression that the set stands in.
  void require_set(const SetSource& set, ExprId id, DefinitionId reader);
  void require_membership(const SetSource& set);
  void require_whole(const SetSource& set);
  void require_rule(PopulationId id, uint32_t rule);
  // Pinned rows have the value that was pinned, whatever was computed.
  void apply_pins(DefinitionId id);

  EvaluatorPool& evaluators_;
  const RunContext& context_;
  FinishedColumns& columns_;
  RowSets& sets_;
  Rankings& rankings_;
  Questions& questions_;
  std::vector<uint8_t> is_required_;  // by expression
  uint64_t members_read_ = 0;         // rows of the sets that the definition at hand reads, so far
};

}  // namespace plumb::run
