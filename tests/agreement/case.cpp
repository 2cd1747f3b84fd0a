#include "agreement/case.h"

#include <algorithm>
#include <charconv>

namespace plumb::agreement {

namespace {

constexpr const char* Line = "--------------------------------------------------------------------------------\n";

std::string show(const Cell& cell) {
  if (const auto* integer = std::get_if<data::RawInteger>(&cell.value)) return std::to_string(integer->value);
  if (const auto* text = std::get_if<data::RawText>(&cell.value)) return "'" + text->text;
  if (const auto* real = std::get_if<data::RawReal>(&cell.value)) return "~" + real->text;
  if (const auto* decimal = std::get_if<data::RawDecimal>(&cell.value)) return "=" + decimal->text;
  if (std::holds_alternative<data::RawNotGiven>(cell.value)) return "?";
  return "-" + cell.absence;
}

std::optional<Cell> parse_cell(const std::string& text) {
  if (text == "?") return Cell{data::RawNotGiven{}, {}};
  const std::string rest = text.empty() ? text : text.substr(1);
  if (text.starts_with("'")) return Cell{data::RawText{rest}, {}};
  if (text.starts_with("~")) return Cell{data::RawReal{rest}, {}};
  if (text.starts_with("=")) return Cell{data::RawDecimal{rest}, {}};
  data::RawInteger integer{0};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), integer.value);
  if (error == std::errc{} && end == text.data() + text.size()) return Cell{integer, {}};
  if (text.starts_with("-")) return Cell{data::RawNull{}, rest};
  return std::nullopt;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

const Rows* find_rows(const Case& from, const std::string& table) {
  const auto found = std::ranges::find(from.tables, table, &Rows::table);
  return found == from.tables.end() ? nullptr : &*found;
}

}  // namespace

Case make_case(std::string rules, const program::Program& program, const std::vector<data::RawTable>& rows,
               const std::vector<results::RunInputs::Quarantine>& quarantine) {
  Case made{std::move(rules), {}, {}};
  for (uint32_t t = 0; t < program.tables.size(); ++t) {
    Rows table{program.tables[t].name, {}, {}};
    for (const program::ColumnId column : program.tables[t].columns) table.columns.push_back(program.at(column).name);
    for (size_t row = 0; row < rows[t].origin.size(); ++row) {
      std::vector<Cell>& cells = table.rows.emplace_back();
      for (const data::RawColumn& column : rows[t].columns) {
        cells.push_back({column.cells[row], column.absence.empty() ? std::string() : column.absence[row]});
      }
    }
    made.tables.push_back(std::move(table));
  }
  for (const auto& one : quarantine) made.quarantine.push_back({program.at(one.table).name, one.key, one.keeps_place});
  return made;
}

std::vector<data::RawTable> raw_tables(const program::Program& program, const Case& from) {
  std::vector<data::RawTable> all(program.tables.size());
  for (size_t t = 0; t < all.size(); ++t) {
    const program::Table& table = program.tables[t];
    data::RawTable& raw = all[t];
    raw.columns.resize(table.columns.size());
    const Rows* given = find_rows(from, table.name);
    if (given == nullptr) continue;
    for (size_t row = 0; row < given->rows.size(); ++row) raw.origin.push_back(static_cast<int64_t>(row + 1));
    for (size_t c = 0; c < table.columns.size(); ++c) {
      const program::Column& column = program.at(table.columns[c]);
      const auto at = static_cast<size_t>(std::ranges::find(given->columns, column.name) - given->columns.begin());
      for (const std::vector<Cell>& row : given->rows) {
        raw.columns[c].cells.push_back(at < row.size() ? row[at].value : data::RawCell(data::RawNull{}));
        if (column.absence_kinds.size() > 1) raw.columns[c].absence.push_back(at < row.size() ? row[at].absence : std::string());
      }
    }
  }
  return all;
}

std::vector<results::RunInputs::Quarantine> quarantine_of(const program::Program& program, const Case& from) {
  std::vector<results::RunInputs::Quarantine> all;
  for (const OutOfPlay& one : from.quarantine) {
    for (uint32_t t = 0; t < program.tables.size(); ++t) {
      if (program.tables[t].name == one.table) all.push_back({program::TableId{t}, one.key, "kept", one.keeps_place});
    }
  }
  return all;
}

std::string to_text(const Case& from) {
  std::string text = from.rules + Line;
  for (const Rows& table : from.tables) {
    if (table.rows.empty()) continue;
    text += "table\t" + table.table;
    for (const std::string& column : table.columns) text += "\t" + column;
    text += '\n';
    for (const std::vector<Cell>& row : table.rows) {
      std::string line;
      for (const Cell& cell : row) line += (line.empty() ? "" : "\t") + show(cell);
      text += line + "\n";
    }
  }
  for (const OutOfPlay& one : from.quarantine)
    text += (one.keeps_place ? "quarantine-keeping\t" : "quarantine\t") + one.table + "\t" + one.key + "\n";
  return text;
}

std::optional<Case> parse_case(const std::string& text) {
  const size_t at = text.find(Line);
  if (at == std::string::npos) return std::nullopt;
  Case made{text.substr(0, at), {}, {}};
  for (const std::string& line : split(text.substr(at + std::string(Line).size()), '\n')) {
    if (line.empty()) continue;
    std::vector<std::string> parts = split(line, '\t');
    if (parts[0] == "table" && parts.size() > 2) {
      made.tables.push_back({parts[1], {parts.begin() + 2, parts.end()}, {}});
    } else if (parts[0].starts_with("quarantine") && parts.size() == 3) {
      made.quarantine.push_back({parts[1], parts[2], parts[0] == "quarantine-keeping"});
    } else if (!made.tables.empty() && parts.size() == made.tables.back().columns.size()) {
      std::vector<Cell>& row = made.tables.back().rows.emplace_back();
      for (const std::string& part : parts) {
        const std::optional<Cell> cell = parse_cell(part);
        if (!cell) return std::nullopt;
        row.push_back(*cell);
      }
    } else {
      return std::nullopt;
    }
  }
  return made;
}

}  // namespace plumb::agreement
