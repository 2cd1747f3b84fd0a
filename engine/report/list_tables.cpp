#include <algorithm>

#include "diagnostics/catalogue_command.h"
#include "report/find_unit.h"
#include "report/summary.h"

namespace plumb::report {

namespace {

std::vector<std::string> defined_tables(const program::Program& program) {
  std::vector<std::string> names;
  for (uint32_t i = 0; i < program.tables.size(); ++i) {
    if (!definitions_of(program, program::TableId{i}).empty()) names.push_back(program.tables[i].name);
  }
  return names;
}

}  // namespace

bool list_tables(const program::Program& program, const std::vector<std::string>& names, bool all, bool only_one,
                 Summary& summary, diagnostics::Sink& sink) {
  const auto is_listed = [&](program::TableId table) {
    return std::find(summary.listed.begin(), summary.listed.end(), table) != summary.listed.end();
  };
  for (const std::string& name : names) {
    const std::optional<program::TableId> table = find_table(program, name, sink);
    if (!table) return false;
    if (definitions_of(program, *table).empty()) {
      sink.report(diag::NothingDefinedOfTable{.table = program.at(*table).name, .tables = {defined_tables(program)}});
    }
    if (!is_listed(*table)) summary.listed.push_back(*table);
  }
  for (uint32_t i = 0; all && i < program.tables.size(); ++i) {
    const program::TableId table{i};
    if (!is_listed(table) && !definitions_of(program, table).empty()) summary.listed.push_back(table);
  }
  if (only_one && summary.listed.size() > 1) {
    sink.report(diag::OneTableInCsv{});
    return false;
  }
  summary.only_listed = !names.empty() && !all;
  return true;
}

}  // namespace plumb::report
