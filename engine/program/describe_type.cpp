#include <fmt/format.h>

#include "program/dump_program.h"
#include "program/type_word.h"

namespace plumb::program {

using source::Language;

namespace {

void append_factor(const Program& program, std::string& text, const base::DimensionFactor& factor, int exponent) {
  text += factor.base_id < program.base_dimensions.size() ? program.base_dimensions[factor.base_id]
                                                          : fmt::format("#{}", factor.base_id);
  if (exponent != 1) text += fmt::format("^{}", exponent);
}

std::string describe_number(const Program& program, const Type& type, Language language) {
  if (!type.shown_name.empty()) return type.shown_name;
  if (type.is_ratio) return "%";
  if (!type.dimension.is_dimensionless()) return name_dimension(program, type.dimension);
  return std::string(type.is_whole ? word::Integer(language) : word::Number(language));
}

}  // namespace

std::string name_dimension(const Program& program, const base::Dimension& dimension) {
  std::string text;
  for (const base::DimensionFactor& factor : dimension.factors()) {
    if (factor.exponent < 0) continue;
    if (!text.empty()) text += '*';
    append_factor(program, text, factor, factor.exponent);
  }
  for (const base::DimensionFactor& factor : dimension.factors()) {
    if (factor.exponent > 0) continue;
    text += text.empty() ? "1/" : "/";
    append_factor(program, text, factor, -factor.exponent);
  }
  return text;
}

std::string describe_type(const Program& program, const Type& type, Language language) {
  const auto named = [&](std::string_view kind, const std::string& name) { return fmt::format("{} {}", kind, name); };
  switch (type.kind) {
    case TypeKind::Unknown: return std::string(word::Unknown(language));
    case TypeKind::Number: return describe_number(program, type, language);
    case TypeKind::Truth: return std::string(word::Truth(language));
    case TypeKind::Text: return std::string(word::Text(language));
    case TypeKind::Date: return std::string(word::Date(language));
    case TypeKind::Duration: return std::string(word::Duration(language));
    case TypeKind::Label:
      return type.enumeration.valid() ? named(word::Label(language), program.at(type.enumeration).name)
                                      : std::string(word::Label(language));
    case TypeKind::Row:
      return type.table.valid() ? named(word::Row(language), program.at(type.table).name) : std::string(word::Row(language));
    case TypeKind::NameSet:
      return named(word::NameSet(language),
                   type.enumeration.valid() ? program.at(type.enumeration).name : std::string(word::Rules(language)));
    case TypeKind::Spans: return std::string(word::Spans(language));
  }
  return {};
}

}  // namespace plumb::program
