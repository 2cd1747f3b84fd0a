// From the text of an answer to its typed value, within what the question allows.
#include <algorithm>

#include "base/date.h"
#include "eval/evaluator.h"
#include "program/type_word.h"

namespace plumb::eval {

using base::Number;
using program::TypeKind;
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

}  // namespace

Value Evaluator::read_answer(const program::Judgement& judgement, const Question& question, const std::string& text,
                             const results::Place& place) {
  results::Place broken = place;
  broken.kind = PlaceKind::AnswerOutOfBounds;
  broken.detail = text;
  const std::optional<Value> answer = parse_answer(program_, judgement.type, text);
  if (!answer) return faulty(broken);
  const auto is_below = [](const Value& a, const Value& b, bool open) {
    return open ? compare_values(a, b) <= 0 : compare_values(a, b) < 0;
  };
  if (program::is_known(question.low) && is_below(*answer, question.low, question.low_open)) return faulty(broken);
  if (program::is_known(question.high) && is_below(question.high, *answer, question.high_open)) return faulty(broken);
  if (program::is_known(question.grain) && std::get<Number>(question.grain).sign() > 0 &&
      !std::get<Number>(*answer).divided_by(std::get<Number>(question.grain)).is_integer()) {
    return faulty(broken);
  }
  return *answer;
}

}  // namespace plumb::eval
