#include "pipeline/csv_cells.h"
#include "pipeline/evaluation.h"
#include "pipeline/texts.h"

namespace plumb::pipeline {

namespace {

using source::Language;

TextId state_text(UnitState state) {
  switch (state) {
    case UnitState::Faulty: return TextId::CountFaulty;
    case UnitState::Pending: return TextId::CountPending;
    case UnitState::Settled: return TextId::StateSettled;
    case UnitState::Absent: return TextId::CountAbsent;
    case UnitState::Quarantined: return TextId::CountQuarantined;
    case UnitState::Outside: return TextId::CountOutside;
  }
  return TextId::CountAbsent;
}

class EvaluationCsv {
 public:
  EvaluationCsv(const Evaluation& evaluation, const Summary& summary, Language language)
      : evaluation_(evaluation), summary_(summary), program_(evaluation.program()), language_(language) {
    table_ = summary.listed.empty() ? summary.view.table : summary.listed.front();
    is_of_units_ = table_ == summary.view.table;
    if (table_.valid()) columns_ = definitions_of(program_, table_);
    readings_ = say(evaluation.takes_other_readings ? TextId::WordYes : TextId::WordNo);
    std::string taken;
    for (const TakenReading& one : taken_readings(evaluation, language)) {
      taken += (taken.empty() ? "" : say(TextId::ListSemicolon)) + filled(TextId::CellReading, language, {one.name, one.reading});
    }
    if (!taken.empty()) readings_ = harmless_cell(std::move(taken));
  }

  std::string write() {
    std::string out = "\xEF\xBB\xBF" + head() + "\r\n";
    if (!table_.valid()) return out;
    if (is_of_units_) {
      for (const UnitRow& unit : summary_.units) out += row(unit.row, &unit) + "\r\n";
    } else {
      for (const uint32_t one : rows_of(evaluation_, summary_, table_)) out += row(one, nullptr) + "\r\n";
    }
    return out;
  }

 private:
  [[nodiscard]] std::string say(TextId id) const { return std::string(text(id, language_)); }

  [[nodiscard]] std::string head() const {
    std::string line;
    add_csv_cell(say(TextId::ColumnKey), line);
    add_csv_cell(say(TextId::ColumnName), line);
    if (is_of_units_) {
      add_csv_cell(say(TextId::ColumnState), line);
      add_csv_cell(say(TextId::ColumnPlace), line);
    }
    for (const program::DefinitionId id : columns_) {
      const program::Definition& definition = program_.at(id);
      add_csv_cell(harmless_cell(head_of(definition)), line);
      if (is_quantity(definition.type)) add_csv_cell("≈" + head_of(definition), line);
      if (has_fulfilment(evaluation_, id))
        add_csv_cell(harmless_cell(filled(TextId::HeadFulfilment, language_, {head_of(definition)})), line);
    }
    for (const TextId id : {TextId::ColumnAssessment, TextId::ColumnPeriodFirst, TextId::ColumnPeriodLast,
                            TextId::ColumnReference, TextId::ColumnProvisional, TextId::ColumnReadings}) {
      add_csv_cell(say(id), line);
    }
    return line;
  }

  void add_value(program::DefinitionId id, uint32_t at, std::string& line) const {
    const program::Type& type = program_.at(id).type;
    const program::Value& value = evaluation_.results.at(id, at);
    std::string exact = duty_cell(evaluation_, id, at, language_).value_or(show_cell(evaluation_, type, value, language_));
    // So that a filter or a script finds what is open by how it begins.
    if (program::is_open(value)) {
      const bool is_faulty = std::holds_alternative<program::Faulty>(value);
      exact =
          filled(TextId::CellOpen, language_, {text(is_faulty ? TextId::CountFaulty : TextId::CountPending, language_), exact});
    }
    const bool is_number = std::holds_alternative<base::Number>(value);
    add_csv_cell(is_number ? exact_cell(std::move(exact)) : harmless_cell(std::move(exact)), line);
    if (is_quantity(type)) add_csv_cell(readable_cell(type, value), line);
    if (has_fulfilment(evaluation_, id)) add_csv_cell(harmless_cell(fulfilment_cell(evaluation_, id, at, language_, true)), line);
  }

  [[nodiscard]] std::string row(uint32_t at, const UnitRow* unit) const {
    const std::string key = data::key_text(program_, evaluation_.data, table_, at);
    std::string line = key.empty() ? "\"\"" : "";
    if (!key.empty()) add_csv_cell(harmless_cell(key), line);
    add_csv_cell(harmless_cell(data::title_text(program_, evaluation_.data, table_, at)), line);
    if (unit != nullptr) {
      add_csv_cell(say(state_text(unit->state)), line);
      add_csv_cell(unit->place ? std::to_string(*unit->place) : "", line);
    }
    for (const program::DefinitionId id : columns_) add_value(id, at, line);
    const results::RunInputs& inputs = evaluation_.results.inputs;
    add_csv_cell(std::to_string(inputs.assessment), line);
    add_csv_cell(base::to_string(inputs.period_first), line);
    add_csv_cell(base::to_string(inputs.period_last), line);
    add_csv_cell(base::to_string(inputs.reference), line);
    add_csv_cell(say(summary_.is_provisional ? TextId::WordYes : TextId::WordNo), line);
    add_csv_cell(readings_, line);
    return line;
  }

  const Evaluation& evaluation_;
  const Summary& summary_;
  const program::Program& program_;
  Language language_;
  program::TableId table_;
  bool is_of_units_ = false;
  std::vector<program::DefinitionId> columns_;
  std::string readings_;  // no, or what was read otherwise
};

}  // namespace

std::string render_evaluation_csv(const Evaluation& evaluation, const Summary& summary, Language language) {
  return EvaluationCsv(evaluation, summary, language).write();
}

}  // namespace plumb::pipeline
