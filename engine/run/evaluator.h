// Evaluates expressions over batches of rows; one a thread. Internal to run.
//
// INVARIANT: everything that an expression reads (columns, members of sets, indexes, shared aggregates, parameters) is
// finished before (scheduler.h) and does not change while batches are evaluated on several threads. Operators have no side
// effects but new places and texts, so they may compute lanes that nobody needs.
#pragma once

#include <string>

#include "run/batch.h"
#include "run/finished_columns.h"
#include "run/lanes.h"
#include "run/row_sets.h"
#include "run/run_context.h"

namespace plumb::run {

class Evaluator {
 public:
  Evaluator(const RunContext& context, const FinishedColumns& columns, const RowSets& sets)
      : context_(context), columns_(columns), sets_(sets), pools_(context.batch) {}

  [[nodiscard]] Vector eval(ExprId expr, const Batch& batch, Active active);
  // Numbers in shape `to`, whatever the plan holds the expression in.
  [[nodiscard]] Vector eval_as(const Shape& to, ExprId expr, const Batch& batch, Active active);
  // As a value of `shape`.
  [[nodiscard]] Vector eval_answer(const program::Answer& answer, const Shape& shape, TypeKind kind, const Batch& batch,
                                   Active active);
  // One expression of one row (NoRow: of none).
  [[nodiscard]] Lane eval_one(ExprId expr, TableId table, uint32_t row, DefinitionId computing, uint32_t computing_row);

  [[nodiscard]] const RunContext& context() const { return context_; }
  [[nodiscard]] const FinishedColumns& columns() const { return columns_; }
  [[nodiscard]] const RowSets& sets() const { return sets_; }
  [[nodiscard]] Pools& pools() { return pools_; }
  [[nodiscard]] const Shape& shape(ExprId expr) const { return context_.plan.exprs[expr.value]; }
  [[nodiscard]] TypeKind kind(ExprId expr) const { return context_.program.at(expr).type.kind; }

  // Codes of what is open in a lane of a batch, with the place that the batch is computed for.
  [[nodiscard]] uint32_t faulty_here(PlaceKind kind, const Batch& batch, uint32_t lane, std::string detail = {});
  [[nodiscard]] uint32_t pending_here(const Batch& batch, uint32_t lane);

 private:
  Vector node(const program::Literal&, ExprId, const Batch&, Active);
  Vector node(const program::RunDate&, ExprId, const Batch&, Active);
  Vector node(const program::RunAssessment&, ExprId, const Batch&, Active);
  Vector node(const program::FrameRow&, ExprId, const Batch&, Active);
  Vector node(const program::RowByKey&, ExprId, const Batch&, Active);
  Vector node(const program::ColumnOf&, ExprId, const Batch&, Active);
  Vector node(const program::DefinitionOf&, ExprId, const Batch&, Active);
  Vector node(const program::ParameterAt&, ExprId, const Batch&, Active);
  Vector node(const program::NotExpr&, ExprId, const Batch&, Active);
  Vector node(const program::NegateExpr&, ExprId, const Batch&, Active);
  Vector node(const program::BinaryExpr&, ExprId, const Batch&, Active);
  Vector node(const program::ChooseExpr&, ExprId, const Batch&, Active);
  Vector node(const program::OneOfExpr&, ExprId, const Batch&, Active);
  Vector node(const program::WithinExpr&, ExprId, const Batch&, Active);
  Vector node(const program::InPopulation&, ExprId, const Batch&, Active);
  Vector node(const program::RuleHolds&, ExprId, const Batch&, Active);
  Vector node(const program::InForce&, ExprId, const Batch&, Active);
  Vector node(const program::HasValue&, ExprId, const Batch&, Active);
  Vector node(const program::IfAbsent&, ExprId, const Batch&, Active);
  Vector node(const program::RoundExpr&, ExprId, const Batch&, Active);
  Vector node(const program::StepExpr&, ExprId, const Batch&, Active);
  Vector node(const program::SquareRoot&, ExprId, const Batch&, Active);
  Vector node(const program::CallExpr&, ExprId, const Batch&, Active);
  Vector node(const program::PlaceOf&, ExprId, const Batch&, Active);
  Vector node(const program::MetNames&, ExprId, const Batch&, Active);
  Vector node(const program::Aggregate&, ExprId, const Batch&, Active);
  Vector node(const program::Lookup&, ExprId, const Batch&, Active);

  // Rows of a column, gathered by the rows of an expression or of a frame (eval_gather.cpp).
  Vector gather(const Column& column, ExprId row, const Batch&, Active);
  Vector gather_input(program::ColumnId id, const InputColumn& input, ExprId row, const Batch&, Active);

  Vector arithmetic(const program::BinaryExpr&, ExprId, const Batch&, Active);
  Vector divide(const program::BinaryExpr&, ExprId, const Batch&, Active);
  Vector power(const program::BinaryExpr&, const Batch&, Active);
  Vector logic(const program::BinaryExpr&, const Batch&, Active);
  Vector compare(ExprId left, ExprId right, program::Op op, const Batch&, Active);
  Vector compare_vectors(const Vector& left, ExprId left_expr, const Vector& right, ExprId right_expr, program::Op op,
                         const Batch&, Active);
  Vector round_quotient(const program::RoundExpr&, const program::BinaryExpr&, ExprId, const Batch&, Active, bool& is_done);
  // Within bounds; lanes that are not known keep the bound's state.
  Vector within(const Vector& subject, ExprId subject_expr, ExprId low, ExprId high, bool low_open, bool high_open, const Batch&,
                Active);
  Vector match_cell(const program::Cell& cell, const Vector& input, ExprId input_expr, const Batch&, Active);
  // Open beyond the limit of digits.
  void check_digits(Vector& vector, const Batch&, Active);

  const RunContext& context_;
  const FinishedColumns& columns_;
  const RowSets& sets_;
  Pools pools_;
};

}  // namespace plumb::run
