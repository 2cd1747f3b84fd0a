#include "report/explain_row.h"

#include "report/cells.h"
#include "report/describe_place.h"
#include "report/summary.h"
#include "report/texts.h"

namespace plumb::report {

namespace {

using source::Language;

explain::Line statement(std::string text) { return {explain::LineKind::Statement, std::move(text), {}, {}, {}, {}}; }

explain::Section faults_section(const Evaluation& evaluation, const NamedRow& named, Language language) {
  explain::Section section{explain::SectionKind::Open, std::string(text(TextId::TitleFaults, language)), {}};
  const PlaceView view{evaluation.program(), evaluation.data(), evaluation.results};
  for (const data::Fault& fault : evaluation.data().faults) {
    if (fault.table != named.table || fault.row != named.row) continue;
    const diagnostics::Bilingual what = describe_fault(fault.kind);
    const std::string address = fault_address(view, fault);
    const std::string& words = language == Language::Zh ? what.zh : what.en;
    section.lines.push_back(statement(fault.found.empty() ? filled(TextId::CellOpen, language, {address, words})
                                                          : filled(TextId::FaultFound, language, {address, words, fault.found})));
  }
  return section;
}

explain::Section cells_section(const Evaluation& evaluation, const NamedRow& named, Language language) {
  explain::Section section{explain::SectionKind::Definition, std::string(text(TextId::TitleCells, language)), {}};
  const program::Program& program = evaluation.program();
  const program::Table& table = program.at(named.table);
  const data::TableData& rows = evaluation.data().tables[named.table.value];
  for (const program::ColumnId id : table.columns) {
    const program::Column& column = program.at(id);
    if (!rows.columns[data::column_position(program, id)].is_read) continue;
    const program::Value value = data::cell_value(program, evaluation.data(), named.table, id, named.row);
    explain::Line line{explain::LineKind::Cell, column.name, {}, {}, {}, {}};
    explain::ShownValue shown;
    if (program::is_open(value)) {
      shown = {explain::ValueState::Faulty, std::string(text(TextId::CountFaulty, language)), "", false};
    } else {
      const auto state = program::is_absent(value) ? explain::ValueState::Absent : explain::ValueState::Known;
      const bool is_number = std::holds_alternative<base::Number>(value);
      shown = {state, show_cell(evaluation, column.type, value, language), is_number ? column.type.shown_name : "", false};
    }
    line.value = std::move(shown);
    line.origin = explain::Origin{table.name,
                                  table.stored.empty() ? table.name : table.stored,
                                  data::key_text(program, evaluation.data(), named.table, named.row),
                                  column.name,
                                  column.stored.empty() ? column.name : column.stored,
                                  named.row < rows.origin.size() ? rows.origin[named.row] : -1,
                                  {},
                                  {}};
    section.lines.push_back(std::move(line));
  }
  return section;
}

}  // namespace

void complete_explanation(const Evaluation& evaluation, const NamedRow& named, Language language, explain::Explanation& told) {
  // Rows that nothing is defined of have nothing but their cells.
  const bool is_bare = told.sections.empty();
  explain::Section run{explain::SectionKind::Run, std::string(text(TextId::TitleRun, language)), {}};
  for (std::string& line : describe_run(evaluation, language)) run.lines.push_back(statement(std::move(line)));
  run.lines.push_back(statement(filled(TextId::HeadData, language, {evaluation.data().origin})));
  const std::vector<std::string> readings = describe_readings(evaluation, language);
  for (size_t i = 0; i < readings.size(); ++i) {
    // Each of them stands under the line that counts them.
    std::vector<explain::Line>& lines = i == 0 ? run.lines : run.lines.back().children;
    lines.push_back(statement(readings[i]));
  }
  for (const auto& one : evaluation.results.inputs.quarantine) {
    const std::string row = evaluation.program().at(one.table).name + ' ' + one.key;
    run.lines.push_back(statement(filled(TextId::RunQuarantine, language, {row, one.reason})));
  }
  told.sections.insert(told.sections.begin(), std::move(run));
  explain::Section faults = faults_section(evaluation, named, language);
  if (!faults.lines.empty()) told.sections.insert(told.sections.begin() + 1, std::move(faults));
  if (is_bare) told.sections.push_back(cells_section(evaluation, named, language));
}

}  // namespace plumb::report
