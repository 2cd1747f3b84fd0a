// The operators of a run: one function each, from what is finished to one column, set or ranking more. Internal to run.
//
// CONTRACT: whatever an operator reads (columns, populations, sets, groups, aggregates that rows share, rankings) has been
// finished before, which is the scheduler's part (scheduler.h). A column that comes in has its size and is written whole but
// for pinned rows. Rows that are not read stand open, absent or left out by the laws that the operator follows; nothing is
// thrown and nothing is reported.
#pragma once

#include <vector>

#include "run/evaluator_pool.h"
#include "run/finished_columns.h"
#include "run/questions.h"
#include "run/rankings.h"
#include "run/row_sets.h"

namespace plumb::run {

// --- definitions ---
// Cases, checklists and spans: what computes each row by itself. `members_read`: about how many rows of sets that reads.
void compute_rows(EvaluatorPool& evaluators, DefinitionId id, uint64_t members_read, Column& column);
// The place of each row.
void compute_places(const RunContext& context, const RowSets& sets, const Rankings& rankings, DefinitionId id,
                    program::RankingId ranking, Column& column);
// The label of each row, and the entry that gave it; adds its cuts to those of the rankings.
void compute_grade(EvaluatorPool& evaluators, const RowSets& sets, Rankings& rankings, Questions& questions, DefinitionId id,
                   const program::ByGradeEntries& by, Column& column);
void compute_allotment(EvaluatorPool& evaluators, const RowSets& sets, Questions& questions, DefinitionId id,
                       const program::ByAllotment& by, Column& column);
void compute_judgement(EvaluatorPool& evaluators, const RowSets& sets, Questions& questions, DefinitionId id,
                       const program::ByJudgement& by, Column& column);

// --- sets ---
[[nodiscard]] PopulationColumns compute_population(EvaluatorPool& evaluators, PopulationId id);
// Which rows a rule of a population took; for an exclusion those that it would have kept from being in.
[[nodiscard]] Column compute_rule(EvaluatorPool& evaluators, PopulationId id, uint32_t rule);
[[nodiscard]] Groups compute_groups(Evaluator& evaluator, const SetSource& set, DefinitionId reader);
[[nodiscard]] FinishedRanking compute_ranking(EvaluatorPool& evaluators, const RowSets& sets, program::RankingId id);

// --- values that rows share ---
// Of every period, and of its pin at the end.
[[nodiscard]] std::vector<Lane> compute_parameter(Evaluator& evaluator, program::ParameterId id);
// An aggregate that reads nothing of the row that asks: one row of the column, or one for each group of its set.
[[nodiscard]] Column compute_shared_aggregate(Evaluator& evaluator, const program::Aggregate& node, ExprId id,
                                              DefinitionId reader);
// A column of the data, ready to be read in lanes.
void open_input(const RunContext& context, program::ColumnId id, InputColumn& input);

}  // namespace plumb::run
