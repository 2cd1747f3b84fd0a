#include "report/describe_place.h"

#include "diagnostics/abort_internal.h"
#include "diagnostics/catalogue_evaluation.h"
#include "report/texts.h"

namespace plumb::report {

namespace {

using results::PlaceKind;

std::string definition_name(const PlaceView& view, const results::Place& place) {
  if (place.definition.valid()) return view.program.at(place.definition).name;
  if (place.parameter.valid()) return view.program.at(place.parameter).name;
  return place.detail;
}

// The key of the row that a place speaks of; the detail where it has none.
std::string subject_of(const PlaceView& view, const results::Place& place) {
  program::TableId table = place.table;
  if (!table.valid() && place.definition.valid()) table = view.program.at(place.definition).table;
  if (!table.valid() || place.row == UINT32_MAX || place.row >= view.data.tables[table.value].row_count) {
    return place.detail;
  }
  return data::key_text(view.program, view.data, table, place.row);
}

// With its row, as the expectation of a test names it: A1.总分.
std::string value_name(const PlaceView& view, const results::Place& place) {
  const std::string name = definition_name(view, place);
  const program::TableId table = place.definition.valid() ? view.program.at(place.definition).table : program::TableId{};
  if (!table.valid() || place.row >= view.data.tables[table.value].row_count) return name;
  return data::key_text(view.program, view.data, table, place.row) + "." + name;
}

diagnostics::Diagnostic& report_fault(const PlaceView& view, const results::Place& place, diagnostics::Sink& sink) {
  if (place.fault >= view.data.faults.size())
    diagnostics::abort_internal("describe_place", "a fault that the data does not have");
  const data::Fault& fault = view.data.faults[place.fault];
  std::string where = data::key_text(view.program, view.data, fault.table, fault.row);
  if (fault.column.valid()) where += "." + view.program.at(fault.column).name;
  return sink.report(
      diag::OpenDataFault{.table = view.program.at(fault.table).name, .address = where, .fault = describe_fault(fault.kind)});
}

}  // namespace

diagnostics::Bilingual describe_fault(data::FaultKind kind) {
  const auto both = [](TextId id) {
    return diagnostics::Bilingual{std::string(text(id, source::Language::Zh)), std::string(text(id, source::Language::En))};
  };
  switch (kind) {
    case data::FaultKind::MissingCell: return both(TextId::FaultMissingCell);
    case data::FaultKind::WrongStorage: return both(TextId::FaultWrongStorage);
    case data::FaultKind::OutOfRange: return both(TextId::FaultOutOfRange);
    case data::FaultKind::TooLong: return both(TextId::FaultTooLong);
    case data::FaultKind::TooManyDecimals: return both(TextId::FaultTooManyDecimals);
    case data::FaultKind::BadDate: return both(TextId::FaultBadDate);
    case data::FaultKind::BadLabel: return both(TextId::FaultBadLabel);
    case data::FaultKind::BadText: return both(TextId::FaultBadText);
    case data::FaultKind::BadAbsence: return both(TextId::FaultBadAbsence);
    case data::FaultKind::Orphan: return both(TextId::FaultOrphan);
    case data::FaultKind::DuplicateKey: return both(TextId::FaultDuplicateKey);
    case data::FaultKind::MissingKey: return both(TextId::FaultMissingKey);
    case data::FaultKind::LineageCycle: return both(TextId::FaultLineageCycle);
    case data::FaultKind::NotGiven: return both(TextId::FaultNotGiven);
  }
  return {};
}

std::string fault_address(const PlaceView& view, const data::Fault& fault) {
  std::string out = view.program.at(fault.table).name + " " + data::key_text(view.program, view.data, fault.table, fault.row);
  if (fault.column.valid()) out += "." + view.program.at(fault.column).name;
  return out;
}

diagnostics::Diagnostic& report_place(const PlaceView& view, program::PlaceId id, diagnostics::Sink& sink) {
  if (!id.valid() || id.value >= view.results.places.size()) {
    diagnostics::abort_internal("describe_place", "a place that the results do not have");
  }
  const results::Place& place = view.results.places[id.value];
  const std::string name = definition_name(view, place);
  switch (place.kind) {
    case PlaceKind::JudgementPending:
      return sink.report(diag::OpenJudgement{.judgement = name, .subject = subject_of(view, place)});
    case PlaceKind::NotGivenValue: return sink.report(diag::OpenNotGiven{.name = name});
    case PlaceKind::TiePending:
      return sink.report(
          diag::OpenTie{.ranking = name, .subject = place.detail.empty() ? subject_of(view, place) : place.detail});
    case PlaceKind::DataFault: return report_fault(view, place, sink);
    case PlaceKind::ExceptionClash:
      return sink.report(diag::OpenExceptionClash{.definition = value_name(view, place), .rules = place.detail});
    case PlaceKind::AnswerOutOfBounds: return sink.report(diag::OpenAnswerOutOfBounds{.judgement = name, .answer = place.detail});
    case PlaceKind::StaleAnswer: return sink.report(diag::OpenStaleAnswer{.judgement = name, .subject = subject_of(view, place)});
    case PlaceKind::LimitReached: return sink.report(diag::OpenLimit{.definition = value_name(view, place)});
    case PlaceKind::NoCaseHolds: return sink.report(diag::OpenNoCase{.definition = value_name(view, place)});
    case PlaceKind::DateOutOfRange: return sink.report(diag::OpenDate{.definition = value_name(view, place)});
    case PlaceKind::BrokenPromise:
      return sink.report(
          diag::OpenPromise{.definition = value_name(view, place), .detail = place.detail.empty() ? "-" : place.detail});
    case PlaceKind::TableBlocked:
      return sink.report(diag::OpenTable{.table = place.table.valid() ? view.program.at(place.table).name : name});
    case PlaceKind::Quarantined:
      return sink.report(diag::OpenQuarantined{.subject = subject_of(view, place), .reason = place.detail});
    case PlaceKind::DivisionByZero:  // a divisor that was promised to be above zero
      return sink.report(diag::OpenPromise{.definition = value_name(view, place), .detail = "0"});
  }
  diagnostics::abort_internal("describe_place", "a place of no kind");
}

diagnostics::Diagnostic& report_place(const PlaceView& view, const program::Value& value, diagnostics::Sink& sink) {
  if (const auto* pending = std::get_if<program::Pending>(&value)) return report_place(view, pending->place, sink);
  if (const auto* faulty = std::get_if<program::Faulty>(&value)) return report_place(view, faulty->place, sink);
  diagnostics::abort_internal("describe_place", "a value that is known");
}

}  // namespace plumb::report
