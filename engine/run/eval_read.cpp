// Expressions that fetch something: literals, cells, definitions, memberships, parameters.
#include <algorithm>

#include "run/evaluator.h"

namespace plumb::run {

using base::Number;

Vector Evaluator::node(const program::Literal& literal, ExprId id, const Batch&, Active) {
  return constant(pools_, to_lane(literal.value, shape(id)), shape(id), kind(id));
}

Vector Evaluator::node(const program::RunDate& date, ExprId id, const Batch&, Active) {
  base::Date day = context_.inputs.reference;
  if (date.which == program::RunDate::Which::PeriodStart) day = context_.inputs.period_first;
  if (date.which == program::RunDate::Which::PeriodEnd) day = context_.inputs.period_last;
  return constant(pools_, {.integer = day.days}, shape(id), TypeKind::Date);
}

Vector Evaluator::node(const program::RunAssessment&, ExprId id, const Batch&, Active) {
  return constant(pools_, to_lane(Number(context_.inputs.assessment), shape(id)), shape(id), TypeKind::Number);
}

Vector Evaluator::node(const program::FrameRow& row, ExprId, const Batch& batch, Active) {
  const Frame& frame = batch.frames[row.depth];
  Vector result;
  int64_t* ints = result.make_ints(pools_);
  for (uint32_t i = 0; i < batch.lanes; ++i) ints[i] = frame.row(i);
  return result;
}

Vector Evaluator::node(const program::RowByKey& by_key, ExprId id, const Batch&, Active) {
  const uint32_t row = data::find_row(context_.program, context_.data, by_key.table, by_key.key);
  if (row != NoRow) return constant(pools_, {.integer = row}, shape(id), TypeKind::Row);
  const Lane open = context_.faulty({.kind = PlaceKind::DataFault, .table = by_key.table, .detail = by_key.key});
  return constant(pools_, open, shape(id), TypeKind::Row);
}

Vector Evaluator::node(const program::ColumnOf& node_of, ExprId, const Batch& batch, Active active) {
  return gather_input(node_of.column, *columns_.inputs[node_of.column.value], node_of.row, batch, active);
}

Vector Evaluator::node(const program::DefinitionOf& node_of, ExprId id, const Batch& batch, Active active) {
  const Column& column = columns_.definitions[node_of.definition.value];
  if (!node_of.row.valid()) return constant(pools_, column.lane(0), shape(id), kind(id));
  return gather(column, node_of.row, batch, active);
}

Vector Evaluator::node(const program::InPopulation& node_of, ExprId, const Batch& batch, Active active) {
  return gather(sets_.members(node_of.population), node_of.row, batch, active);
}

Vector Evaluator::node(const program::RuleHolds& node_of, ExprId, const Batch& batch, Active active) {
  SetSource set = all_members(context_.program.at(node_of.population).table, node_of.population);
  set.rule = node_of.rule;
  return gather(*sets_.membership(set), node_of.row, batch, active);
}

Vector Evaluator::node(const program::PlaceOf& node_of, ExprId id, const Batch& batch, Active active) {
  const DefinitionId definition = context_.program.at(node_of.ranking).definition;
  Vector places = gather(columns_.definitions[definition.value], node_of.row, batch, active);
  reshape(pools_, places, columns_.definitions[definition.value].shape, shape(id), batch.lanes);
  return places;
}

// --- parameters ---

// One value for every lane unless a use names a day of its own.
Vector Evaluator::node(const program::ParameterAt& node_of, ExprId id, const Batch& batch, Active active) {
  const program::Parameter& parameter = context_.program.at(node_of.parameter);
  const std::vector<Lane>& values = columns_.parameters[node_of.parameter.value];
  const auto at = [&](base::Date date) -> Lane {
    if (values.size() > parameter.values.size()) return values.back();  // pinned
    for (size_t i = 0; i < parameter.values.size(); ++i) {
      const program::DatedValue& dated = parameter.values[i];
      if ((dated.from && date < *dated.from) || (dated.end && date >= *dated.end)) continue;
      return values[i];
    }
    return context_.pending({.kind = PlaceKind::NotGivenValue, .parameter = node_of.parameter});
  };
  if (!node_of.date.valid() || values.size() > parameter.values.size())
    return constant(pools_, at(context_.inputs.reference), shape(id), kind(id));
  const Vector dates = eval(node_of.date, batch, active);
  Vector result = blank(pools_, shape(id), kind(id), batch.lanes);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i)) continue;
    if (!dates.is_known(i)) {
      set_state(pools_, result, i, dates.state(i), dates.open(i), batch.lanes);
      continue;
    }
    const Lane lane = at(base::Date{static_cast<int32_t>(dates.at(i))});
    if (is_rational(shape(id), kind(id)))
      result.own_numbers.data()[i] = lane.number;
    else
      result.own_ints.data()[i] = lane.integer;
    if (lane.state != state::Known) set_state(pools_, result, i, lane.state, lane.open, batch.lanes);
  }
  return result;
}

}  // namespace plumb::run
