#include "random/generator.h"

namespace plumb::random {

using data::RawCell;
using data::RawDecimal;
using data::RawInteger;
using data::RawNull;
using data::RawReal;
using data::RawText;

namespace {

std::string key_of(size_t row) { return "K" + std::to_string(row); }

}  // namespace

RawCell Generator::cell(const program::Program& program, const program::Column& column, size_t row, size_t rows_of_parent) {
  const program::Type& type = column.type;
  const bool is_faulty = chance(1) && chance(50);
  if (column.is_key) {
    const size_t key = is_faulty && row > 0 ? row - 1 : row;  // now and then a duplicate
    return type.kind == program::TypeKind::Number ? RawCell(RawInteger{static_cast<int64_t>(key)}) : RawCell(RawText{key_of(key)});
  }
  if (is_faulty && !column.absence_kinds.empty() && chance(50)) return RawReal{"1.5"};
  if (!column.absence_kinds.empty() && chance(25)) return RawNull{};
  switch (type.kind) {
    case program::TypeKind::Row:
      return RawText{is_faulty ? "nobody" : key_of(rows_of_parent == 0 ? 0 : pick(rows_of_parent))};
    case program::TypeKind::Label: {
      const program::Enumeration& labels = program.at(type.enumeration);
      return RawText{is_faulty ? "no such label" : labels.labels[pick(labels.labels.size())]};
    }
    case program::TypeKind::Truth: return RawInteger{is_faulty ? 7 : static_cast<int64_t>(pick(2))};
    case program::TypeKind::Date: {
      if (is_faulty) return RawText{"2020-02-30"};
      return RawText{"2020-0" + std::to_string(1 + pick(9)) + "-1" + std::to_string(pick(10))};
    }
    case program::TypeKind::Number: {
      if (is_faulty) return RawInteger{-1};
      if (column.name == "原值" && chance(10)) return RawInteger{99999999999999999};  // 999999999999999.99
      if (column.name == "编制") return RawInteger{chance(10) ? 13 : static_cast<int64_t>(pick(5) * 200)};
      if (column.name == "自报率") return RawInteger{static_cast<int64_t>(pick(5) * 2500)};
      return RawInteger{static_cast<int64_t>(chance(50) ? pick(3) * 1000 : pick(7000))};
    }
    case program::TypeKind::Unknown: case program::TypeKind::Text: case program::TypeKind::Duration:
    case program::TypeKind::NameSet: case program::TypeKind::Spans:
      return RawText{"x"};
  }
  return RawNull{};
}

data::RawTable Generator::table_rows(const program::Program& program, program::TableId id, size_t count) {
  const program::Table& table = program.at(id);
  data::RawTable raw;
  raw.columns.resize(table.columns.size());
  for (size_t row = 0; row < count; ++row) {
    raw.origin.push_back(static_cast<int64_t>(row + 1));
    for (size_t i = 0; i < table.columns.size(); ++i) {
      const program::Column& column = program.at(table.columns[i]);
      const size_t parents = column.type.table.valid() ? row_counts_[column.type.table.value] : 0;
      raw.columns[i].cells.push_back(cell(program, column, row, parents));
      if (column.absence_kinds.size() > 1) {
        const bool second = std::holds_alternative<RawNull>(raw.columns[i].cells.back()) && chance(50);
        raw.columns[i].absence.push_back(second ? program.absence_kinds[column.absence_kinds[1].value].name : "");
      }
    }
  }
  return raw;
}

std::vector<data::RawTable> Generator::rows(const program::Program& program) {
  row_counts_.assign(program.tables.size(), 0);
  std::vector<data::RawTable> all(program.tables.size());
  for (uint32_t i = 0; i < program.tables.size(); ++i) {
    const program::Table& table = program.tables[i];
    size_t count = 0;
    if (table.name == "单位") count = chance(5) ? 0 : 3 + pick(15);
    if (table.name == "仪器") count = chance(10) ? 0 : pick(40);
    if (table.name == "记录") count = chance(10) ? 0 : pick(80);
    if (table.name == "仪器" && row_counts_[0] == 0) count = 0;
    if (table.name == "记录" && row_counts_[i - 1] == 0) count = 0;
    row_counts_[i] = count;
    if (table.role != program::TableRole::Answers) {
      all[i] = table_rows(program, program::TableId{i}, count);
      continue;
    }
    // Answers to the judgement 丙评 for most units; some are out of bounds.
    all[i].columns.resize(table.columns.size());
    const size_t units = row_counts_[0];
    for (size_t unit = 0; unit < units; ++unit) {
      if (chance(15)) continue;
      const std::vector<RawCell> cells = {RawInteger{static_cast<int64_t>(unit)}, RawText{"丙评"}, RawText{key_of(unit)}, RawText{"专家组"},
                                          RawText{chance(4) ? "99" : std::to_string(pick(21))}, RawNull{}, RawNull{}, RawNull{}};
      for (size_t column = 0; column < cells.size(); ++column) all[i].columns[column].cells.push_back(cells[column]);
      all[i].origin.push_back(static_cast<int64_t>(unit + 1));
    }
  }
  return all;
}

}  // namespace plumb::random
