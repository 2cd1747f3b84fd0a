// Evaluates expressions over batches of rows; one a thread. Internal to run.
#pragma once

#include <optional>

#include "run/runner.h"

namespace plumb::run {

// Lanes that matter; null: all. Other lanes may hold anything.
using Active = const uint8_t*;

class Reducer;
struct Accumulator;

class Worker {
 public:
  explicit Worker(Runner& runner);

  Vector eval(ExprId expr, const Batch& batch, Active active);
  // As a value of `shape`.
  Vector eval_answer(const program::Answer& answer, const Shape& shape, TypeKind kind, const Batch& batch, Active active);
  // One expression of one row (NoRow: of none).
  Lane eval_one(ExprId expr, TableId table, uint32_t row, DefinitionId computing, uint32_t computing_row);
  [[nodiscard]] Batch rows_of(TableId table, uint32_t first, uint32_t count, DefinitionId computing) const;

  void compute_definition(DefinitionId id, uint32_t first, uint32_t count);
  void compute_members(PopulationId id, uint32_t first, uint32_t count);
  void compute_rule(PopulationId id, uint32_t rule, uint32_t first, uint32_t count, Column& column);
  [[nodiscard]] const Shape& shape(ExprId expr) const { return run_.plan_.exprs[expr.value]; }
  Vector aggregate(const program::Aggregate& node, ExprId id, const Batch& batch, Active active);

 private:
  friend class Reducer;
  friend class Finisher;
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

  // --- lanes (lanes.cpp) ---
  // A constant that is known.
  Vector constant(const Lane& lane, const Shape& shape, TypeKind kind);
  // Rows of a column, gathered by the rows of another vector or of a frame.
  Vector gather(const Column& column, ExprId row, const Batch& batch, Active active);
  Vector gather_source(program::ColumnId id, const InputColumn& source, ExprId row, const Batch& batch, Active active);
  // Lanes of `from` in shape `to`.
  void reshape(Vector& vector, const Shape& from, const Shape& to, const Batch& batch);
  // Every lane of its own.
  void spread(Vector& vector, const Shape& shape, TypeKind kind, uint32_t lanes);
  // The first that is not known, of a and then b, stands for the result.
  void take_first_open(Vector& result, const Vector& a, const Vector& b, uint32_t lanes);
  // Lanes where `mask` is 1 come from `from`.
  void merge(Vector& into, const Vector& from, const uint8_t* mask, bool is_rational, uint32_t lanes);
  void set_open(Vector& vector, uint32_t lane, uint32_t code, uint32_t lanes);
  void set_state(Vector& vector, uint32_t lane, uint8_t state, uint32_t open, uint32_t lanes);
  uint32_t open_here(results::Place place, bool is_pending, const Batch& batch, uint32_t lane);
  uint32_t faulty_here(PlaceKind kind, const Batch& batch, uint32_t lane, std::string detail = {});
  uint32_t pending_here(const Batch& batch, uint32_t lane);
  // Open beyond the limit of digits.
  void check_digits(Vector& vector, const Batch& batch, Active active);
  [[nodiscard]] static bool is_active(Active active, uint32_t lane) { return active == nullptr || active[lane] != 0; }
  [[nodiscard]] bool is_rational(const Shape& shape, TypeKind kind) const {
    return kind == TypeKind::Number && shape.form == Form::Rational;
  }
  [[nodiscard]] TypeKind kind(ExprId expr) const { return run_.program_.at(expr).type.kind; }

  Vector arithmetic(const program::BinaryExpr&, ExprId, const Batch&, Active);
  Vector divide(const program::BinaryExpr&, ExprId, const Batch&, Active);
  Vector power(const program::BinaryExpr&, ExprId, const Batch&, Active);
  Vector logic(const program::BinaryExpr&, const Batch&, Active);
  Vector compare(ExprId left, ExprId right, program::Op op, const Batch&, Active);
  Vector compare_vectors(const Vector& left, ExprId left_expr, const Vector& right, ExprId right_expr, program::Op op,
                         const Batch&, Active);
  Vector round_quotient(const program::RoundExpr&, const program::BinaryExpr&, ExprId, const Batch&, Active, bool& is_done);
  // Within bounds; lanes that are not known keep the bound's state.
  Vector within(const Vector& subject, ExprId subject_expr, ExprId low, ExprId high, bool low_open, bool high_open, const Batch&,
                Active);
  Vector match_cell(const program::Cell& cell, const Vector& input, ExprId input_expr, const Batch&, Active);

  Vector cases(const program::ByCases& by, DefinitionId id, const Batch& batch, Active active, int32_t* fired);
  Vector checklist(const program::ByChecklist& by, const Batch& batch, Active active);
  Vector spans(const program::BySpans& by, DefinitionId id, const Batch& batch, Active active);
  void keep_promise(Vector& vector, DefinitionId id, const Batch& batch, Active active);

  // The rows of a set that belong to a lane, in key order, or what leaves them open.
  struct Members;
  static void add_member(Accumulator& tally, const Vector& filter, const Vector& values, bool looks_at_states, uint32_t i);
  bool add_runs(const program::Aggregate& node, const Batch& batch, Reducer& reducer);
  void stop_open_members(const Column& set, std::span<const uint32_t> offsets, Reducer& reducer);
  void leave_members(const Column& set, uint32_t first, uint32_t lanes, Vector& filter);
  // Where the whole aggregate is one loop over a column. False: it is not.
  bool sum_in_place(const program::Aggregate& node, ExprId id, const Batch& batch, Vector& result);
  [[nodiscard]] const InputColumn* plain_source(program::ColumnId id, bool looks_at_states, uint32_t first, uint32_t count) const;
  [[nodiscard]] std::optional<int64_t> bound_of(ExprId id, const InputColumn& column, const Batch& member);
  void members_of(const program::SetSource& set, ExprId id, const Batch& batch, uint32_t lane, Members& members);

  // The rules of a population for the rows of a batch.
  struct PopulationBatch;
  PopulationBatch ask_rules(PopulationId id, const Batch& batch);
  [[nodiscard]] Lane included(const program::Population& population, const PopulationBatch& rules, uint32_t lane) const;

  Runner& run_;
  Pools pools_;
};

// The rows of a set for one lane.
struct Worker::Members {
  Rows rows;
  std::vector<uint32_t> owned, of_owner;  // of an inherited set: the owner's own
  bool is_open = false;
  uint8_t state = state::Open;
  uint32_t open = 0;
};

// Lanes of a batch become rows of a finished column; called by several threads for different rows.
void store_column(Column& column, uint32_t first, uint32_t count, const Vector& vector);

}  // namespace plumb::run
