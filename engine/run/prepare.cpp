// What batches read is finished before they start: columns of the data, parameters, indexes, groups, values that every
// row shares. Found by walking the expressions of a definition.
#include <algorithm>

#include "program/visit_parts.h"
#include "run/worker.h"

namespace plumb::run {

using base::Number;
using program::Answer;

void Runner::prepare_source(program::ColumnId id) {
  std::unique_ptr<InputColumn>& entry = inputs_of_columns_[id.value];
  if (entry != nullptr) return;
  entry = std::make_unique<InputColumn>();
  InputColumn& source = *entry;
  const program::Column& column = program_.at(id);
  source.table = column.table;
  source.kind = column.type.kind;
  source.shape = plan_.columns[id.value];
  const data::TableData& table = data_.tables[column.table.value];
  source.cells = &table.columns[data::column_position(program_, id)];
  source.row_faulty = table.row_faulty.empty() ? nullptr : &table.row_faulty;
  source.has_states = !source.cells->states.empty();
  source.factor = column.stored_factor * Number::power_of_ten(-column.scale);
  source.state_of.fill(state::absent(static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable)));
  source.state_of[data::CellPresent] = state::Known;
  source.state_of[data::CellFaulty] = state::Open;
  for (size_t kind = 0; kind < column.absence_kinds.size(); ++kind) {
    source.state_of[kind + 1] = state::absent(column.absence_kinds[kind].value);
  }
  if (column.type.kind == TypeKind::Text) {
    for (const std::string& text : source.cells->texts) source.lanes.push_back(from_address(&text));
    if (source.lanes.empty()) {
      static const std::string none;
      source.lanes.push_back(from_address(&none));
    }
  } else if (column.type.kind == TypeKind::NameSet) {
    source.sets.resize(std::max<size_t>(1, source.cells->texts.size()));
    for (uint32_t row = 0; row < table.row_count; ++row) {
      const Value value = data::cell_value(program_, data_, column.table, id, row);
      if (const auto* set = std::get_if<program::NameSet>(&value))
        source.sets[static_cast<size_t>(source.cells->ints[row])] = *set;
    }
    for (const program::NameSet& set : source.sets) source.lanes.push_back(from_address(&set));
  }
}

void Runner::prepare_parameter(program::ParameterId id) {
  std::vector<Lane>& values = parameter_values_[id.value];
  if (!values.empty()) return;
  const program::Parameter& parameter = program_.at(id);
  const Shape& shape = plan_.parameters[id.value];
  const bool is_wide = parameter.type.kind == TypeKind::Number && shape.form == Form::Rational;
  for (const program::DatedValue& dated : parameter.values) {
    Lane lane;
    if (dated.value.valid() && is_given(dated.bases)) {
      prepare(dated.value, {});
      lane = workers_.front()->eval_one(dated.value, {}, 0, {}, 0);
      if (parameter.type.kind == TypeKind::Number && lane.state == state::Known) {
        const Shape& from = plan_.exprs[dated.value.value];
        if (is_wide && from.form == Form::Int64) lane.number = Number(lane.integer) * from.unit;
        if (!is_wide) lane.integer = from.bound == 0 ? 0 : lane.integer * plan::in_units(from.unit, shape.unit).value();
      }
    } else {
      lane.state = state::Open;
      lane.open = interned_.open({.kind = PlaceKind::NotGivenValue, .parameter = id}, true);
    }
    values.push_back(std::move(lane));
  }
  for (const program::Pins::OfParameter& pin : pins_.parameters) {
    if (pin.parameter != id) continue;
    values.resize(parameter.values.size() + 1);
    values.back() = to_lane(pin.value, shape);
  }
}

void Runner::prepare_answer(const Answer& answer, DefinitionId reader) { prepare(answer.value, reader); }

void Runner::prepare_set(const program::SetSource& set, ExprId id, DefinitionId reader) {
  if (set.population.valid() && set.rule != UINT32_MAX) {
    compute_population(set.population);
    compute_rule_column(set.population, set.rule);
  } else if (set.population.valid()) {
    compute_population(set.population);
  } else if (has_faulty_rows(set.table)) {
    keep_faulty_rows(set.table);
  }
  switch (set.mode) {
    case program::SetMode::Members:
      children(set.table, set.path);
      if (set.inherited) lineage(program_.at(set.path.back()).type.table);
      break;
    case program::SetMode::Whole: whole_set(set); break;
    case program::SetMode::Group:
      for (const ExprId key : set.group_keys) prepare(key, reader);
      groups(set, id, reader);
      break;
  }
}

void Runner::prepare_aggregate(const program::Aggregate& node, ExprId id, DefinitionId reader) {
  prepare_set(node.set, id, reader);
  prepare(node.filter, reader);
  prepare(node.body, reader);
  prepare(node.key, reader);
  prepare(node.parameter, reader);
  prepare_answer(node.if_none, reader);
  members_read_ += row_count(node.set.table);
  const bool is_shared = plan::is_shared(program_, node);
  if (is_shared) share_aggregate(node, id, reader);
}

// Asked by a batch of one lane, or of one row of each group, in the name of no row.
void Runner::share_aggregate(const program::Aggregate& node, ExprId id, DefinitionId reader) {
  const program::Type& type = program_.at(id).type;
  Column column;
  Worker& worker = *workers_.front();
  Batch batch;
  batch.computing = reader;
  const TableId owner = reader.valid() ? program_.at(reader).table : TableId{};
  batch.base = {owner, owner.valid() ? NoRow : 0, nullptr, true};
  const auto keep = [&](uint32_t first, uint32_t count) {
    batch.lanes = count;
    const Vector found = worker.aggregate(node, id, batch, nullptr);
    for (uint32_t i = 0; i < count; ++i) {
      Lane lane;
      lane.state = found.state(i);
      lane.open = found.open(i);
      if (column.ints.empty())
        lane.number = found.number(i);
      else
        lane.integer = found.at(i);
      column.set(first + i, lane);
    }
  };
  if (node.set.mode == program::SetMode::Whole) {
    column.resize(1, type, plan_.exprs[id.value]);
    batch.depth = 1;
    batch.frames[0] = {node.set.table, 0, nullptr, true};
    keep(0, 1);
  } else {
    const Groups& groups = *groups_.at(id.value);
    const uint32_t count = groups.rows.is_open ? 0 : static_cast<uint32_t>(groups.keys.size());
    column.resize(count, type, plan_.exprs[id.value]);
    std::vector<uint32_t> first_rows(count);
    for (uint32_t group = 0; group < count; ++group) first_rows[group] = groups.rows.of(group)[0];
    batch.depth = 1;
    for (uint32_t first = 0; first < count; first += batch_) {
      batch.frames[0] = {node.set.table, 0, first_rows.data() + first, false};
      keep(first, std::min(batch_, count - first));
    }
  }
  shared_[id.value] = std::move(column);
}

void Runner::prepare(ExprId id, DefinitionId reader) {
  if (!id.valid() || is_prepared_[id.value] != 0) return;
  is_prepared_[id.value] = 1;
  const auto& node = program_.at(id).node;
  // What an aggregate reads of its members is prepared with its set.
  if (!std::holds_alternative<program::Aggregate>(node))
    program::visit_parts(program_, id, [&](ExprId part) { prepare(part, reader); });
  if (const auto* column = std::get_if<program::ColumnOf>(&node)) prepare_source(column->column);
  if (const auto* parameter = std::get_if<program::ParameterAt>(&node)) prepare_parameter(parameter->parameter);
  if (const auto* read = std::get_if<program::DefinitionOf>(&node)) compute(read->definition);
  if (const auto* read = std::get_if<program::InPopulation>(&node)) compute_population(read->population);
  if (const auto* read = std::get_if<program::InForce>(&node)) compute(read->spans);
  if (const auto* read = std::get_if<program::PlaceOf>(&node)) compute(program_.at(read->ranking).definition);
  if (const auto* read = std::get_if<program::MetNames>(&node)) {
    for (const DefinitionId item : std::get<program::ByChecklist>(program_.at(read->checklist).by).items) compute(item);
  }
  if (const auto* read = std::get_if<program::RuleHolds>(&node)) {
    compute_population(read->population);
    compute_rule_column(read->population, read->rule);
  }
  if (const auto* aggregate = std::get_if<program::Aggregate>(&node)) prepare_aggregate(*aggregate, id, reader);
}

}  // namespace plumb::run
