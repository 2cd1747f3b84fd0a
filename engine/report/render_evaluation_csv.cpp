#include "report/cells.h"
#include "report/render_evaluation.h"
#include "report/summary.h"
#include "report/texts.h"
#include "report/write_csv.h"

namespace plumb::report {

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
    for (const TakenReading& one : taken_readings(evaluation, language)) {
      readings_ +=
          (readings_.empty() ? "" : say(TextId::ListSemicolon)) + filled(TextId::CellReading, language, {one.name, one.reading});
    }
    if (readings_.empty()) readings_ = say(evaluation.takes_other_readings ? TextId::WordYes : TextId::WordNo);
  }

  std::string write() {
    write_head();
    if (!table_.valid()) return csv_.take();
    if (is_of_units_) {
      for (const UnitRow& unit : summary_.units) write_row(unit.row, &unit);
    } else {
      for (const uint32_t one : rows_of(evaluation_, summary_, table_)) write_row(one, nullptr);
    }
    return csv_.take();
  }

 private:
  [[nodiscard]] std::string say(TextId id) const { return std::string(text(id, language_)); }

  void write_head() {
    csv_.word(say(TextId::ColumnKey));
    csv_.word(say(TextId::ColumnName));
    if (is_of_units_) {
      csv_.word(say(TextId::ColumnState));
      csv_.word(say(TextId::ColumnPlace));
    }
    for (const program::DefinitionId id : columns_) {
      const program::Definition& definition = program_.at(id);
      csv_.value_head(definition.type, head_of(definition));
      if (has_fulfilment(evaluation_, id)) csv_.text(filled(TextId::HeadFulfilment, language_, {head_of(definition)}));
    }
    for (const TextId id : {TextId::ColumnAssessment, TextId::ColumnPeriodFirst, TextId::ColumnPeriodLast,
                            TextId::ColumnReference, TextId::ColumnProvisional, TextId::ColumnReadings}) {
      csv_.word(say(id));
    }
    csv_.end_line();
  }

  void write_value(program::DefinitionId id, uint32_t at) {
    const program::Type& type = program_.at(id).type;
    const program::Value& value = evaluation_.results.at(id, at);
    std::string exact = duty_cell(evaluation_, id, at, language_).value_or(show_cell(evaluation_, type, value, language_));
    // So that a filter or a script finds what is open by how it begins.
    if (program::is_open(value)) {
      const bool is_faulty = std::holds_alternative<program::Faulty>(value);
      exact =
          filled(TextId::CellOpen, language_, {text(is_faulty ? TextId::CountFaulty : TextId::CountPending, language_), exact});
    }
    csv_.value(type, value, std::move(exact));
    if (has_fulfilment(evaluation_, id)) csv_.text(fulfilment_cell(evaluation_, id, at, language_, true));
  }

  void write_row(uint32_t at, const UnitRow* unit) {
    csv_.key(data::key_text(program_, evaluation_.data(), table_, at));
    csv_.text(data::title_text(program_, evaluation_.data(), table_, at));
    if (unit != nullptr) {
      csv_.word(say(state_text(unit->state)));
      csv_.word(unit->place ? std::to_string(*unit->place) : "");
    }
    for (const program::DefinitionId id : columns_) write_value(id, at);
    const results::RunInputs& inputs = evaluation_.results.inputs;
    csv_.word(std::to_string(inputs.assessment));
    csv_.word(base::to_string(inputs.period_first));
    csv_.word(base::to_string(inputs.period_last));
    csv_.word(base::to_string(inputs.reference));
    csv_.word(say(summary_.is_provisional ? TextId::WordYes : TextId::WordNo));
    csv_.text(readings_);
    csv_.end_line();
  }

  const Evaluation& evaluation_;
  const Summary& summary_;
  const program::Program& program_;
  Language language_;
  program::TableId table_;
  bool is_of_units_ = false;
  std::vector<program::DefinitionId> columns_;
  std::string readings_;  // no, or what was read otherwise
  CsvWriter csv_;
};

}  // namespace

std::string render_evaluation_csv(const Evaluation& evaluation, const Summary& summary, Language language) {
  return EvaluationCsv(evaluation, summary, language).write();
}

}  // namespace plumb::report
