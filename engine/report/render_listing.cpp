#include "program/dump_program.h"
#include "report/cells.h"
#include "report/evaluation.h"
#include "report/render_evaluation.h"
#include "report/summary.h"
#include "report/texts.h"
#include "report/write_table.h"

namespace plumb::report {

std::string render_listing(const Evaluation& evaluation, const Summary& summary, program::TableId table,
                           source::Language language, bool colour) {
  const program::Program& program = evaluation.program();
  const std::vector<program::DefinitionId> definitions = definitions_of(program, table);
  const std::vector<uint32_t> rows = rows_of(evaluation, summary, table);
  const std::string title = filled(TextId::TitleWithCount, language, {program.at(table).name, std::to_string(rows.size())});
  TextTable listing;
  listing.heads = {std::string(text(TextId::ColumnKey, language)), std::string(text(TextId::ColumnName, language))};
  listing.is_number = {false, false};
  for (const program::DefinitionId id : definitions) {
    listing.heads.push_back(head_of(program.at(id)));
    listing.is_number.push_back(program.at(id).type.kind == program::TypeKind::Number);
  }
  for (const uint32_t row : rows) {
    const std::string key = data::key_text(program, evaluation.data(), table, row);
    const std::string name = data::title_text(program, evaluation.data(), table, row);
    std::vector<std::string> cells = {key, name == key ? "" : name};
    for (const program::DefinitionId id : definitions) {
      const program::Value& value = evaluation.results.at(id, row);
      const program::Type& type = program.at(id).type;
      // Why a value is open would push the columns apart: it is told below, and in the explanation.
      std::string cell = program::is_open(value) ? program::show_value(program, type, value, language)
                                                 : show_readable(evaluation, type, value, language);
      cell = duty_cell(evaluation, id, row, language).value_or(std::move(cell));
      const std::string fulfilment = fulfilment_cell(evaluation, id, row, language, false);
      cells.push_back(fulfilment.empty() ? std::move(cell) : filled(TextId::NormWithFulfilment, language, {cell, fulfilment}));
    }
    listing.rows.push_back(std::move(cells));
  }
  return '\n' + (colour ? "\033[1m" + title + "\033[0m" : title) + '\n' + render_columns(listing, 2);
}

}  // namespace plumb::report
