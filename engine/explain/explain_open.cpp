#include "explain/teller.h"

namespace plumb::explain {

using namespace program;
using results::Place;
using results::PlaceKind;

namespace {

const Place* place_of(const Teller& t, const Value& value) {
  PlaceId id;
  if (const auto* pending = std::get_if<Pending>(&value)) id = pending->place;
  if (const auto* faulty = std::get_if<Faulty>(&value)) id = faulty->place;
  return id.valid() && id.value < t.results.places.size() ? &t.results.places[id.value] : nullptr;
}

const Phrase& fault_phrase(data::FaultKind kind) {
  switch (kind) {
    case data::FaultKind::MissingCell: return word::FaultMissingCell;
    case data::FaultKind::WrongStorage: return word::FaultWrongStorage;
    case data::FaultKind::OutOfRange: return word::FaultOutOfRange;
    case data::FaultKind::TooLong: return word::FaultTooLong;
    case data::FaultKind::TooManyDecimals: return word::FaultTooManyDecimals;
    case data::FaultKind::BadDate: return word::FaultBadDate;
    case data::FaultKind::BadLabel: return word::FaultBadLabel;
    case data::FaultKind::BadText: return word::FaultBadText;
    case data::FaultKind::BadAbsence: return word::FaultBadAbsence;
    case data::FaultKind::Orphan: return word::FaultOrphan;
    case data::FaultKind::DuplicateKey: return word::FaultDuplicateKey;
    case data::FaultKind::MissingKey: return word::FaultMissingKey;
    case data::FaultKind::LineageCycle: return word::FaultLineageCycle;
    case data::FaultKind::NotGiven: return word::FaultNotGiven;
  }
  return word::FaultMissingCell;
}

const Phrase& place_phrase(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::JudgementPending: return word::PlaceJudgement;
    case PlaceKind::NotGivenValue: return word::PlaceNotGiven;
    case PlaceKind::TiePending: return word::PlaceTie;
    case PlaceKind::DataFault: return word::PlaceDataFault;
    case PlaceKind::ExceptionClash: return word::PlaceClash;
    case PlaceKind::AnswerOutOfBounds: return word::PlaceAnswerBounds;
    case PlaceKind::StaleAnswer: return word::PlaceStaleAnswer;
    case PlaceKind::LimitReached: return word::PlaceLimit;
    case PlaceKind::NoCaseHolds: return word::PlaceNoCase;
    case PlaceKind::DateOutOfRange: return word::PlaceDate;
    case PlaceKind::BrokenPromise: return word::PlacePromise;
    case PlaceKind::TableBlocked: return word::PlaceBlocked;
    case PlaceKind::Quarantined: return word::PlaceQuarantined;
    case PlaceKind::DivisionByZero: return word::PlaceDivision;
  }
  return word::PlaceDataFault;
}

std::string subject_of(const Teller& t, const Place& place) {
  if (place.parameter.valid()) {
    const Parameter& parameter = t.program.at(place.parameter);
    return name_of(t, parameter.name, parameter.alias);
  }
  return place.definition.valid() ? name_of(t, place.definition) : std::string();
}

std::string with_detail(const Teller& t, std::string text, const std::string& detail) {
  return detail.empty() ? std::move(text) : t.say(word::WithDetail, {text, detail});
}

std::string fault_text(const Teller& t, const data::Fault& fault) {
  const std::string column = fault.column.valid() ? name_of(t, fault.column) : std::string();
  std::string text = with_detail(t, t.say(fault_phrase(fault.kind)), fault.found);
  if (!column.empty()) {
    text = t.say(word::ColumnSays, {column, text});
  }
  return t.say(word::InRow, {name_of(t, fault.table), data::key_text(t.program, t.data, fault.table, fault.row), text});
}

}  // namespace

std::string open_reason(const Teller& t, const Value& value) {
  const Place* place = place_of(t, value);
  if (place == nullptr) {
    return t.say(word::PlaceUnknown);
  }
  if (place->kind == PlaceKind::DataFault && place->fault < t.data.faults.size()) {
    return fault_text(t, t.data.faults[place->fault]);
  }
  const bool has_row = place->table.valid() && place->row != UINT32_MAX;
  const std::string row = has_row ? row_name(t, place->table, place->row) : std::string();
  const bool blocks = place->kind == PlaceKind::TableBlocked;
  const bool has_fault = blocks && place->fault < t.data.faults.size();
  const std::string detail = has_fault ? fault_text(t, t.data.faults[place->fault]) : place->detail;
  std::string text = with_detail(t, t.say(place_phrase(place->kind), {subject_of(t, *place)}), detail);
  return row.empty() || has_fault ? text : t.say(word::AtRow, {row, text});
}

void append_open(Teller& t, const Value& value, Lines& lines) {
  if (is_open(value) && t.told_reasons.insert(open_reason(t, value)).second) {
    lines.push_back(open_line(t, value));
  }
}

Line open_line(const Teller& t, const Value& value) {
  const bool is_pending = std::holds_alternative<Pending>(value);
  Line line = line_of(LineKind::Open, t.say(is_pending ? word::PendingBecause : word::FaultyBecause, {open_reason(t, value)}));
  const Place* place = place_of(t, value);
  if (place == nullptr) {
    return line;
  }
  if (place->kind == PlaceKind::DataFault && place->fault < t.data.faults.size()) {
    const data::Fault& fault = t.data.faults[place->fault];
    line.origin = origin_of(t, fault.table, fault.row, fault.column);
  } else if (place->kind == PlaceKind::JudgementPending && place->definition.valid() && place->table.valid() &&
             place->row != UINT32_MAX) {
    if (const auto* by = std::get_if<ByJudgement>(&t.program.at(place->definition).by)) {
      line.children = answer_lines(t, by->judgement, data::key_text(t.program, t.data, place->table, place->row));
    }
  }
  return line;
}

}  // namespace plumb::explain
