#include <fmt/format.h>

#include "program/dump_program.h"
#include "program/type_word.h"

namespace plumb::program {

using source::Language;

namespace {

std::string show_number(const Type& type, const Number& value) {
  const bool converts = type.kind == TypeKind::Number && !type.shown_factor.is_zero();
  return converts ? value.divided_by(type.shown_factor).to_string() : value.to_string();
}

std::string show_duration(const base::Span& span, Language language) {
  std::string text;
  if (span.months != 0) text += fmt::format("{}{}", span.months, word::Months(language));
  if (span.days != 0 || span.months == 0) {
    if (!text.empty()) text += ' ';
    text += fmt::format("{}{}", span.days, word::Days(language));
  }
  return text;
}

std::string show_names(const NameSet& set, Language language) {
  if (set.names.empty()) return std::string(word::None(language));
  return fmt::format("{}", fmt::join(set.names, word::Joiner(language)));
}

// The end of a span is written as its last day, as a notice would.
std::string show_spans(const SpanSet& set, Language language) {
  std::string text;
  for (const SpanSet::Entry& entry : set.entries) {
    if (!text.empty()) text += word::Joiner(language);
    text += fmt::format("{}{}{}", base::to_string(entry.first), word::Until(language),
                        base::to_string(base::Date{entry.end.days - 1}));
  }
  return text.empty() ? std::string(word::None(language)) : text;
}

struct Show {
  const Program& program;
  const Type& type;
  Language language;

  std::string operator()(const Absent& v) const {
    if (v.kind.value >= program.absence_kinds.size()) return std::string(word::None(language));
    const AbsenceKind& kind = program.absence_kinds[v.kind.value];
    return language == Language::En && !kind.alias.empty() ? kind.alias : kind.name;
  }
  std::string operator()(const base::Number& v) const { return show_number(type, v); }
  std::string operator()(bool v) const { return std::string(v ? word::True(language) : word::False(language)); }
  std::string operator()(const Label& v) const {
    if (v.enumeration.value >= program.enumerations.size()) return fmt::format("#{}", v.index);
    const Enumeration& owner = program.at(v.enumeration);
    return v.index < owner.labels.size() ? owner.labels[v.index] : fmt::format("#{}", v.index);
  }
  std::string operator()(const base::Date& v) const { return base::to_string(v); }
  std::string operator()(const base::Span& v) const { return show_duration(v, language); }
  std::string operator()(const RowRef& v) const {
    return fmt::format("{}#{}", v.table.value < program.tables.size() ? program.at(v.table).name : "", v.row);
  }
  std::string operator()(const std::string& v) const { return v; }
  std::string operator()(const NameSet& v) const { return show_names(v, language); }
  std::string operator()(const SpanSet& v) const { return show_spans(v, language); }
  std::string operator()(const Pending&) const { return std::string(word::Pending(language)); }
  std::string operator()(const Faulty&) const { return std::string(word::Faulty(language)); }
  std::string operator()(const LeftOut&) const { return std::string(word::LeftOut(language)); }
};

}  // namespace

std::string show_value(const Program& program, const Type& type, const Value& value, Language language) {
  return std::visit(Show{program, type, language}, value);
}

}  // namespace plumb::program
