#include "pipeline/evaluation.h"
#include "pipeline/texts.h"

namespace plumb::pipeline {

namespace {

// RFC 4180: quoted where a comma, a quote or a line end stands in it.
void add_cell(const std::string& cell, std::string& out) {
  if (!out.empty() && out.back() != '\n') out += ',';
  if (cell.find_first_of(",\"\r\n") == std::string::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

// Sums of text would be computed by a spreadsheet: a cell that opens a formula gets an apostrophe.
std::string harmless(std::string cell) {
  const bool is_formula = !cell.empty() && std::string_view("=+@").find(cell.front()) != std::string_view::npos;
  return is_formula ? "'" + cell : cell;
}

}  // namespace

std::string render_evaluation_csv(const Evaluation& evaluation, const Summary& summary, source::Language language) {
  const program::Program& program = evaluation.program();
  const UnitView& view = summary.view;
  // A blank first cell would join the lines: every line starts with the key, which is never empty in sound data.
  std::string out = "\xEF\xBB\xBF";
  std::string line;
  add_cell(std::string(text(TextId::ColumnKey, language)), line);
  line += ',' + std::string(text(TextId::ColumnName, language));
  line += ',' + std::string(text(TextId::ColumnState, language));
  line += ',' + std::string(text(TextId::ColumnPlace, language));
  std::vector<uint32_t> columns;
  for (uint32_t i = 0; i < program.definitions.size(); ++i) {
    const program::Definition& definition = program.definitions[i];
    if (!view.table.valid() || definition.table != view.table) continue;
    columns.push_back(i);
    const std::string& measure = definition.type.shown_name;
    add_cell(definition.name + (measure.empty() ? "" : " (" + measure + ")"), line);
  }
  out += line + "\r\n";
  for (const UnitRow& unit : summary.units) {
    line.clear();
    TextId state = TextId::CountAbsent;
    switch (unit.state) {
      case UnitState::Faulty: state = TextId::CountFaulty; break;
      case UnitState::Pending: state = TextId::CountPending; break;
      case UnitState::Settled: state = TextId::StateSettled; break;
      case UnitState::Absent: state = TextId::CountAbsent; break;
      case UnitState::Outside: state = TextId::CountOutside; break;
    }
    const std::string key = data::key_text(program, evaluation.data, view.table, unit.row);
    line = key.empty() ? "\"\"" : "";
    if (!key.empty()) add_cell(harmless(key), line);
    add_cell(harmless(data::title_text(program, evaluation.data, view.table, unit.row)), line);
    add_cell(std::string(text(state, language)), line);
    add_cell(unit.place ? std::to_string(*unit.place) : "", line);
    for (const uint32_t column : columns) {
      const program::Value& value = evaluation.results.definitions[column].values[unit.row];
      const std::string shown = show_cell(evaluation, program.definitions[column].type, value, language);
      add_cell(std::holds_alternative<base::Number>(value) ? shown : harmless(shown), line);
    }
    out += line + "\r\n";
  }
  return out;
}

}  // namespace plumb::pipeline
