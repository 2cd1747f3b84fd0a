#include "report/find_unit.h"

#include "base/text.h"
#include "diagnostics/catalogue_command.h"
#include "diagnostics/suggest_names.h"

namespace plumb::report {

namespace {

program::TableId table_named(const program::Program& program, std::string_view name) {
  const std::string wanted = base::to_nfc(name);
  for (uint32_t i = 0; i < program.tables.size(); ++i) {
    const program::Table& table = program.tables[i];
    if (wanted == table.name || (!wanted.empty() && (wanted == table.alias || wanted == table.stored)))
      return program::TableId{i};
  }
  return {};
}

}  // namespace

std::optional<program::TableId> find_table(const program::Program& program, std::string_view name, diagnostics::Sink& sink) {
  const program::TableId found = table_named(program, name);
  if (found.valid()) return found;
  std::vector<std::string> names;
  for (const program::Table& table : program.tables) names.insert(names.end(), {table.name, table.alias, table.stored});
  sink.report(diag::UnknownTableArgument{.found = name}).suggest(diagnostics::suggest(name, names));
  return std::nullopt;
}

std::optional<NamedRow> find_named_row(const program::Program& program, const data::Data& data, program::TableId usual,
                                       std::string_view text, diagnostics::Sink& sink) {
  NamedRow found{.table = usual};
  // A colon may stand in a key as well: it leads a table only if there is one of that name.
  for (const std::string_view colon : {std::string_view(":"), std::string_view("\xEF\xBC\x9A")}) {
    const size_t at = text.find(colon);
    if (at == std::string_view::npos) continue;
    const program::TableId named = table_named(program, text.substr(0, at));
    if (!named.valid()) continue;
    found.table = named;
    text.remove_prefix(at + colon.size());
    break;
  }
  if (!found.table.valid()) {
    sink.report(diag::NoUnitTable{.found = text});
    return std::nullopt;
  }
  const std::optional<uint32_t> row = find_unit(program, data, found.table, text, sink);
  if (!row) return std::nullopt;
  found.row = *row;
  return found;
}

std::optional<uint32_t> find_unit(const program::Program& program, const data::Data& data, program::TableId table,
                                  std::string_view text, diagnostics::Sink& sink) {
  const std::string wanted = base::to_nfc(text);
  const uint32_t by_key = data::find_row(program, data, table, wanted);
  if (by_key != UINT32_MAX) return by_key;
  std::vector<std::string> near;
  for (uint32_t row = 0; row < data.tables[table.value].row_count; ++row) {
    near.push_back(data::key_text(program, data, table, row));
    near.push_back(data::title_text(program, data, table, row));
    if (near.back() == wanted) return row;
  }
  // Suggesting over millions of rows would take longer than reading them.
  constexpr size_t SuggestLimit = 20000;
  diagnostics::Diagnostic& told = sink.report(diag::UnknownRow{.key = text, .table = program.at(table).name});
  if (near.size() <= SuggestLimit) told.suggest(diagnostics::suggest(text, near));
  return std::nullopt;
}

}  // namespace plumb::report
