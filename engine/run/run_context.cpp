#include "run/run_context.h"

#include <algorithm>

namespace plumb::run {

RunContext::RunContext(const program::Program& program_of, const plan::Plan& plan_of, const data::Data& data_of,
                       const results::RunInputs& inputs_of, const program::Pins& pins_of, uint32_t batch_of,
                       InternTable& interned_of)
    : program(program_of),
      plan(plan_of),
      data(data_of),
      inputs(inputs_of),
      pins(pins_of),
      batch(batch_of),
      interned(interned_of),
      taken_out(program_of.tables.size()),
      kept(program_of.tables.size()) {
  for (const results::RunInputs::Quarantine& entry : inputs.quarantine) {
    if (!entry.table.valid()) continue;
    const uint32_t row = data::find_row(program, data, entry.table, entry.key);
    if (row == NoRow) continue;  // who made the inputs has reported it
    std::vector<uint8_t>& rows = (entry.keeps_place ? kept : taken_out)[entry.table.value];
    rows.resize(row_count(entry.table), 0);
    // Rows of one key stand together; who names the key of a duplicate means all of them.
    for (uint32_t next = row; next < rows.size() && key_of(entry.table, next) == entry.key; ++next) rows[next] = 1;
  }
}

std::string RunContext::key_of(TableId table, uint32_t row) const { return data::key_text(program, data, table, row); }

bool RunContext::is_kept(TableId table, uint32_t row) const {
  const std::vector<uint8_t>& rows = kept[table.value];
  return !rows.empty() && rows[row] != 0 && !is_taken_out(table, row);
}

Lane RunContext::quarantined(TableId table, uint32_t row) const {
  results::Place place{.kind = PlaceKind::Quarantined, .table = table, .row = row};
  for (const results::RunInputs::Quarantine& entry : inputs.quarantine) {
    if (entry.table == table && data::find_row(program, data, table, entry.key) == row) place.detail = entry.reason;
  }
  return pending(std::move(place));
}

uint32_t RunContext::fault_code(TableId table, uint32_t row, program::ColumnId column) const {
  return interned.open(
      {.kind = PlaceKind::DataFault, .table = table, .row = row, .fault = data::find_fault(data, table, row, column)}, false);
}

uint32_t RunContext::not_given_code(DefinitionId definition, uint32_t row) const {
  return interned.open(
      {.kind = PlaceKind::NotGivenValue, .definition = definition, .table = program.at(definition).table, .row = row}, true);
}

Lane RunContext::faulty(results::Place place) const {
  return {.state = state::Open, .open = interned.open(std::move(place), false)};
}

Lane RunContext::pending(results::Place place) const {
  return {.state = state::Open, .open = interned.open(std::move(place), true)};
}

bool RunContext::is_pinned(DefinitionId id, uint32_t row) const {
  return std::any_of(pins.definitions.begin(), pins.definitions.end(),
                     [&](const program::Pins::OfDefinition& pin) { return pin.definition == id && pin.row == row; });
}

Lane RunContext::pinned_lane(const program::Pins::OfDefinition& pin, const Shape& shape) const {
  if (std::holds_alternative<program::Pending>(pin.value)) {
    return pending({.kind = PlaceKind::JudgementPending,
                    .definition = pin.definition,
                    .table = program.at(pin.definition).table,
                    .row = pin.row});
  }
  return to_lane(pin.value, shape);
}

Lane RunContext::own_lane(const Value& value, const Shape& shape) const {
  if (const auto* text = std::get_if<std::string>(&value)) return {.integer = interned.keep(*text)};
  if (const auto* set = std::get_if<program::NameSet>(&value)) return {.integer = interned.keep(*set)};
  return to_lane(value, shape);
}

bool all_given(const std::vector<program::Basis>& bases) {
  return std::none_of(bases.begin(), bases.end(),
                      [](const program::Basis& basis) { return basis.kind == program::BasisKind::NotGiven; });
}

}  // namespace plumb::run
