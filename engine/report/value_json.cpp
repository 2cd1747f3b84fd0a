#include "report/value_json.h"

#include <nlohmann/json.hpp>

#include "program/dump_program.h"

namespace plumb::report {

namespace {

using source::Language;

// Counts and places: whole numbers without a measure, which every JSON reader keeps exactly up to 2^53.
bool is_count(const program::Type& type) { return type.is_whole && !type.is_ratio && type.dimension.is_dimensionless(); }

Json number_json(const Evaluation& evaluation, const program::Type& type, const base::Number& number) {
  constexpr int64_t MostExact = int64_t{1} << 53;
  const std::optional<int64_t> whole = number.to_int64();
  if (is_count(type) && whole && *whole <= MostExact && *whole >= -MostExact) return *whole;
  return {{"value", program::show_value(evaluation.program(), type, number, Language::Zh)}, {"measure", type.shown_name}};
}

struct Writer {
  const Evaluation& evaluation;
  const program::Type& type;

  Json operator()(const program::Absent& absent) const {
    return {{"absent", evaluation.program().absence_kinds[absent.kind.value].name}};
  }
  Json operator()(const base::Number& number) const { return number_json(evaluation, type, number); }
  Json operator()(bool truth) const { return truth; }
  Json operator()(const program::Label& label) const { return evaluation.program().at(label.enumeration).labels[label.index]; }
  Json operator()(const base::Date& date) const { return base::to_string(date); }
  Json operator()(const base::Span& span) const { return {{"months", span.months}, {"days", span.days}}; }
  Json operator()(const program::RowRef& row) const {
    return data::key_text(evaluation.program(), evaluation.data(), row.table, row.row);
  }
  Json operator()(const std::string& value) const { return value; }
  Json operator()(const program::NameSet& set) const { return set.names; }
  Json operator()(const program::SpanSet& set) const {
    Json entries = Json::array();
    for (const auto& entry : set.entries) {
      entries.push_back({{"first", base::to_string(entry.first)}, {"end", base::to_string(entry.end)}});
    }
    return entries;
  }
  Json operator()(const program::Pending& pending) const { return {{"pending", pending.place.value}}; }
  Json operator()(const program::Faulty& faulty) const { return {{"faulty", faulty.place.value}}; }
  // Only between a settlement and its aggregate: never in results.
  Json operator()(const program::LeftOut&) const { return nullptr; }
};

}  // namespace

Json value_json(const Evaluation& evaluation, const program::Type& type, const program::Value& value) {
  return std::visit(Writer{evaluation, type}, value);
}

std::string_view type_word(const program::Type& type) {
  switch (type.kind) {
    case program::TypeKind::Unknown: return "unknown";
    case program::TypeKind::Number: return is_count(type) ? "count" : type.is_ratio ? "ratio" : "number";
    case program::TypeKind::Truth: return "truth";
    case program::TypeKind::Text: return "text";
    case program::TypeKind::Date: return "date";
    case program::TypeKind::Duration: return "duration";
    case program::TypeKind::Label: return "label";
    case program::TypeKind::Row: return "row";
    case program::TypeKind::NameSet: return "names";
    case program::TypeKind::Spans: return "spans";
  }
  return "unknown";
}

}  // namespace plumb::report
