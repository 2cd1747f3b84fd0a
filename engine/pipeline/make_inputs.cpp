#include "diagnostics/catalogue_command.h"
#include "diagnostics/suggest_names.h"
#include "pipeline/evaluation.h"
#include "pipeline/find_unit.h"

namespace plumb::pipeline {

namespace {

bool read_dates(const program::Program& program, const RunWishes& wishes, results::RunInputs& inputs, diagnostics::Sink& sink) {
  std::optional<base::Date> first = program.period_first;
  std::optional<base::Date> last = program.period_last;
  if (wishes.period) {
    const size_t dots = wishes.period->find("..");
    const bool has_dots = dots != std::string::npos;
    first = has_dots ? base::parse_date(wishes.period->substr(0, dots)) : std::nullopt;
    last = has_dots ? base::parse_date(wishes.period->substr(dots + 2)) : std::nullopt;
    if (!first || !last || *last < *first) {
      sink.report(diag::BadPeriodArgument{.found = *wishes.period});
      return false;
    }
  }
  // A reference date that the file names holds for its own period; another period brings its own last day.
  std::optional<base::Date> reference = wishes.period ? last : program.reference ? program.reference : last;
  if (wishes.as_of) {
    reference = base::parse_date(*wishes.as_of);
    if (!reference) {
      sink.report(diag::BadDateArgument{.found = *wishes.as_of});
      return false;
    }
  }
  if (!first || !last || !reference) {
    sink.report(diag::NoPeriod{});
    return false;
  }
  inputs.period_first = *first;
  inputs.period_last = *last;
  inputs.reference = *reference;
  return true;
}

program::TableId find_table(const program::Program& program, std::string_view name) {
  for (uint32_t i = 0; i < program.tables.size(); ++i) {
    const program::Table& table = program.tables[i];
    if (table.name == name || table.alias == name || table.stored == name) return program::TableId{i};
  }
  return {};
}

bool add_quarantine(const program::Program& program, const data::Data& data, const QuarantineWish& wish,
                    results::RunInputs& inputs, diagnostics::Sink& sink) {
  const size_t equals = wish.text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == wish.text.size()) {
    sink.report(diag::BadQuarantineArgument{.found = wish.text});
    return false;
  }
  std::string key = wish.text.substr(0, equals);
  program::TableId table = find_units(program).table;
  // A colon may stand in a key as well: it leads a table only if there is one of that name.
  if (const size_t colon = key.find(':'); colon != std::string::npos) {
    if (const program::TableId named = find_table(program, key.substr(0, colon)); named.valid()) {
      table = named;
      key.erase(0, colon + 1);
    }
  }
  const std::optional<uint32_t> row = table.valid() ? find_unit(program, data, table, key, sink) : std::nullopt;
  if (!row) return false;
  inputs.quarantine.push_back({.table = table,
                               .key = data::key_text(program, data, table, *row),
                               .reason = wish.text.substr(equals + 1),
                               .keeps_place = wish.keeps_place});
  return true;
}

}  // namespace

std::optional<results::RunInputs> make_inputs(const program::Program& program, const data::Data& data, const RunWishes& wishes,
                                              diagnostics::Sink& sink) {
  results::RunInputs inputs;
  inputs.assessment = program.assessment;
  if (!read_dates(program, wishes, inputs, sink)) return std::nullopt;
  for (const QuarantineWish& wish : wishes.quarantine) {
    if (!add_quarantine(program, data, wish, inputs, sink)) return std::nullopt;
  }
  return inputs;
}

std::optional<uint32_t> find_unit(const program::Program& program, const data::Data& data, program::TableId table,
                                  std::string_view text, diagnostics::Sink& sink) {
  const uint32_t by_key = data::find_row(program, data, table, text);
  if (by_key != UINT32_MAX) return by_key;
  std::vector<std::string> near;
  for (uint32_t row = 0; row < data.tables[table.value].row_count; ++row) {
    near.push_back(data::key_text(program, data, table, row));
    near.push_back(data::title_text(program, data, table, row));
    if (near.back() == text) return row;
  }
  // Suggesting over millions of rows would take longer than reading them.
  constexpr size_t SuggestLimit = 20000;
  diagnostics::Diagnostic& told = sink.report(diag::UnknownRow{.key = text, .table = program.at(table).name});
  if (near.size() <= SuggestLimit) told.suggest(diagnostics::suggest(text, near));
  return std::nullopt;
}

}  // namespace plumb::pipeline
