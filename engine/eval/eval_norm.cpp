// Norms: where they are triggered, until when, whether fulfilled (law L13).
#include "eval/evaluator.h"

namespace plumb::eval {

results::NormResult Evaluator::norm_result(uint32_t index) {
  const program::Norm& norm = program_.norms[index];
  const program::Definition& definition = program_.at(norm.definition);
  const Value none = program::Absent{program::AbsenceKindId{static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable)}};
  results::NormResult result;
  result.norm = index;
  const uint32_t rows = definition.table.valid() ? row_count(definition.table) : 1;
  for (uint32_t row = 0; row < rows; ++row) {
    if (definition_value(norm.definition, row) != Value(true)) continue;
    const RowRef frame{definition.table, row};
    const std::span<const RowRef> frames(&frame, definition.table.valid() ? 1 : 0);
    computing_.emplace_back(norm.definition, row);
    const auto value_of = [&](ExprId expr) { return expr.valid() ? evaluate_on(expr, frames) : none; };
    result.rows.push_back(row);
    result.deadlines.push_back(value_of(norm.deadline));
    result.fulfilled.push_back(value_of(norm.fulfilled));
    result.amounts.push_back(value_of(norm.amount));
    computing_.pop_back();
  }
  return result;
}

}  // namespace plumb::eval
