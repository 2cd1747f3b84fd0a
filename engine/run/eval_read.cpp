// Expressions that fetch something: literals, cells, definitions, memberships, parameters.
#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "run/worker.h"

namespace plumb::run {

using base::Number;

Vector Worker::eval(ExprId id, const Batch& batch, Active active) {
  return std::visit([&](const auto& node_of) { return node(node_of, id, batch, active); }, run_.program_.at(id).node);
}

Vector Worker::eval_answer(const program::Answer& answer, const Shape& to, TypeKind kind_of, const Batch& batch, Active active) {
  Vector result;
  switch (answer.kind) {
    case program::AnswerKind::Value: {
      result = eval(answer.value, batch, active);
      if (kind_of == TypeKind::Number) reshape(result, shape(answer.value), to, batch);
      return result;
    }
    case program::AnswerKind::LeaveOut: return constant({.state = state::LeftOut}, to, kind_of);
    case program::AnswerKind::SelfAbsent:
      return constant({.state = static_cast<uint8_t>(state::absent(answer.absent_kind.value) | state::AbsentOfDefinition)}, to,
                      kind_of);
    case program::AnswerKind::None: break;
  }
  // The checker proved that it is never asked for; a promise of the data may still be broken.
  result = constant({}, to, kind_of);
  spread(result, to, kind_of, batch.lanes);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (is_active(active, i)) set_open(result, i, faulty_here(PlaceKind::NoCaseHolds, batch, i), batch.lanes);
  }
  return result;
}

Batch Worker::rows_of(TableId table, uint32_t first, uint32_t count, DefinitionId computing) const {
  Batch batch;
  batch.lanes = count;
  batch.computing = computing;
  batch.base = {table, first, nullptr, !table.valid()};
  if (table.valid()) {
    batch.depth = 1;
    batch.frames[0] = batch.base;
  }
  return batch;
}

Lane Worker::eval_one(ExprId expr, TableId table, uint32_t row, DefinitionId computing, uint32_t computing_row) {
  Batch batch = rows_of(table, row, 1, computing);
  batch.base.first = computing_row;
  const Vector value = eval(expr, batch, nullptr);
  Lane lane;
  lane.state = value.state(0);
  lane.open = value.open(0);
  if (is_rational(shape(expr), kind(expr)))
    lane.number = value.numbers[0];
  else
    lane.integer = value.ints[0];
  return lane;
}

Vector Worker::node(const program::Literal& literal, ExprId id, const Batch&, Active) {
  return constant(to_lane(literal.value, shape(id)), shape(id), kind(id));
}

Vector Worker::node(const program::RunDate& date, ExprId id, const Batch&, Active) {
  base::Date day = run_.inputs_.reference;
  if (date.which == program::RunDate::Which::PeriodStart) day = run_.inputs_.period_first;
  if (date.which == program::RunDate::Which::PeriodEnd) day = run_.inputs_.period_last;
  return constant({.integer = day.days}, shape(id), TypeKind::Date);
}

Vector Worker::node(const program::RunAssessment&, ExprId id, const Batch&, Active) {
  return constant(to_lane(Number(run_.inputs_.assessment), shape(id)), shape(id), TypeKind::Number);
}

Vector Worker::node(const program::FrameRow& row, ExprId, const Batch& batch, Active) {
  const Frame& frame = batch.frames[row.depth];
  Vector result;
  int64_t* ints = result.make_ints(pools_);
  for (uint32_t i = 0; i < batch.lanes; ++i) ints[i] = frame.row(i);
  return result;
}

Vector Worker::node(const program::RowByKey& by_key, ExprId id, const Batch&, Active) {
  const uint32_t row = data::find_row(run_.program_, run_.data_, by_key.table, by_key.key);
  if (row != NoRow) return constant({.integer = row}, shape(id), TypeKind::Row);
  const uint32_t code = run_.interned_.open({.kind = PlaceKind::DataFault, .table = by_key.table, .detail = by_key.key}, false);
  return constant({.state = state::Open, .open = code}, shape(id), TypeKind::Row);
}

Vector Worker::node(const program::ColumnOf& node_of, ExprId, const Batch& batch, Active active) {
  return gather_source(node_of.column, *run_.inputs_of_columns_[node_of.column.value], node_of.row, batch, active);
}

Vector Worker::node(const program::DefinitionOf& node_of, ExprId id, const Batch& batch, Active active) {
  const Column& column = run_.definitions_[node_of.definition.value];
  if (!node_of.row.valid()) return constant(column.lane(0), shape(id), kind(id));
  return gather(column, node_of.row, batch, active);
}

Vector Worker::node(const program::InPopulation& node_of, ExprId, const Batch& batch, Active active) {
  return gather(run_.populations_[node_of.population.value]->member, node_of.row, batch, active);
}

Vector Worker::node(const program::RuleHolds& node_of, ExprId, const Batch& batch, Active active) {
  program::SetSource set;
  set.table = run_.program_.at(node_of.population).table;
  set.population = node_of.population;
  set.rule = node_of.rule;
  return gather(*run_.set_column(set), node_of.row, batch, active);
}

Vector Worker::node(const program::PlaceOf& node_of, ExprId id, const Batch& batch, Active active) {
  const DefinitionId definition = run_.program_.at(node_of.ranking).definition;
  Vector places = gather(run_.definitions_[definition.value], node_of.row, batch, active);
  reshape(places, run_.definitions_[definition.value].shape, shape(id), batch);
  return places;
}

// --- parameters ---

// One value for every lane unless a use names a day of its own.
Vector Worker::node(const program::ParameterAt& node_of, ExprId id, const Batch& batch, Active active) {
  const program::Parameter& parameter = run_.program_.at(node_of.parameter);
  const std::vector<Lane>& values = run_.parameter_values_[node_of.parameter.value];
  const auto at = [&](base::Date date) -> Lane {
    if (values.size() > parameter.values.size()) return values.back();  // pinned
    for (size_t i = 0; i < parameter.values.size(); ++i) {
      const program::DatedValue& dated = parameter.values[i];
      if ((dated.from && date < *dated.from) || (dated.end && date >= *dated.end)) continue;
      return values[i];
    }
    return {.state = state::Open,
            .open = run_.interned_.open({.kind = PlaceKind::NotGivenValue, .parameter = node_of.parameter}, true)};
  };
  if (!node_of.date.valid() || values.size() > parameter.values.size())
    return constant(at(run_.inputs_.reference), shape(id), kind(id));
  const Vector dates = eval(node_of.date, batch, active);
  Vector result = constant({}, shape(id), kind(id));
  spread(result, shape(id), kind(id), batch.lanes);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i)) continue;
    if (!dates.is_known(i)) {
      set_state(result, i, dates.state(i), dates.open(i), batch.lanes);
      continue;
    }
    const Lane lane = at(base::Date{static_cast<int32_t>(dates.at(i))});
    if (is_rational(shape(id), kind(id)))
      result.own_numbers.data()[i] = lane.number;
    else
      result.own_ints.data()[i] = lane.integer;
    if (lane.state != state::Known) set_state(result, i, lane.state, lane.open, batch.lanes);
  }
  return result;
}

}  // namespace plumb::run
