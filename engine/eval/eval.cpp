#include "eval/eval.h"

#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

results::Results evaluate(const program::Program& program, const data::Data& data, const results::RunInputs& inputs,
                          const Options& options) {
  return Evaluator(program, data, inputs).evaluate_all(options);
}

results::Trace trace_definition(const program::Program& program, const data::Data& data, const results::Results& results,
                                DefinitionId definition, uint32_t row) {
  Evaluator evaluator(program, data, results.inputs);
  evaluator.take_from(results);
  return evaluator.trace(definition, row);
}

Value evaluate_expression(const program::Program& program, const data::Data& data, const results::Results& results, ExprId expr) {
  return evaluate_on_rows(program, data, results, expr, {});
}

Value evaluate_on_rows(const program::Program& program, const data::Data& data, const results::Results& results, ExprId expr,
                       std::span<const RowRef> rows) {
  Evaluator evaluator(program, data, results.inputs);
  evaluator.take_from(results);
  return evaluator.evaluate_on(expr, rows);
}

}  // namespace plumb::eval
