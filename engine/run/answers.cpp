#include "run/answers.h"

#include <algorithm>

#include "population/combine_answers.h"
#include "program/type_word.h"

namespace plumb::run {

using base::Number;
using source::Language;

namespace {

std::optional<program::Label> label_named(const program::Program& program, program::EnumId id, const std::string& name) {
  const program::Enumeration& all = program.at(id);
  for (size_t i = 0; i < all.labels.size(); ++i) {
    const bool is_alias = !name.empty() && i < all.aliases.size() && all.aliases[i] == name;
    if (is_alias || all.labels[i] == name) return program::Label{id, static_cast<uint16_t>(i)};
  }
  return std::nullopt;
}

std::vector<std::string> split_at_semicolons(const std::string& text) {
  std::vector<std::string> parts(text.empty() ? 0 : 1);
  for (const char c : text) {
    if (c == ';')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

}  // namespace

std::optional<Value> parse_answer(const program::Program& program, const program::Type& type, const std::string& text) {
  if (type.kind == TypeKind::Number) {
    std::string_view digits = text;  // 12.5 or, with the measure behind it, 12.5分
    if (!type.shown_name.empty() && digits.ends_with(type.shown_name)) digits.remove_suffix(type.shown_name.size());
    const std::optional<Number> number = Number::parse(digits);
    if (!number) return std::nullopt;
    return Value(*number * type.shown_factor);
  }
  if (type.kind == TypeKind::Truth) {
    const auto is_one_of = [&](auto&& word, const char* digit) {
      return text == word(Language::Zh) || text == word(Language::En) || text == digit;
    };
    if (is_one_of(program::word::True, "1")) return Value(true);
    if (is_one_of(program::word::False, "0")) return Value(false);
    return std::nullopt;
  }
  if (type.kind == TypeKind::Label) {
    const std::optional<program::Label> label = label_named(program, type.enumeration, text);
    return label ? std::optional<Value>(*label) : std::nullopt;
  }
  if (type.kind == TypeKind::Date) {
    const std::optional<base::Date> date = base::parse_date(text);
    return date ? std::optional<Value>(*date) : std::nullopt;
  }
  if (type.kind == TypeKind::Text) return Value(text);
  if (type.kind != TypeKind::NameSet) return std::nullopt;
  program::NameSet set{split_at_semicolons(text)};
  for (const std::string& name : set.names) {
    if (type.enumeration.valid() && !label_named(program, type.enumeration, name)) return std::nullopt;
  }
  std::sort(set.names.begin(), set.names.end());
  set.names.erase(std::unique(set.names.begin(), set.names.end()), set.names.end());
  return Value(std::move(set));
}

int level_of(const program::Judgement& judgement, const AnswerRow& answer) {
  return population::level_of_judge(judgement, answer.judge ? &*answer.judge : nullptr);
}

}  // namespace plumb::run
