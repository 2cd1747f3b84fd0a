// Rows of raw cells, written row by row, and Data as text.
#pragma once

#include <string>
#include <vector>

#include "data/build_rows.h"
#include "support/program_builder.h"

namespace plumb::data {

// Cells of a row; "" stands for NULL, a text that starts with "=" for an integer, "~" a decimal,
// "?" for not given,
// "!" for a REAL. A cell "|kind" is NULL with a kind beside it.
using TextRow = std::vector<std::string>;

inline RawTable rows_of(const program::Program& program, program::TableId table, const std::vector<TextRow>& rows) {
  RawTable raw;
  raw.columns.resize(program.at(table).columns.size());
  for (size_t row = 0; row < rows.size(); ++row) {
    raw.origin.push_back(static_cast<int64_t>(row) + 1);
    for (size_t i = 0; i < raw.columns.size(); ++i) {
      const std::string& cell = rows[row][i];
      const std::string rest = cell.empty() ? cell : cell.substr(1);
      const char sign = cell.empty() ? '0' : cell[0];
      RawCell made = RawText{cell};
      std::string kind;
      switch (sign) {
        case '0':
          if (cell.empty()) {
            made = RawNull{};
          }
          break;
        case '=': made = RawInteger{std::stoll(rest)}; break;
        case '~': made = RawDecimal{rest}; break;
        case '!': made = RawReal{rest}; break;
        case '?': made = RawNotGiven{}; break;
        case '|':
          made = RawNull{};
          kind = rest;
          break;
        default: break;
      }
      raw.columns[i].cells.push_back(std::move(made));
      raw.columns[i].absence.push_back(kind);
    }
  }
  return raw;
}

// A value as text: absent kinds as "#kind", faults as "fault".
[[nodiscard]] std::string show(const program::Program& program, const Data& data, const program::Value& value);
// Every cell of every row, one row a line, then the faults; without origins.
[[nodiscard]] std::string dump(const program::Program& program, const Data& data);

}  // namespace plumb::data
