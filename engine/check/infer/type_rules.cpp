// Which types go together, and how they are named in a message.
#include <algorithm>

#include "check/infer/infer_parts.h"
#include "diagnostics/catalogue_labels.h"
#include "diagnostics/catalogue_types.h"
#include "program/dump_program.h"

namespace plumb::check {

using program::Type;
using program::TypeKind;

namespace {

// Messages show a few words of the rule, never a paragraph of it.
constexpr size_t ShownBytes = 60;

std::optional<program::Bound> outer_low(const std::optional<program::Bound>& a, const std::optional<program::Bound>& b) {
  if (!a || !b) return std::nullopt;
  if (a->value != b->value) return a->value < b->value ? a : b;
  return program::Bound{a->value, a->open && b->open};
}

std::optional<program::Bound> outer_high(const std::optional<program::Bound>& a, const std::optional<program::Bound>& b) {
  if (!a || !b) return std::nullopt;
  if (a->value != b->value) return a->value > b->value ? a : b;
  return program::Bound{a->value, a->open && b->open};
}

}  // namespace

Type type_of(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

Type number_type(bool is_whole, std::optional<int64_t> low, std::optional<int64_t> high) {
  Type type = type_of(TypeKind::Number);
  type.is_whole = is_whole;
  if (low) type.low = program::Bound{*low, false};
  if (high) type.high = program::Bound{*high, false};
  return type;
}

Type ratio_type() {
  Type type = type_of(TypeKind::Number);
  type.is_ratio = true;
  type.shown_name = "%";
  type.shown_factor = program::Number::of(1, 100);
  return type;
}

bool is_same_kind(const Type& a, const Type& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case TypeKind::Number: return a.dimension == b.dimension && a.is_ratio == b.is_ratio;
    case TypeKind::Label:
    case TypeKind::NameSet: return a.enumeration == b.enumeration;
    case TypeKind::Row: return a.table == b.table;
    case TypeKind::Unknown:
    case TypeKind::Truth:
    case TypeKind::Text:
    case TypeKind::Date:
    case TypeKind::Duration:
    case TypeKind::Spans: return true;
  }
  return false;
}

bool fits(const Type& from, const Type& to) {
  if (is_unknown(from) || is_unknown(to)) return true;
  if (!is_same_kind(from, to)) return false;
  // 整数 is a type of bare numbers; whole amounts of units are a fact about them, not a demand.
  const bool wants_whole = to.is_whole && to.dimension.is_dimensionless() && !to.is_ratio;
  return !wants_whole || from.is_whole;
}

Type join(const Type& a, const Type& b) {
  if (is_unknown(a)) return b;
  if (is_unknown(b)) return a;
  Type type = a;
  type.is_whole = a.is_whole && b.is_whole;
  type.is_bounded = a.is_bounded && b.is_bounded;
  type.low = outer_low(a.low, b.low);
  type.high = outer_high(a.high, b.high);
  type.absence = a.absence | b.absence;
  return type;
}

bool is_ordered(const Context& context, const Type& type) {
  switch (type.kind) {
    case TypeKind::Unknown:
    case TypeKind::Number:
    case TypeKind::Date:
    // Codes are written with digits of equal length, and every table is in the order of its keys: code points.
    case TypeKind::Text: return true;
    case TypeKind::Label: return type.enumeration.valid() && context.program.at(type.enumeration).ordered;
    case TypeKind::Truth:
    case TypeKind::Duration:
    case TypeKind::Row:
    case TypeKind::NameSet:
    case TypeKind::Spans: return false;
  }
  return false;
}

diagnostics::Word type_word(const Context& context, const Type& type) {
  return {program::describe_type(context.program, type, source::Language::Zh),
          program::describe_type(context.program, type, source::Language::En)};
}

diagnostics::WordList absence_words(const Context& context, program::AbsenceSet kinds) {
  diagnostics::WordList words;
  for (size_t i = 0; i < context.program.absence_kinds.size() && i < 64; ++i) {
    if ((kinds >> i & 1u) == 0) continue;
    const program::AbsenceKind& kind = context.program.absence_kinds[i];
    words.items.push_back({kind.name, kind.alias.empty() ? kind.name : kind.alias});
  }
  return words;
}

std::string written(const Context& context, source::Span span) {
  // The calculator checks a tree without its text.
  if (!span.has_place() || span.file >= context.sources.count()) return {};
  std::string text(context.sources.slice(span));
  if (const size_t line_end = text.find('\n'); line_end != std::string::npos) text.resize(line_end);
  if (text.size() <= ShownBytes) return text;
  size_t cut = ShownBytes;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0u) == 0x80u) --cut;
  return text.substr(0, cut) + "…";
}

bool report_missing_measure(Context& context, const Typed& found, const Type& wanted) {
  const auto is_bare = [](const Type& type) {
    return type.kind == TypeKind::Number && type.dimension.is_dimensionless() && !type.is_ratio;
  };
  const bool wants_measure =
      wanted.kind == TypeKind::Number && !wanted.dimension.is_dimensionless() && !wanted.shown_name.empty();
  if (!wants_measure || !is_bare(found.type) || !found.expr.valid()) return false;
  const program::Expr& expr = context.program.at(found.expr);
  source::Span span = expr.span;
  if (const auto* read = std::get_if<program::ParameterAt>(&expr.node)) {
    const LazySource& source = context.parameters_of[read->parameter.value];
    const auto* item = source.item == nullptr ? nullptr : std::get_if<syntax::ParameterItem>(&source.item->node);
    if (item == nullptr || !item->value.valid()) return false;
    span = source.tree->at(item->value).span;
  }
  const std::string number = written(context, span);
  if (number.empty() || !program::Number::parse(number)) return false;
  diagnostics::Diagnostic& reported =
      context.sink.report(diag::MeasureMissing{number, type_word(context, wanted), number + wanted.shown_name}, span);
  if (span != expr.span) reported.label(expr.span, label::WantedHere{type_word(context, wanted)});
  return true;
}

bool require_fit(Context& context, const Typed& found, const Type& wanted, source::Span span) {
  if (fits(found.type, wanted)) return true;
  const bool is_bare = found.type.kind == TypeKind::Number && found.type.dimension.is_dimensionless() && !found.type.is_ratio;
  if (is_bare && wanted.kind == TypeKind::Number && wanted.is_ratio) {
    const std::optional<program::Value> value = found.expr.valid() ? fold_constant(context, found.expr) : std::nullopt;
    if (value && std::holds_alternative<program::Number>(*value)) {
      const program::Number& number = std::get<program::Number>(*value);
      context.sink.report(diag::RatioWanted{number.to_string(), (number * 100).to_string() + "%"}, span);
      return false;
    }
  }
  if (report_missing_measure(context, found, wanted)) return false;
  context.sink.report(diag::TypeMismatch{type_word(context, wanted), type_word(context, found.type)}, span);
  return false;
}

}  // namespace plumb::check
