// Columns of the data as batches read them.
#include <algorithm>

#include "run/operators.h"

namespace plumb::run {

using base::Number;

void open_input(const RunContext& context, program::ColumnId id, InputColumn& input) {
  const program::Column& column = context.program.at(id);
  input.table = column.table;
  input.kind = column.type.kind;
  input.shape = context.plan.columns[id.value];
  const data::TableData& table = context.data.tables[column.table.value];
  input.cells = &table.columns[data::column_position(context.program, id)];
  input.row_faulty = table.row_faulty.empty() ? nullptr : &table.row_faulty;
  input.has_states = !input.cells->states.empty();
  input.factor = column.stored_factor * Number::power_of_ten(-column.scale);
  input.state_of.fill(state::absent(static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable)));
  input.state_of[data::CellPresent] = state::Known;
  input.state_of[data::CellFaulty] = state::Open;
  for (size_t kind = 0; kind < column.absence_kinds.size(); ++kind) {
    input.state_of[kind + 1] = state::absent(column.absence_kinds[kind].value);
  }
  if (column.type.kind == TypeKind::Text) {
    for (const std::string& text : input.cells->texts) input.lanes.push_back(from_address(&text));
    if (input.lanes.empty()) {
      static const std::string none;
      input.lanes.push_back(from_address(&none));
    }
  } else if (column.type.kind == TypeKind::NameSet) {
    input.sets.resize(std::max<size_t>(1, input.cells->texts.size()));
    for (uint32_t row = 0; row < table.row_count; ++row) {
      const Value value = data::cell_value(context.program, context.data, column.table, id, row);
      if (const auto* set = std::get_if<program::NameSet>(&value)) input.sets[static_cast<size_t>(input.cells->ints[row])] = *set;
    }
    for (const program::NameSet& set : input.sets) input.lanes.push_back(from_address(&set));
  }
}

}  // namespace plumb::run
