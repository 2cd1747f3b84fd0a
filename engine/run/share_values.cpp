// Values that rows share: parameters, and aggregates that read nothing of the row that asks.
#include <algorithm>

#include "run/aggregate.h"
#include "run/operators.h"

namespace plumb::run {

using base::Number;

std::vector<Lane> compute_parameter(Evaluator& evaluator, program::ParameterId id) {
  const RunContext& context = evaluator.context();
  std::vector<Lane> values;
  const program::Parameter& parameter = context.program.at(id);
  const Shape& shape = context.plan.parameters[id.value];
  const bool is_wide = parameter.type.kind == TypeKind::Number && shape.form == Form::Rational;
  for (const program::DatedValue& dated : parameter.values) {
    Lane lane;
    if (dated.value.valid() && all_given(dated.bases)) {
      lane = evaluator.eval_one(dated.value, {}, 0, {}, 0);
      if (parameter.type.kind == TypeKind::Number && lane.state == state::Known) {
        const Shape& from = context.plan.exprs[dated.value.value];
        if (is_wide && from.form == Form::Int64) lane.number = Number(lane.integer) * from.unit;
        if (!is_wide) lane.integer = from.bound == 0 ? 0 : lane.integer * plan::in_units(from.unit, shape.unit).value();
      }
    } else {
      lane = context.pending({.kind = PlaceKind::NotGivenValue, .parameter = id});
    }
    values.push_back(std::move(lane));
  }
  for (const program::Pins::OfParameter& pin : context.pins.parameters) {
    if (pin.parameter != id) continue;
    values.resize(parameter.values.size() + 1);
    values.back() = to_lane(pin.value, shape);
  }
  return values;
}

// Asked by a batch of one lane, or of one row of each group, in the name of no row.
Column compute_shared_aggregate(Evaluator& evaluator, const program::Aggregate& node, ExprId id, DefinitionId reader) {
  const RunContext& context = evaluator.context();
  const program::Type& type = context.program.at(id).type;
  Column column;
  Batch batch;
  batch.computing = reader;
  const TableId owner = reader.valid() ? context.program.at(reader).table : TableId{};
  batch.base = {owner, owner.valid() ? NoRow : 0, nullptr, true};
  const auto keep = [&](uint32_t first, uint32_t count) {
    batch.lanes = count;
    const Vector found = compute_aggregate(evaluator, node, id, batch, nullptr);
    for (uint32_t i = 0; i < count; ++i) column.set(first + i, lane_of(found, i, column.ints.empty()));
  };
  if (node.set.mode == program::SetMode::Whole) {
    column.resize(1, type, context.plan.exprs[id.value]);
    batch.depth = 1;
    batch.frames[0] = {node.set.table, 0, nullptr, true};
    keep(0, 1);
  } else {
    const Groups& groups = evaluator.sets().groups_at(id);
    const uint32_t count = groups.rows.is_open ? 0 : static_cast<uint32_t>(groups.keys.size());
    column.resize(count, type, context.plan.exprs[id.value]);
    std::vector<uint32_t> first_rows(count);
    for (uint32_t group = 0; group < count; ++group) first_rows[group] = groups.rows.of(group)[0];
    batch.depth = 1;
    for (uint32_t first = 0; first < count; first += context.batch) {
      batch.frames[0] = {node.set.table, 0, first_rows.data() + first, false};
      keep(first, std::min(context.batch, count - first));
    }
  }
  return column;
}

}  // namespace plumb::run
