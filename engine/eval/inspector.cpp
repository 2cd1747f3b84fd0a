#include "eval/inspector.h"

#include "eval/evaluator.h"

namespace plumb::eval {

Inspector::Inspector(const program::Program& program, const data::Data& data, const results::Results& results)
    : program_(program), data_(data), results_(results), evaluator_(std::make_unique<Evaluator>(program, data, results.inputs)) {
  evaluator_->take_from(results);
}

Inspector::~Inspector() = default;

results::Trace Inspector::trace(DefinitionId definition, uint32_t row) { return evaluator_->trace(definition, row); }

program::Value Inspector::value(ExprId expr, std::span<const RowRef> rows) { return evaluator_->evaluate_on(expr, rows); }

const std::vector<results::Place>& Inspector::places() const { return evaluator_->places(); }

}  // namespace plumb::eval
