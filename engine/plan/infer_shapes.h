// Shapes of everything that a program computes, by induction over its expressions. Internal to plan.
#pragma once

#include <optional>
#include <vector>

#include "plan/plan.h"

namespace plumb::plan {

// A shape, and how large a number in it can get where that is known: of fractions too, so that rounding one of them gives
// a bounded whole number again.
struct Range {
  Shape shape;
  std::optional<base::Number> size;  // |x| <= size
};

class ShapeInference {
 public:
  ShapeInference(const program::Program& program, const data::Data& data, const std::vector<data::ColumnFacts>& facts,
                 const program::Subject& subject);

  [[nodiscard]] Proof prove(ExprId expr);
  const Range& of(ExprId expr);
  const Range& of(DefinitionId definition);
  const Range& of(program::ParameterId parameter);
  [[nodiscard]] Range of_column(program::ColumnId column) const;
  // Most rows that a set can have.
  [[nodiscard]] uint64_t rows_of(const program::SetSource& set) const;

 private:
  Range infer(const program::Expr& expr);
  Range infer(const program::Definition& definition);
  Range infer_binary(const program::BinaryExpr& node);
  Range infer_aggregate(const program::Aggregate& node);
  Range infer_call(const program::CallExpr& node);
  Range infer_rounded(ExprId operand, ExprId multiple);
  void join_answer(Range& range, const program::Answer& answer);

  const program::Program& program_;
  const data::Data& data_;
  const std::vector<data::ColumnFacts>& facts_;
  const program::Subject& subject_;
  std::vector<std::optional<Range>> exprs_, definitions_, parameters_;
};

}  // namespace plumb::plan
