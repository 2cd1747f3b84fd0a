#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using program::TypeKind;

uint32_t Evaluator::row_count(TableId table) const { return data_.tables[table.value].row_count; }

bool Evaluator::is_row_faulty(TableId table, uint32_t row) const {
  const std::vector<uint8_t>& faulty_rows = data_.tables[table.value].row_faulty;
  return !faulty_rows.empty() && faulty_rows[row] != 0;
}

bool Evaluator::is_taken_out(TableId table, uint32_t row) const {
  const std::vector<uint8_t>& rows = taken_out_[table.value];
  return !rows.empty() && rows[row] != 0;
}

bool Evaluator::is_kept(TableId table, uint32_t row) const {
  const std::vector<uint8_t>& rows = kept_[table.value];
  return !rows.empty() && rows[row] != 0 && !is_taken_out(table, row);
}

Value Evaluator::row_fault(TableId table, uint32_t row, program::ColumnId column) {
  return faulty({.kind = PlaceKind::DataFault, .table = table, .row = row, .fault = data::find_fault(data_, table, row, column)});
}

std::string Evaluator::key_of(TableId table, uint32_t row) const { return data::key_text(program_, data_, table, row); }

Evaluator::FastColumn& Evaluator::fast_column(program::ColumnId id) {
  std::unique_ptr<FastColumn>& entry = columns_[id.value];
  if (entry == nullptr) {
    const program::Column& column = program_.at(id);
    entry = std::make_unique<FastColumn>();
    entry->table = column.table;
    entry->position = data::column_position(program_, id);
    entry->factor = column.stored_factor * base::Number::power_of_ten(-column.scale);
    if (column.type.kind == TypeKind::Text) {
      for (const std::string& text : data_.tables[column.table.value].columns[entry->position].texts)
        entry->texts.emplace_back(text);
    }
  }
  return *entry;
}

const Value& Evaluator::read_cell(program::ColumnId id, uint32_t row, Value& slot) {
  FastColumn& fast = fast_column(id);
  const data::ColumnData& cells = data_.tables[fast.table.value].columns[fast.position];
  const uint8_t state = cells.states.empty() ? data::CellPresent : cells.states[row];
  if (state == data::CellFaulty || is_row_faulty(fast.table, row)) [[unlikely]] {
    slot = row_fault(fast.table, row, id);
    return slot;
  }
  const program::Column& column = program_.at(id);
  if (state != data::CellPresent) {
    const size_t kind = state - 1u;
    slot = program::Absent{kind < column.absence_kinds.size()
                               ? column.absence_kinds[kind]
                               : program::AbsenceKindId{static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable)}};
    return slot;
  }
  switch (column.type.kind) {
    case TypeKind::Number:
      if (!cells.wide.empty()) break;
      slot = base::Number(cells.ints[row]) * fast.factor;
      return slot;
    case TypeKind::Truth: slot = cells.ints[row] != 0; return slot;
    case TypeKind::Date: slot = base::Date{static_cast<int32_t>(cells.ints[row])}; return slot;
    case TypeKind::Label: slot = program::Label{column.type.enumeration, static_cast<uint16_t>(cells.ints[row])}; return slot;
    case TypeKind::Row: slot = RowRef{column.type.table, static_cast<uint32_t>(cells.ints[row])}; return slot;
    case TypeKind::Text: return fast.texts[static_cast<size_t>(cells.ints[row])];
    case TypeKind::NameSet:
    case TypeKind::Duration:
    case TypeKind::Spans:
    case TypeKind::Unknown: break;
  }
  slot = data::cell_value(program_, data_, fast.table, id, row);
  return slot;
}

}  // namespace plumb::eval
