#include "diagnostics/render.h"
#include "pipeline/describe_place.h"
#include "pipeline/evaluation.h"
#include "program/dump_program.h"

namespace plumb::pipeline {

std::string show_cell(const Evaluation& evaluation, const program::Type& type, const program::Value& value,
                      source::Language language) {
  if (const auto* row = std::get_if<program::RowRef>(&value)) {
    return data::key_text(evaluation.program(), evaluation.data, row->table, row->row);
  }
  if (program::is_open(value)) {
    diagnostics::Sink sink;
    const PlaceView view{evaluation.program(), evaluation.data, evaluation.results};
    return diagnostics::render_title(report_place(view, value, sink), language);
  }
  return program::show_value(evaluation.program(), type, value, language);
}

}  // namespace plumb::pipeline
