#include <algorithm>

#include "pipeline/evaluation.h"
#include "pipeline/texts.h"

namespace plumb::pipeline {

namespace {

using source::Language;

constexpr int ReadablePlaces = 6;

// Blanks and semicolons too: in many countries a spreadsheet splits at those.
bool wants_quotes(const std::string& cell) {
  return cell.find_first_of(",;\t\"\r\n") != std::string::npos || (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
}

// RFC 4180.
void add_cell(const std::string& cell, std::string& line) {
  if (!line.empty()) line += ',';
  if (!wants_quotes(cell)) {
    line += cell;
    return;
  }
  line += '"';
  for (const char c : cell) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

// A spreadsheet computes a text that opens a formula, in full width too: an apostrophe makes it a text. One that starts with
// an apostrophe gets another, so that taking one away gives back what was there.
std::string harmless(std::string cell) {
  constexpr std::string_view Openers[] = {"=", "+", "-", "@", "\t", "\r", "\n", "'",
                                          "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  const bool is_formula = std::any_of(std::begin(Openers), std::end(Openers), [&](std::string_view one) { return cell.starts_with(one); });
  return is_formula ? "'" + cell : cell;
}

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

// A number that need not be whole takes two columns: exact, and for the eye.
bool is_quantity(const program::Type& type) { return type.kind == program::TypeKind::Number && !type.is_whole; }

class CsvWriter {
 public:
  CsvWriter(const Evaluation& evaluation, const Summary& summary, Language language)
      : evaluation_(evaluation), summary_(summary), program_(evaluation.program()), language_(language) {
    table_ = summary.listed.empty() ? summary.view.table : summary.listed.front();
    is_of_units_ = table_ == summary.view.table;
    if (table_.valid()) columns_ = definitions_of(program_, table_);
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
    add_cell(say(TextId::ColumnKey), line);
    add_cell(say(TextId::ColumnName), line);
    if (is_of_units_) {
      add_cell(say(TextId::ColumnState), line);
      add_cell(say(TextId::ColumnPlace), line);
    }
    for (const program::DefinitionId id : columns_) {
      const program::Definition& definition = program_.at(id);
      add_cell(harmless(head_of(definition)), line);
      if (is_quantity(definition.type)) add_cell("≈" + head_of(definition), line);
    }
    for (const TextId id : {TextId::ColumnAssessment, TextId::ColumnPeriodFirst, TextId::ColumnPeriodLast, TextId::ColumnReference,
                            TextId::ColumnProvisional}) {
      add_cell(say(id), line);
    }
    return line;
  }

  void add_value(program::DefinitionId id, uint32_t at, std::string& line) const {
    const program::Type& type = program_.at(id).type;
    const program::Value& value = evaluation_.results.at(id, at);
    std::string exact = show_cell(evaluation_, type, value, language_);
    // So that a filter or a script finds what is open by how it begins.
    if (program::is_open(value)) {
      const bool is_faulty = std::holds_alternative<program::Faulty>(value);
      exact = filled(TextId::CellOpen, language_, {text(is_faulty ? TextId::CountFaulty : TextId::CountPending, language_), exact});
    }
    const auto* number = std::get_if<base::Number>(&value);
    if (number != nullptr) {
      if (const size_t slash = exact.find('/'); slash != std::string::npos) exact.replace(slash, 1, "÷");
      add_cell(exact, line);
    } else {
      add_cell(harmless(std::move(exact)), line);
    }
    if (!is_quantity(type)) return;
    std::string shown;
    if (number != nullptr) {
      const base::Number inner = type.shown_factor.is_zero() ? *number : number->divided_by(type.shown_factor);
      shown = inner.to_decimal(ReadablePlaces, base::RoundingMode::HalfUp);
      shown.erase(shown.find_last_not_of('0') + 1);
      if (shown.ends_with('.')) shown.pop_back();
    }
    add_cell(shown, line);
  }

  [[nodiscard]] std::string row(uint32_t at, const UnitRow* unit) const {
    const std::string key = data::key_text(program_, evaluation_.data, table_, at);
    std::string line = key.empty() ? "\"\"" : "";
    if (!key.empty()) add_cell(harmless(key), line);
    add_cell(harmless(data::title_text(program_, evaluation_.data, table_, at)), line);
    if (unit != nullptr) {
      add_cell(say(state_text(unit->state)), line);
      add_cell(unit->place ? std::to_string(*unit->place) : "", line);
    }
    for (const program::DefinitionId id : columns_) add_value(id, at, line);
    const results::RunInputs& inputs = evaluation_.results.inputs;
    add_cell(std::to_string(inputs.assessment), line);
    add_cell(base::to_string(inputs.period_first), line);
    add_cell(base::to_string(inputs.period_last), line);
    add_cell(base::to_string(inputs.reference), line);
    add_cell(say(summary_.is_provisional ? TextId::WordYes : TextId::WordNo), line);
    return line;
  }

  const Evaluation& evaluation_;
  const Summary& summary_;
  const program::Program& program_;
  Language language_;
  program::TableId table_;
  bool is_of_units_ = false;
  std::vector<program::DefinitionId> columns_;
};

}  // namespace

std::string render_evaluation_csv(const Evaluation& evaluation, const Summary& summary, Language language) {
  return CsvWriter(evaluation, summary, language).write();
}

}  // namespace plumb::pipeline
