// A rule set of units and their instruments, with history and a dated parameter, and rows for it.
#pragma once

#include <string>
#include <string_view>

#include "cli/run_program.h"

namespace plumb::cli {

[[nodiscard]] std::string_view two_table_rules();
struct TwoTables {
  TwoTables();
  // A file that takes the place of the table's rows.
  void load(const std::string& table, std::string_view rows) const;
  [[nodiscard]] Ran evaluate(const std::vector<std::string>& more = {}) const;
  [[nodiscard]] Ran explain(const std::string& unit, const std::vector<std::string>& more = {}) const;

  WorkFolder folder;
  std::string rules;
  std::string path;  // of the database
};

}  // namespace plumb::cli
