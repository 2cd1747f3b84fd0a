#include <algorithm>

#include "diagnostics/catalogue_data.h"
#include "diagnostics/catalogue_evaluation.h"
#include "report/describe_place.h"
#include "report/summary.h"
#include "report/texts.h"

namespace plumb::report {

void report_notes(const Evaluation& evaluation, const Summary& summary, bool is_shown, source::Language language,
                  diagnostics::Sink& sink) {
  report_quotas(evaluation, language, sink);
  if (!evaluation.data().faults.empty()) {
    const data::Fault& first = evaluation.data().faults.front();
    const PlaceView view{evaluation.program(), evaluation.data(), evaluation.results};
    sink.report(diag::FaultsInData{.count = evaluation.data().faults.size(),
                                   .address = fault_address(view, first),
                                   .fault = describe_fault(first.kind),
                                   .units = summary.faulty});
  }
  const auto open = std::find_if(summary.units.begin(), summary.units.end(), [](const UnitRow& unit) {
    return unit.state == UnitState::Faulty || unit.state == UnitState::Pending;
  });
  if (is_shown || open == summary.units.end()) return;
  std::string key = data::key_text(evaluation.program(), evaluation.data(), summary.view.table, open->row);
  if (summary.ways_on.empty()) {
    sink.report(diag::UnitsStillOpen{.faulty = summary.faulty, .pending = summary.pending, .key = std::move(key)});
    return;
  }
  sink.report(diag::UnitsWithoutResult{
      .faulty = summary.faulty,
      .pending = summary.pending,
      .key = std::move(key),
      .words = quarantine_words(summary.ways_on.front(), std::string(text(TextId::WordReason, language)))});
}

}  // namespace plumb::report
