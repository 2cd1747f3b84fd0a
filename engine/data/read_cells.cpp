// The reading half of data.h: cells, faults, keys, titles.
#include <algorithm>
#include <optional>
#include <tuple>

#include "data/data.h"
#include "data/decode_column.h"
#include "data/key_parts.h"
#include "data/resolve_reference.h"

namespace plumb::data {

using base::Number;
using program::Column;
using program::ColumnId;
using program::Program;
using program::TableId;
using program::TypeKind;
using program::Value;

uint32_t column_position(const Program& program, ColumnId id) {
  const auto& columns = program.at(program.at(id).table).columns;
  // Ids of a table's columns follow each other as a rule; the search is for programs made
  // otherwise.
  const uint32_t guess = columns.empty() ? 0 : id.value - columns.front().value;
  if (guess < columns.size() && columns[guess] == id) {
    return guess;
  }
  return static_cast<uint32_t>(std::find(columns.begin(), columns.end(), id) - columns.begin());
}

namespace {

const ColumnData& cells_of(const Program& program, const Data& data, TableId table, ColumnId column) {
  return data.tables[table.value].columns[column_position(program, column)];
}

program::NameSet split_names(const std::string& text) {
  program::NameSet set;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(';', begin), text.size());
    set.names.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return set;
}

Value present_value(const Column& column, const ColumnData& cells, uint32_t row) {
  if (!cells.wide.empty()) {
    return cells.wide[row];
  }
  const int64_t stored = cells.ints[row];
  switch (column.type.kind) {
    case TypeKind::Number: return Number::from_scaled(stored, column.scale) * column.stored_factor;
    case TypeKind::Truth: return stored != 0;
    case TypeKind::Date: return base::Date{static_cast<int32_t>(stored)};
    case TypeKind::Label: return program::Label{column.type.enumeration, static_cast<uint16_t>(stored)};
    case TypeKind::Row: return program::RowRef{column.type.table, static_cast<uint32_t>(stored)};
    case TypeKind::Text: return cells.texts[static_cast<size_t>(stored)];
    case TypeKind::NameSet: return split_names(cells.texts[static_cast<size_t>(stored)]);
    case TypeKind::Unknown:
    case TypeKind::Duration:
    case TypeKind::Spans: break;  // no column has these types
  }
  return program::Faulty{};
}

// The cell by itself, whatever is wrong with its row.
Value bare_value(const Program& program, const Data& data, TableId table, ColumnId id, uint32_t row) {
  const Column& column = program.at(id);
  const ColumnData& cells = cells_of(program, data, table, id);
  if (!cells.is_read) {
    return program::Faulty{};
  }
  const uint8_t state = cells.states.empty() ? CellPresent : cells.states[row];
  if (state == CellPresent) {
    return present_value(column, cells, row);
  }
  if (state == CellFaulty) {
    return program::Faulty{};
  }
  const size_t kind = state - 1U;
  return program::Absent{kind < column.absence_kinds.size()
                             ? column.absence_kinds[kind]
                             : program::AbsenceKindId{static_cast<uint32_t>(program::BuiltinAbsence::NotApplicable)}};
}

std::string show_key_part(const Program& program, const Data& data, TableId table, ColumnId id, uint32_t row) {
  const Column& column = program.at(id);
  const ColumnData& cells = cells_of(program, data, table, id);
  const uint8_t state = !cells.is_read ? CellFaulty : cells.states.empty() ? CellPresent : cells.states[row];
  if (state != CellPresent) {
    const uint32_t fault = state == CellFaulty ? find_fault(data, table, row, id) : UINT32_MAX;
    return fault == UINT32_MAX ? std::string() : data.faults[fault].found;
  }
  const int64_t stored = cells.wide.empty() ? cells.ints[row] : 0;
  if (column.type.kind == TypeKind::Row) {
    return key_text(program, data, column.type.table, static_cast<uint32_t>(stored));
  }
  const bool is_text = column.type.kind == TypeKind::Text || column.type.kind == TypeKind::NameSet;
  return is_text ? cells.texts[static_cast<size_t>(stored)] : show_stored(program, column, stored);
}

// The stored integer that a key part stands for; empty if no row can have it.
std::optional<int64_t> stored_part(const Program& program, const Data& data, TableId table, ColumnId id, std::string_view text) {
  const Column& column = program.at(id);
  const ColumnData& cells = cells_of(program, data, table, id);
  switch (column.type.kind) {
    case TypeKind::Row: {
      const uint32_t row = find_row(program, data, column.type.table, text);
      return row == UINT32_MAX ? std::optional<int64_t>() : row;
    }
    case TypeKind::Text:
    case TypeKind::NameSet: {
      const auto at = std::lower_bound(cells.texts.begin(), cells.texts.end(), text);
      return at != cells.texts.end() && *at == text ? std::optional<int64_t>(at - cells.texts.begin()) : std::nullopt;
    }
    case TypeKind::Date: {
      const auto date = base::parse_date(text);
      return date ? std::optional<int64_t>(date->days) : std::nullopt;
    }
    case TypeKind::Label: {
      const auto& labels = program.at(column.type.enumeration).labels;
      const auto at = std::find(labels.begin(), labels.end(), text);
      return at != labels.end() ? std::optional<int64_t>(at - labels.begin()) : std::nullopt;
    }
    case TypeKind::Number:
    case TypeKind::Truth: {
      const auto number = Number::parse(text);
      return number ? number->to_scaled(column.scale) : std::nullopt;
    }
    case TypeKind::Unknown:
    case TypeKind::Duration:
    case TypeKind::Spans: break;
  }
  return {};
}

uint32_t find_sound_row(const Program& program, const Data& data, TableId id, const std::vector<std::string>& texts) {
  const auto& keys = program.at(id).keys;
  std::vector<int64_t> wanted;
  std::vector<const ColumnData*> columns;
  for (size_t i = 0; i < keys.size(); ++i) {
    const auto part = stored_part(program, data, id, keys[i], texts[i]);
    if (!part) {
      return UINT32_MAX;
    }
    wanted.push_back(*part);
    columns.push_back(&cells_of(program, data, id, keys[i]));
  }
  // Present parts come first and ascend; a part that is not present counts as beyond every value.
  const auto compare = [&](uint32_t row) {
    for (size_t i = 0; i < wanted.size(); ++i) {
      if (!columns[i]->states.empty() && columns[i]->states[row] != CellPresent) {
        return 1;
      }
      if (columns[i]->ints[row] != wanted[i]) {
        return columns[i]->ints[row] < wanted[i] ? -1 : 1;
      }
    }
    return 0;
  };
  uint32_t low = 0, high = data.tables[id.value].row_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (compare(middle) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < data.tables[id.value].row_count && compare(low) == 0 ? low : UINT32_MAX;
}

bool is_of_table_before(const Fault& fault, TableId table) { return fault.table < table; }

}  // namespace

Value cell_value(const Program& program, const Data& data, TableId table, ColumnId column, uint32_t row) {
  const TableData& rows = data.tables[table.value];
  if (!rows.row_faulty.empty() && rows.row_faulty[row] != 0) {
    return program::Faulty{};
  }
  return bare_value(program, data, table, column, row);
}

uint32_t find_fault(const Data& data, TableId table, uint32_t row, ColumnId column) {
  const auto is_before = [](const Fault& fault, const std::tuple<TableId, uint32_t, ColumnId>& key) {
    return std::tie(fault.table, fault.row, fault.column) < key;
  };
  const auto find = [&](ColumnId wanted) {
    const auto at = std::lower_bound(data.faults.begin(), data.faults.end(), std::tuple{table, row, wanted}, is_before);
    const bool is_it = at != data.faults.end() && at->table == table && at->row == row && at->column == wanted;
    return is_it ? static_cast<uint32_t>(at - data.faults.begin()) : UINT32_MAX;
  };
  for (const ColumnId wanted : {column, ColumnId{}}) {
    if (const uint32_t fault = find(wanted); fault != UINT32_MAX) {
      return fault;
    }
  }
  const std::vector<uint8_t>& faulty = data.tables[table.value].row_faulty;
  if (faulty.empty() || faulty[row] == 0) {
    return UINT32_MAX;
  }
  // A key that is missing or unreadable makes the row faulty by its cell; keys stand first.
  const auto at = std::lower_bound(data.faults.begin(), data.faults.end(), std::tuple{table, row, ColumnId{0}}, is_before);
  return at != data.faults.end() && at->table == table && at->row == row ? static_cast<uint32_t>(at - data.faults.begin())
                                                                         : UINT32_MAX;
}

std::string key_text(const Program& program, const Data& data, TableId table, uint32_t row) {
  const std::vector<ColumnId>& keys = program.at(table).keys;
  if (keys.size() == 1) {
    return show_key_part(program, data, table, keys.front(), row);
  }
  std::vector<std::string> parts;
  for (const ColumnId key : keys) {
    parts.push_back(show_key_part(program, data, table, key, row));
  }
  return join_key(parts);
}

uint32_t find_row(const Program& program, const Data& data, TableId table, std::string_view key) {
  const size_t part_count = program.at(table).keys.size();
  if (part_count == 0 || data.tables[table.value].row_count == 0) {
    return UINT32_MAX;
  }
  const std::vector<std::string> parts = split_key(key, part_count);
  if (!parts.empty()) {
    if (const uint32_t row = find_sound_row(program, data, table, parts); row != UINT32_MAX) {
      return row;
    }
  }
  // Keys with a faulty part are few, and only rows with a fault have one.
  for (auto at = std::lower_bound(data.faults.begin(), data.faults.end(), table, is_of_table_before);
       at != data.faults.end() && at->table == table; ++at) {
    if (key_text(program, data, table, at->row) == key) {
      return at->row;
    }
  }
  return UINT32_MAX;
}

std::string title_text(const Program& program, const Data& data, TableId table, uint32_t row) {
  for (const ColumnId id : program.at(table).columns) {
    const auto& roles = program.at(id).roles;
    if (std::find(roles.begin(), roles.end(), program::Role::Title) == roles.end()) {
      continue;
    }
    const Value value = bare_value(program, data, table, id, row);
    if (const auto* text = std::get_if<std::string>(&value); text != nullptr && !text->empty()) {
      return *text;
    }
  }
  return key_text(program, data, table, row);
}

}  // namespace plumb::data
