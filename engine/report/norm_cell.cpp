#include <algorithm>

#include "report/cells.h"
#include "report/evaluation.h"
#include "report/texts.h"

namespace plumb::report {

namespace {

using source::Language;

// Null: the definition is no norm.
const results::NormResult* norm_of(const Evaluation& evaluation, program::DefinitionId id) {
  const auto& norms = evaluation.results.norms;
  const auto found = std::find_if(norms.begin(), norms.end(), [&](const results::NormResult& one) {
    return evaluation.program().norms[one.norm].definition == id;
  });
  return found == norms.end() ? nullptr : &*found;
}

}  // namespace

bool has_fulfilment(const Evaluation& evaluation, program::DefinitionId id) {
  const results::NormResult* norm = norm_of(evaluation, id);
  return norm != nullptr && evaluation.program().norms[norm->norm].fulfilled.valid();
}

std::string fulfilment_cell(const Evaluation& evaluation, program::DefinitionId id, uint32_t row, Language language,
                            bool with_reason) {
  const results::NormResult* norm = norm_of(evaluation, id);
  if (norm == nullptr) return "";
  // Rows are met in their order.
  const auto found = std::lower_bound(norm->rows.begin(), norm->rows.end(), row);
  if (found == norm->rows.end() || *found != row) return "";
  const program::Value& value = norm->fulfilled[static_cast<size_t>(found - norm->rows.begin())];
  if (const bool* is_met = std::get_if<bool>(&value)) {
    return std::string(text(*is_met ? TextId::NormFulfilled : TextId::NormUnfulfilled, language));
  }
  if (!program::is_open(value)) return "";
  const bool is_faulty = std::holds_alternative<program::Faulty>(value);
  const std::string state(text(is_faulty ? TextId::CountFaulty : TextId::CountPending, language));
  return with_reason ? filled(TextId::CellOpen, language, {state, show_cell(evaluation, {}, value, language)})
                     : filled(TextId::NormFulfilmentOpen, language, {state});
}

std::optional<std::string> duty_cell(const Evaluation& evaluation, program::DefinitionId id, uint32_t row, Language language) {
  if (evaluation.program().at(id).word != program::ConstructWord::Duty) return std::nullopt;
  const program::Value value = evaluation.results.at(id, row);
  const bool* is_bound = std::get_if<bool>(&value);
  if (is_bound == nullptr) return std::nullopt;
  return std::string(text(*is_bound ? TextId::DutyBound : TextId::DutyNotBound, language));
}

}  // namespace plumb::report
