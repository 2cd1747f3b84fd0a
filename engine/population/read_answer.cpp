#include "population/read_answer.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/date.h"
#include "base/digest.h"
#include "population/compare_values.h"
#include "program/type_word.h"

namespace plumb::population {

using base::Number;
using program::TypeKind;
using program::Value;
using source::Language;

namespace {

// In the judgement's dimension, whose name may stand behind the number: 12.5, 12.5分, 80%.
std::optional<Number> parse_quantity(const program::Type& type, std::string_view text) {
  if (!type.shown_name.empty() && text.ends_with(type.shown_name)) text.remove_suffix(type.shown_name.size());
  const std::optional<Number> number = Number::parse(text);
  if (!number) return std::nullopt;
  return *number * type.shown_factor;
}

std::optional<Value> parse_label(const program::Program& program, program::EnumId id, const std::string& text) {
  const program::Enumeration& enumeration = program.at(id);
  for (size_t i = 0; i < enumeration.labels.size(); ++i) {
    const bool is_alias = i < enumeration.aliases.size() && !text.empty() && enumeration.aliases[i] == text;
    if (enumeration.labels[i] == text || is_alias) return program::Label{id, static_cast<uint16_t>(i)};
  }
  return std::nullopt;
}

std::optional<Value> parse_truth(const std::string& text) {
  for (const Language language : {Language::Zh, Language::En}) {
    if (text == program::word::True(language)) return true;
    if (text == program::word::False(language)) return false;
  }
  if (text == "1") return true;
  if (text == "0") return false;
  return std::nullopt;
}

std::optional<Value> parse_names(const program::Program& program, const program::Type& type, const std::string& text) {
  program::NameSet set;
  for (size_t start = 0; start <= text.size() && !text.empty();) {
    const size_t end = std::min(text.find(';', start), text.size());
    std::string name = text.substr(start, end - start);
    if (type.enumeration.valid() && !parse_label(program, type.enumeration, name)) return std::nullopt;
    set.names.push_back(std::move(name));
    start = end + 1;
  }
  std::sort(set.names.begin(), set.names.end());
  set.names.erase(std::unique(set.names.begin(), set.names.end()), set.names.end());
  return set;
}

std::optional<Value> parse_answer(const program::Program& program, const program::Type& type, const std::string& text) {
  switch (type.kind) {
    case TypeKind::Number: return parse_quantity(type, text);
    case TypeKind::Truth: return parse_truth(text);
    case TypeKind::Label: return parse_label(program, type.enumeration, text);
    case TypeKind::Date: return base::parse_date(text);
    case TypeKind::NameSet: return parse_names(program, type, text);
    case TypeKind::Text: return text;
    case TypeKind::Unknown:
    case TypeKind::Duration:
    case TypeKind::Row:
    case TypeKind::Spans: break;
  }
  return std::nullopt;
}

std::string bound_text(const Value& bound) {
  const auto* number = std::get_if<Number>(&bound);
  if (number != nullptr) return number->to_string();
  const auto* date = std::get_if<base::Date>(&bound);
  return date != nullptr ? base::to_string(*date) : "";
}

bool keeps_bounds(const AnswerBounds& bounds, const Value& answer) {
  const auto is_below = [](const Value& a, const Value& b, bool open) {
    return open ? compare_values(a, b) <= 0 : compare_values(a, b) < 0;
  };
  if (program::is_known(bounds.low) && is_below(answer, bounds.low, bounds.low_open)) return false;
  if (program::is_known(bounds.high) && is_below(bounds.high, answer, bounds.high_open)) return false;
  if (!program::is_known(bounds.grain) || std::get<Number>(bounds.grain).sign() <= 0) return true;
  return std::get<Number>(answer).divided_by(std::get<Number>(bounds.grain)).is_integer();
}

}  // namespace

std::optional<AnswerBounds> read_bounds(const program::Judgement& judgement,
                                        const std::function<std::optional<Value>(program::ExprId)>& read) {
  bool is_open = false;
  const auto read_into = [&](program::ExprId expr, Value& into) {
    if (!expr.valid() || is_open) return;
    std::optional<Value> value = read(expr);
    is_open = !value;
    if (value) into = std::move(*value);
  };
  AnswerBounds bounds;
  bounds.low_open = judgement.low_open;
  bounds.high_open = judgement.high_open;
  read_into(judgement.low, bounds.low);
  read_into(judgement.high, bounds.high);
  read_into(judgement.grain, bounds.grain);
  Value chosen;
  read_into(judgement.range_label, chosen);
  const auto* label = std::get_if<program::Label>(&chosen);
  for (const program::LabelRange& range : judgement.label_ranges) {
    if (label == nullptr || label->index != range.label) continue;
    bounds.low_open = range.low_open;
    bounds.high_open = range.high_open;
    read_into(range.low, bounds.low);
    read_into(range.high, bounds.high);
  }
  return is_open ? std::nullopt : std::optional(std::move(bounds));
}

std::string question_fingerprint(const program::Program& program, const program::Judgement& judgement, const std::string& subject,
                                 const AnswerBounds& bounds) {
  std::string asked = judgement.name + "\n" + subject + "\n" + std::to_string(static_cast<int>(judgement.type.kind)) + " " +
                      judgement.type.shown_name;
  if (judgement.type.enumeration.valid()) {
    for (const std::string& name : program.at(judgement.type.enumeration).labels) asked += ";" + name;
  }
  asked += "\n" + std::string(bounds.low_open ? "(" : "[") + bound_text(bounds.low) + "," + bound_text(bounds.high) +
           (bounds.high_open ? ")" : "]") + " " + bound_text(bounds.grain);
  return base::sha256_hex(asked);
}

std::optional<Value> read_answer(const program::Program& program, const program::Type& type, const AnswerBounds& bounds,
                                 const std::string& text) {
  std::optional<Value> answer = parse_answer(program, type, text);
  return answer && keeps_bounds(bounds, *answer) ? answer : std::nullopt;
}

}  // namespace plumb::population
