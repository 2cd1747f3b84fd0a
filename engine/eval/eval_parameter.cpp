// Parameters: the value of the period in which a date lies (law L12).
#include "eval/evaluator.h"

namespace plumb::eval {

using program::Expr;

const Value& Evaluator::eval_node(const program::ParameterAt& read, const Expr&, ExprId id, Value& slot) {
  const program::Parameter& parameter = program_.at(read.parameter);
  const auto record = [&](const Value& value, int32_t index) -> const Value& {
    if (recorder_ != nullptr) [[unlikely]] {
      recorder_->leaf(
          {.kind = results::StepKind::Parameter, .expr = id, .parameter = read.parameter, .detail_index = index, .value = value});
    }
    return value;
  };
  const auto pinned = pinned_parameters_.find(read.parameter);
  if (pinned != pinned_parameters_.end()) return record(pinned->second, -1);
  base::Date date = inputs_.reference;
  if (read.date.valid()) {
    const Value& at = eval(read.date, slot);
    if (!program::is_known(at)) return at;
    date = std::get<base::Date>(at);
  } else if (parameter.values.size() > 1) {
    note_read(RunFact::Reference);
  }
  std::vector<std::unique_ptr<Value>>& values = parameter_values_[read.parameter.value];
  values.resize(parameter.values.size());
  const results::Place missing{.kind = PlaceKind::NotGivenValue, .parameter = read.parameter};
  for (size_t i = 0; i < parameter.values.size(); ++i) {
    const program::DatedValue& dated = parameter.values[i];
    if ((dated.from && date < *dated.from) || (dated.end && date >= *dated.end)) continue;
    if (values[i] == nullptr) {
      const bool is_given = dated.value.valid() && not_given(dated.bases) == Value(true);
      // Constant, so that no frame is read and one evaluation serves every row.
      Value computed = is_given ? evaluate_on(dated.value, {}) : pending(missing);
      values[i] = std::make_unique<Value>(std::move(computed));
    }
    return record(*values[i], static_cast<int32_t>(i));
  }
  return record(slot = pending(missing), -1);
}

}  // namespace plumb::eval
