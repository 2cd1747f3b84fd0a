#include <algorithm>

#include "report/evaluation.h"
#include "report/summary.h"

namespace plumb::report {

namespace {

using namespace program;

void add_faulty_values(const Evaluation& evaluation, Summary& summary) {
  const Program& program = evaluation.program();
  for (uint32_t i = 0; i < program.definitions.size(); ++i) {
    FaultyLine line{.definition = DefinitionId{i}, .count = 0, .rows = {}, .first = {}};
    const results::Values& values = evaluation.results.definitions[i].values;
    for (uint32_t row = 0; row < values.size(); ++row) {
      if (!std::holds_alternative<Faulty>(values[row])) continue;
      if (line.count++ == 0) line.first = values[row];
      if (program.definitions[i].table.valid() && line.rows.size() < FaultyLine::ShownRows) line.rows.push_back(row);
    }
    // The grade's own are listed unit by unit.
    if (line.count > 0 && line.definition != summary.view.grade) summary.faulty_values.push_back(std::move(line));
  }
}

struct RowOf {
  TableId table;
  uint32_t row = UINT32_MAX;
};

// The row that a place stands in: whoever takes that one out is rid of it. Without one nothing can be taken out.
RowOf row_of(const Evaluation& evaluation, const results::Place& place) {
  if (place.fault < evaluation.data().faults.size()) {
    const data::Fault& fault = evaluation.data().faults[place.fault];
    return {fault.table, fault.row};
  }
  RowOf found{place.table, place.row};
  if (!found.table.valid() && place.definition.valid()) found.table = evaluation.program().at(place.definition).table;
  if (place.kind == results::PlaceKind::TableBlocked && found.row == UINT32_MAX) {
    for (const data::Fault& fault : evaluation.data().faults) {
      if (fault.table == place.table) return {fault.table, fault.row};
    }
  }
  return found;
}

// Upwards along references; a faulty or absent one leads nowhere.
RowOf owner_in(const Evaluation& evaluation, RowOf from, TableId wanted) {
  const Program& program = evaluation.program();
  constexpr int MostSteps = 8;
  for (int step = 0; step < MostSteps && from.table.valid() && from.table != wanted; ++step) {
    RowOf parent;
    for (const ColumnId id : program.at(from.table).columns) {
      const Column& column = program.at(id);
      const data::ColumnData& cells = evaluation.data().tables[from.table.value].columns[data::column_position(program, id)];
      if (column.type.kind != TypeKind::Row || !cells.is_read) continue;
      // The cells of a row that is faulty as a whole still say whose it is.
      const bool is_good = cells.states.empty() || cells.states[from.row] == data::CellPresent;
      if (!is_good || cells.ints.empty()) continue;
      const RowOf candidate{column.type.table, static_cast<uint32_t>(cells.ints[from.row])};
      if (!parent.table.valid() || candidate.table == wanted) parent = candidate;
    }
    from = parent;
  }
  return from.table == wanted ? from : RowOf{};
}

void add_ways_on(const Evaluation& evaluation, Summary& summary) {
  constexpr size_t MostWays = 3;
  const Program& program = evaluation.program();
  const auto add = [&](const RowOf& one) {
    if (!one.table.valid() || one.row >= evaluation.data().tables[one.table.value].row_count) return;
    std::string key = data::key_text(program, evaluation.data(), one.table, one.row);
    if (key.empty()) return;
    if (one.table != summary.view.table) key = program.at(one.table).name + ':' + key;
    if (std::find(summary.ways_on.begin(), summary.ways_on.end(), key) == summary.ways_on.end()) {
      summary.ways_on.push_back(std::move(key));
    }
  };
  for (const UnitRow& unit : summary.units) {
    PlaceId id;
    if (const auto* faulty = std::get_if<Faulty>(&unit.grade)) id = faulty->place;
    if (const auto* pending = std::get_if<Pending>(&unit.grade)) id = pending->place;
    if (!id.valid() || id.value >= evaluation.results.places.size()) continue;
    const results::Place& place = evaluation.results.places[id.value];
    if (place.kind == results::PlaceKind::NotGivenValue || place.kind == results::PlaceKind::Quarantined) continue;
    const RowOf row = row_of(evaluation, place);
    if (!row.table.valid() || row.row == UINT32_MAX) continue;
    add(owner_in(evaluation, row, summary.view.table));
    if (place.kind == results::PlaceKind::DataFault || place.kind == results::PlaceKind::TableBlocked) add(row);
    if (summary.ways_on.size() >= MostWays) return;
  }
}

}  // namespace

std::string quarantine_words(const std::string& row, const std::string& reason) {
  const std::string word = row + '=' + reason;
  if (word.find_first_of(" \t\"'\\|&;<>()$`*?[]#~!{}") == std::string::npos) return "--quarantine " + word;
  std::string quoted;
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return "--quarantine '" + quoted + "'";
}

void summarise_faults(const Evaluation& evaluation, Summary& summary) {
  add_faulty_values(evaluation, summary);
  add_ways_on(evaluation, summary);
}

}  // namespace plumb::report
