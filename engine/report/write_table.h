// Columns of text that line up by display width, for terminals and plain files.
#pragma once

#include <string>
#include <vector>

namespace plumb::report {

struct TextTable {
  std::vector<std::string> heads;  // may be empty: no head line
  std::vector<bool> is_number;     // right-aligned columns; may be shorter than the rows
  std::vector<std::vector<std::string>> rows;
};
// Each line starts with `indent` blanks and ends without trailing ones.
[[nodiscard]] std::string render_columns(const TextTable& table, int indent);

}  // namespace plumb::report
