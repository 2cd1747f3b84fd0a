#include "store/match_header.h"

#include <algorithm>

#include "base/text.h"
#include "diagnostics/catalogue_data.h"
#include "diagnostics/suggest_names.h"
#include "store/table_layout.h"

namespace plumb::store {

using program::Column;
using program::ColumnId;
using program::Program;

bool has_role(const Column& column, program::Role role) {
  return std::find(column.roles.begin(), column.roles.end(), role) != column.roles.end();
}

namespace {

ColumnId find_column(const Program& program, const program::Table& table, std::string_view name) {
  for (const ColumnId id : table.columns) {
    const Column& column = program.at(id);
    if (column.name == name || (!column.alias.empty() && column.alias == name) || is_same_sql_name(stored_name(column), name)) {
      return id;
    }
  }
  return {};
}

std::vector<std::string> names_of(const Program& program, const program::Table& table) {
  std::vector<std::string> names;
  for (const ColumnId id : table.columns) {
    names.insert(names.end(), {program.at(id).name, program.at(id).alias, stored_name(program.at(id))});
  }
  return names;
}

bool may_be_missing(const Column& column) {
  return !column.absence_kinds.empty() || column.is_optional || has_role(column, program::Role::Batch) ||
         has_role(column, program::Role::Source);
}

}  // namespace

std::vector<ColumnId> match_header(const Program& program, program::TableId id, const CsvRow& header, const std::string& file,
                                   diagnostics::Sink& sink) {
  const program::Table& table = program.at(id);
  std::vector<ColumnId> found;
  bool is_good = true;
  const std::string place = file + ":" + std::to_string(header.line);
  for (size_t i = 0; i < header.size(); ++i) {
    const std::string cell_place = place + ":" + std::to_string(i + 1);
    if (base::first_bad_utf8(header.cell(i))) {
      sink.report(diag::CsvNotUtf8{.place = cell_place});
      return {};
    }
    const std::string name = base::to_nfc(header.cell(i));
    const ColumnId column = find_column(program, table, name);
    if (!column.valid()) {
      sink.report(diag::UnknownCsvColumn{.place = cell_place, .table = table.name, .column = name})
          .suggest(diagnostics::suggest(name, names_of(program, table)));
      is_good = false;
    } else if (std::find(found.begin(), found.end(), column) != found.end()) {
      sink.report(diag::RepeatedCsvColumn{.place = cell_place, .column = name});
      is_good = false;
    }
    found.push_back(column);
  }
  for (const ColumnId column : table.columns) {
    if (std::find(found.begin(), found.end(), column) == found.end() && !may_be_missing(program.at(column))) {
      sink.report(diag::MissingCsvColumn{.place = place, .column = program.at(column).name});
      is_good = false;
    }
  }
  return is_good ? found : std::vector<ColumnId>();
}

}  // namespace plumb::store
