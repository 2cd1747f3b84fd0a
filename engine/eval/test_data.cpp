// The given rows of a test as raw cells, so that they pass the same door as rows of a database.
#include <algorithm>

#include "data/build_rows.h"
#include "eval/run_tests.h"

namespace plumb::eval {

using program::TypeKind;
using program::Value;

namespace {

struct RawOf {
  const program::Program& program;
  const program::Column& column;

  data::RawCell operator()(const base::Number& value) const {
    return data::RawDecimal{value.divided_by(column.stored_factor).to_string()};
  }
  data::RawCell operator()(bool value) const { return data::RawInteger{value ? 1 : 0}; }
  data::RawCell operator()(const program::Label& value) const {
    return data::RawText{program.at(value.enumeration).labels[value.index]};
  }
  data::RawCell operator()(const base::Date& value) const { return data::RawText{base::to_string(value)}; }
  data::RawCell operator()(const std::string& value) const {
    // A reference to a row that goes by a number holds the number.
    const bool is_number = column.type.kind == TypeKind::Row && !value.empty() &&
                           program.columns[program.at(column.type.table).keys.front().value].type.kind == TypeKind::Number;
    if (is_number) return data::RawDecimal{value};
    return data::RawText{value};
  }
  data::RawCell operator()(const program::NameSet& value) const {
    std::string joined;
    for (const std::string& name : value.names) joined += (joined.empty() ? "" : ";") + name;
    return data::RawText{joined};
  }
  template <class Other>
  data::RawCell operator()(const Other&) const {
    return data::RawNull{};
  }
};

// Rows need keys even where a test does not care for them.
data::RawCell missing_cell(const program::Column& column, size_t row) {
  if (!column.is_key) return data::RawNotGiven{};
  if (column.type.kind == TypeKind::Text) return data::RawText{"#" + std::to_string(row + 1)};
  if (column.type.kind == TypeKind::Number) return data::RawDecimal{std::to_string(row + 1)};
  return data::RawNotGiven{};
}

}  // namespace

data::Data data_of_test(const program::Program& program, const program::TestCase& test, int64_t assessment) {
  std::vector<data::RawTable> tables(program.tables.size());
  for (size_t i = 0; i < tables.size(); ++i) tables[i].columns.resize(program.tables[i].columns.size());
  for (const program::GivenRow& given : test.given) {
    data::RawTable& table = tables[given.table.value];
    const std::vector<program::ColumnId>& columns = program.at(given.table).columns;
    const size_t row = table.origin.size();
    for (size_t c = 0; c < columns.size(); ++c) {
      const program::Column& column = program.at(columns[c]);
      const auto cell = std::find_if(given.cells.begin(), given.cells.end(),
                                     [&](const program::GivenCell& candidate) { return candidate.column == columns[c]; });
      data::RawColumn& raw = table.columns[c];
      const auto* absent = cell == given.cells.end() ? nullptr : std::get_if<program::Absent>(&cell->value);
      raw.cells.push_back(cell == given.cells.end() ? missing_cell(column, row)
                                                    : std::visit(RawOf{program, column}, cell->value));
      raw.absence.push_back(absent == nullptr ? "" : program.absence_kinds[absent->kind.value].name);
    }
    table.origin.push_back(static_cast<int64_t>(row) + 1);
  }
  // Without an assessment all that a test gives of a history is earlier.
  return data::build_data(program, std::move(tables), assessment == 0 ? INT64_MAX : assessment);
}

}  // namespace plumb::eval
