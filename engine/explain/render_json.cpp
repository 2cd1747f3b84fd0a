#include <nlohmann/json.hpp>

#include "explain/explain.h"

namespace plumb::explain {

std::string_view kind_word(LineKind kind) {
  switch (kind) {
    case LineKind::Statement: return "statement";
    case LineKind::Value: return "value";
    case LineKind::Formula: return "formula";
    case LineKind::Part: return "part";
    case LineKind::Rule: return "rule";
    case LineKind::Place: return "place";
    case LineKind::Key: return "key";
    case LineKind::Cut: return "cut";
    case LineKind::Parameter: return "parameter";
    case LineKind::Aggregate: return "aggregate";
    case LineKind::Member: return "member";
    case LineKind::LeftOut: return "left_out";
    case LineKind::Cell: return "cell";
    case LineKind::Settled: return "settled";
    case LineKind::Answer: return "answer";
    case LineKind::Norm: return "norm";
    case LineKind::Basis: return "basis";
    case LineKind::Open: return "open";
    case LineKind::Condition: return "condition";
    case LineKind::More: return "more";
  }
  return "";
}

std::string_view kind_word(SectionKind kind) {
  switch (kind) {
    case SectionKind::Run: return "run";
    case SectionKind::Scope: return "scope";
    case SectionKind::Grade: return "grade";
    case SectionKind::Ranking: return "ranking";
    case SectionKind::Score: return "score";
    case SectionKind::Checks: return "checks";
    case SectionKind::Judgements: return "judgements";
    case SectionKind::Norms: return "norms";
    case SectionKind::Parameters: return "parameters";
    case SectionKind::Assumptions: return "assumptions";
    case SectionKind::Open: return "open";
    case SectionKind::WhyNot: return "why_not";
    case SectionKind::Definition: return "definition";
  }
  return "";
}

namespace {

using Json = nlohmann::ordered_json;

const char* state_key(ValueState state) {
  switch (state) {
    case ValueState::Known: return "known";
    case ValueState::Absent: return "absent";
    case ValueState::Pending: return "pending";
    case ValueState::Faulty: return "faulty";
  }
  return "";
}

const char* basis_key(program::BasisKind kind) {
  switch (kind) {
    case program::BasisKind::Cited: return "cited";
    case program::BasisKind::Assumed: return "assumed";
    case program::BasisKind::NotGiven: return "not_given";
    case program::BasisKind::OtherReading: return "other_reading";
  }
  return "";
}

Json value_json(const ShownValue& value) {
  Json made;
  made["state"] = state_key(value.state);
  // Counts are small; a whole number that is none is a quantity and stays a string.
  const bool is_number = value.is_count && value.text.size() < 16;
  made["text"] = value.text;
  if (is_number) {
    made["text"] = std::stoll(value.text);
  }
  if (!value.measure.empty()) {
    made["measure"] = value.measure;
  }
  return made;
}

Json basis_json(const ShownBasis& basis) {
  Json made;
  made["kind"] = basis_key(basis.kind);
  for (const Citation& cited : basis.clauses) {
    made["clauses"].push_back(
        {{"document", cited.document}, {"number", cited.number}, {"clause", cited.clause}, {"title", cited.title}});
  }
  if (!basis.reason.empty()) {
    made["reason"] = basis.reason;
  }
  if (basis.kind == program::BasisKind::OtherReading) {
    made["taken"] = basis.is_taken;
  }
  return made;
}

Json origin_json(const Origin& origin) {
  Json made;
  made["table"] = origin.table;
  made["stored_table"] = origin.stored_table;
  made["key"] = origin.key;
  if (!origin.column.empty()) {
    made["column"] = origin.column;
    made["stored_column"] = origin.stored_column;
  }
  if (origin.database_row >= 0) {
    made["row_id"] = origin.database_row;
  }
  if (!origin.batch.empty()) {
    made["batch"] = origin.batch;
  }
  if (!origin.source.empty()) {
    made["source"] = origin.source;
  }
  return made;
}

Json line_json(const Line& line) {
  Json made;
  made["kind"] = kind_word(line.kind);
  made["text"] = line.text;
  if (line.value) {
    made["value"] = value_json(*line.value);
  }
  for (const ShownBasis& basis : line.bases) {
    made["bases"].push_back(basis_json(basis));
  }
  if (line.origin) {
    made["origin"] = origin_json(*line.origin);
  }
  for (const Line& child : line.children) {
    made["lines"].push_back(line_json(child));
  }
  return made;
}

}  // namespace

std::string render_json(const Explanation& explanation) {
  Json made;
  made["title"] = explanation.title;
  made["language"] = explanation.language == source::Language::Zh ? "zh" : "en";
  made["assessment"] = explanation.assessment;
  made["table"] = explanation.table;
  made["key"] = explanation.key;
  made["name"] = explanation.name;
  made["sections"] = Json::array();
  for (const Section& section : explanation.sections) {
    Json one;
    one["kind"] = kind_word(section.kind);
    one["title"] = section.title;
    one["lines"] = Json::array();
    for (const Line& line : section.lines) {
      one["lines"].push_back(line_json(line));
    }
    made["sections"].push_back(std::move(one));
  }
  // Bytes that are no UTF-8 can only come from a database; they are replaced, as in every message.
  return made.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace plumb::explain
