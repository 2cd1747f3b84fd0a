#include "report/write_table.h"

#include <algorithm>

#include "base/text.h"
#include "source/source.h"

namespace plumb::report {

namespace {

void add_line(const std::vector<std::string>& cells, const std::vector<int>& widths, const std::vector<bool>& is_number,
              int indent, std::string& out) {
  std::string line(static_cast<size_t>(indent), ' ');
  for (size_t i = 0; i < cells.size(); ++i) {
    const int room = widths[i] - base::display_width(cells[i]);
    const bool right = i < is_number.size() && is_number[i];
    if (right) line.append(static_cast<size_t>(room), ' ');
    line += cells[i];
    if (!right) line.append(static_cast<size_t>(room), ' ');
    line += "  ";
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + '\n';
}

}  // namespace

std::string render_columns(const TextTable& table, int indent) {
  std::vector<std::vector<std::string>> rows;
  if (!table.heads.empty()) rows.push_back(table.heads);
  // Names come from a database: nothing of them may move the cursor.
  for (const std::vector<std::string>& row : table.rows) {
    std::vector<std::string> cells;
    for (const std::string& cell : row) cells.push_back(source::printable(cell));
    rows.push_back(std::move(cells));
  }
  std::vector<int> widths;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], base::display_width(row[i]));
  }
  std::string out;
  for (const std::vector<std::string>& row : rows) add_line(row, widths, table.is_number, indent, out);
  return out;
}

}  // namespace plumb::report
