#include "diagnostics/render.h"
#include "program/dump_program.h"
#include "report/cells.h"
#include "report/describe_place.h"
#include "report/evaluation.h"

namespace plumb::report {

std::string show_cell(const Evaluation& evaluation, const program::Type& type, const program::Value& value,
                      source::Language language) {
  if (const auto* row = std::get_if<program::RowRef>(&value)) {
    return data::key_text(evaluation.program(), evaluation.data(), row->table, row->row);
  }
  if (program::is_open(value)) {
    diagnostics::Sink sink;
    const PlaceView view{evaluation.program(), evaluation.data(), evaluation.results};
    return diagnostics::render_title(report_place(view, value, sink), language);
  }
  return program::show_value(evaluation.program(), type, value, language);
}

// A fraction that does not end is hard to compare by eye: here, and only here, four places and a sign that
// says so stand for it. The exact value is in the JSON and CSV outputs and in the explanation.
std::string show_readable(const Evaluation& evaluation, const program::Type& type, const program::Value& value,
                          source::Language language) {
  const auto* number = std::get_if<base::Number>(&value);
  if (number == nullptr) return show_cell(evaluation, type, value, language);
  const base::Number shown = type.shown_factor.is_zero() ? *number : number->divided_by(type.shown_factor);
  return shown.terminates() ? shown.to_string() : "≈" + shown.to_decimal(4, base::RoundingMode::HalfUp);
}

std::string head_of(const program::Definition& definition) {
  const std::string& measure = definition.type.shown_name;
  return measure.empty() ? definition.name : definition.name + " (" + measure + ")";
}

}  // namespace plumb::report
