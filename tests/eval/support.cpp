#include "eval/support.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "diagnostics/render.h"
#include "program/dump_program.h"
#include "support/apply_modes.h"
#include "support/find_folders.h"

namespace plumb::eval::test {

namespace {

std::string root() { return support::root().string(); }

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::unique_ptr<Rules> check_source(const std::string& name, const std::string& text, const std::vector<std::string>& folders,
                                    bool other_readings = false) {
  auto rules = std::make_unique<Rules>();
  const source::FileId main = rules->sources.add(name, support::reread_rules(text));
  const check::Loader load = [&](const std::string& target, source::FileId) -> std::optional<source::FileId> {
    for (const std::string& folder : folders) {
      const std::string path = folder + "/" + target + ".plumb";
      if (std::optional<std::string> used = read_file(path))
        return rules->sources.add(path, support::reread_rules(*std::move(used)));
    }
    return std::nullopt;
  };
  diagnostics::Sink sink;
  rules->program =
      check::check(rules->sources, main, load, {.with_findings = false, .take_other_readings = other_readings}, sink);
  for (const diagnostics::Diagnostic& one : sink.sorted()) {
    if (one.row->severity == diagnostics::Severity::Error) {
      rules->problems += diagnostics::render_text(one, rules->sources, source::Language::Zh, false);
    }
  }
  return rules;
}

data::RawCell raw_cell(const program::Column& column, const std::string& text) {
  if (text.empty() || text[0] == '#') return data::RawNull{};
  const program::Type& type = column.type;
  if (type.kind == program::TypeKind::Number) return data::RawDecimal{text};
  if (type.kind == program::TypeKind::Truth) return data::RawInteger{text == "是" ? 1 : 0};
  return data::RawText{text};
}

std::vector<data::RawTable> raw_tables(const program::Program& program, const Rows& rows) {
  std::vector<data::RawTable> tables(program.tables.size());
  for (size_t i = 0; i < tables.size(); ++i) {
    const program::Table& table = program.tables[i];
    tables[i].columns.resize(table.columns.size());
    const auto found = rows.find(table.name);
    if (found == rows.end()) continue;
    for (const std::vector<std::string>& cells : found->second) {
      tables[i].origin.push_back(static_cast<int64_t>(tables[i].origin.size()) + 1);
      for (size_t c = 0; c < table.columns.size(); ++c) {
        const std::string cell = c < cells.size() ? cells[c] : "";
        tables[i].columns[c].cells.push_back(raw_cell(program.at(table.columns[c]), cell));
        tables[i].columns[c].absence.push_back(!cell.empty() && cell[0] == '#' ? cell.substr(1) : "");
      }
    }
  }
  support::reorder_rows(tables);
  return tables;
}

constexpr std::array PlaceNames = {"JudgementPending",  "NotGivenValue", "TiePending",   "DataFault",     "ExceptionClash",
                                   "AnswerOutOfBounds", "StaleAnswer",   "LimitReached", "NoCaseHolds",   "DateOutOfRange",
                                   "BrokenPromise",     "TableBlocked",  "Quarantined",  "DivisionByZero"};

std::string place_name(const results::Place& place) { return PlaceNames.at(static_cast<size_t>(place.kind)); }

std::string failure_name(TestFailure failure) {
  constexpr std::array names = {"does not hold", "is open", "is known", "other rule", "rule holds", "unknown row"};
  return names.at(static_cast<size_t>(failure));
}

}  // namespace

program::TableId Rules::table(const std::string& name) const {
  for (uint32_t i = 0; i < program.tables.size(); ++i) {
    if (program.tables[i].name == name) return program::TableId{i};
  }
  return {};
}

program::DefinitionId Rules::definition(const std::string& name) const {
  for (uint32_t i = 0; i < program.definitions.size(); ++i) {
    if (program.definitions[i].name == name) return program::DefinitionId{i};
  }
  return {};
}

results::RunInputs Rules::inputs() const {
  results::RunInputs inputs;
  inputs.assessment = program.assessment;
  // A file that others use has no period of its own.
  inputs.period_first = program.period_first.value_or(*base::make_date(2020, 1, 1));
  inputs.period_last = program.period_last.value_or(*base::make_date(2020, 12, 31));
  inputs.reference = program.reference ? *program.reference : inputs.period_last;
  return inputs;
}

std::unique_ptr<Rules> check_text(const std::string& text, bool other_readings) {
  return check_source("test.plumb", text, {root() + "/rules", root() + "/stdlib"}, other_readings);
}

std::unique_ptr<Rules> check_file(const std::string& path) {
  const std::string full = root() + "/" + path;
  const std::string folder = full.substr(0, full.rfind('/'));
  return check_source(path, read_file(full).value_or(""), {folder, root() + "/rules", root() + "/stdlib"});
}

data::Data read_rows(const Rules& rules, const Rows& rows) {
  return data::build_data(rules.program, raw_tables(rules.program, rows), rules.program.assessment);
}

std::string show_result(const Rules& rules, const data::Data& data, const results::Results& results, const std::string& name,
                        const std::string& key) {
  const program::Program& program = rules.program;
  const program::DefinitionId id = rules.definition(name);
  if (!id.valid()) return "no definition " + name;
  const program::TableId table = program.at(id).table;
  const uint32_t row = table.valid() ? data::find_row(program, data, table, key) : 0;
  if (row == UINT32_MAX) return "no row " + key;
  const program::Value& value = results.at(id, row);
  if (const auto* pending = std::get_if<program::Pending>(&value))
    return "待定:" + place_name(results.places[pending->place.value]);
  if (const auto* faulty = std::get_if<program::Faulty>(&value)) return "有误:" + place_name(results.places[faulty->place.value]);
  return program::show_value(program, program.at(id).type, value, source::Language::Zh);
}

int32_t Evaluated::fired(const std::string& name, const std::string& key) const {
  const program::DefinitionId id = rules->definition(name);
  return results.definitions[id.value].fired[data::find_row(rules->program, data, rules->program.at(id).table, key)];
}

Evaluated run_rows(std::unique_ptr<Rules> rules, const Rows& rows, const std::vector<results::RunInputs::Quarantine>& out) {
  Evaluated run;
  run.inputs = rules->inputs();
  run.inputs.quarantine = out;
  run.data = read_rows(*rules, rows);
  run.results = evaluate(rules->program, run.data, run.inputs);
  run.rules = std::move(rules);
  return run;
}

Evaluated run_text(const std::string& text, const Rows& rows) {
  std::unique_ptr<Rules> rules = check_text(text);
  if (!rules->problems.empty()) throw std::runtime_error(rules->problems);  // the test fails and shows them
  return run_rows(std::move(rules), rows);
}

std::string failures_of(const Rules& rules) {
  std::string text;
  const program::Program& program = rules.program;
  for (const TestOutcome& outcome : run_tests(program, rules.inputs())) {
    for (const FailedExpectation& failure : outcome.failures) {
      const source::Position at = rules.sources.text(failure.span.file).position(failure.span.begin);
      text += outcome.title + " line " + std::to_string(at.line) + ": " + failure_name(failure.failure);
      if (failure.definition.valid()) {
        const program::Definition& definition = program.at(failure.definition);
        text += " " + failure.row_key + "." + definition.name + " = " +
                program::show_value(program, definition.type, failure.found, source::Language::Zh);
      }
      if (program::is_open(failure.found)) text += " <" + place_name(failure.place) + " " + failure.place.detail + ">";
      if (failure.not_given.valid()) text += " not given: " + program.at(failure.not_given).name;
      if (!failure.wanted.empty()) text += " wanted " + failure.wanted + " fired " + failure.fired;
      text += "\n";
    }
  }
  return text;
}

}  // namespace plumb::eval::test
