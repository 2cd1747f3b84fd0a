// Rounding names its mode and its place (law L4); a root is rounded once.
#include "check/infer/infer_parts.h"
#include "check/infer/value_word.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::Number;
using program::Type;
using program::TypeKind;
using syntax::Keyword;

namespace {

std::optional<base::RoundingMode> mode_of(Keyword word) {
  using enum base::RoundingMode;
  if (word == Keyword::K_HALF_UP) return HalfUp;
  if (word == Keyword::K_HALF_DOWN) return HalfDown;
  if (word == Keyword::K_HALF_EVEN) return HalfEven;
  if (word == Keyword::K_AWAY) return AwayFromZero;
  if (word == Keyword::K_TRUNCATE) return TowardZero;
  if (word == Keyword::K_CEILING) return Ceiling;
  if (word == Keyword::K_FLOOR) return Floor;
  return std::nullopt;
}

std::optional<Number> constant_number(const Context& context, program::ExprId id) {
  const std::optional<program::Value> value = fold_constant(context, id);
  return value && std::holds_alternative<Number>(*value) ? std::optional(std::get<Number>(*value)) : std::nullopt;
}

bool require_number(Context& context, const Typed& value, source::Span span) {
  if (value.type.kind == TypeKind::Number) return true;
  context.sink.report(diag::TypeMismatch{value_word::ANumber(), type_word(context, value.type)}, span);
  return false;
}

Type rounded_type(const Context& context, const Typed& value, const Typed& place, base::RoundingMode mode) {
  Type type = value.type;
  type.is_bounded = true;
  const std::optional<Number> multiple = constant_number(context, place.expr);
  if (!multiple || multiple->sign() <= 0) {
    type.low = type.low && type.low->value.sign() >= 0 ? std::optional(program::Bound{0, false}) : std::nullopt;
    type.high.reset();
    type.is_whole = false;
    return type;
  }
  type.is_whole = multiple->is_integer();
  if (type.low) type.low = program::Bound{type.low->value.round_to(*multiple, mode), false};
  if (type.high) type.high = program::Bound{type.high->value.round_to(*multiple, mode), false};
  return type;
}

}  // namespace

base::RoundingMode rounding_mode(Keyword word) { return mode_of(word).value_or(base::RoundingMode::HalfUp); }

std::optional<base::MonthEnd> month_end_of(Keyword word) {
  if (word == Keyword::K_CLAMP) return base::MonthEnd::Clamp;
  if (word == Keyword::K_NEXT_DAY) return base::MonthEnd::NextDay;
  if (word == Keyword::K_REFUSE) return base::MonthEnd::Refuse;
  return std::nullopt;
}

bool require_positive(Context& context, const Typed& value, source::Span span) {
  const std::optional<Number> number = constant_number(context, value.expr);
  if (number ? number->sign() > 0 : is_positive(value.type) && is_constant_like(context.program, value.expr)) return true;
  context.sink.report(diag::NotPositive{written(context, span)}, span);
  return false;
}

Typed infer_rounding(Context& context, const Call& call, Scope& scope) {
  if (call.node.arguments.size() != 2) {
    context.sink.report(diag::ArgumentCount{call.node.name.text, "2", call.node.arguments.size()}, call.span);
    return {};
  }
  const Typed value = infer_argument(context, call, 0, scope, call.wanted);
  const Typed place = infer_argument(context, call, 1, scope, value.expr.valid() ? &value.type : nullptr);
  if (!value.expr.valid() || !place.expr.valid()) return {};
  if (!require_number(context, value, span_of(call, 0))) return {};
  Type wanted = value.type;
  wanted.is_whole = false;
  if (!require_fit(context, place, wanted, span_of(call, 1)) || !require_positive(context, place, span_of(call, 1))) return {};
  const base::RoundingMode mode = rounding_mode(*call.node.mode);
  const Type type = rounded_type(context, value, place, mode);
  return {context.add({program::RoundExpr{value.expr, place.expr, mode}, type, call.span}), type};
}

Typed infer_square_root(Context& context, const Call& call, Scope& scope) {
  const Typed value = infer_argument(context, call, 0, scope);
  const Typed place = infer_argument(context, call, 1, scope);
  const auto* word = std::get_if<syntax::ModeExpr>(&call.tree.at(call.node.arguments[2].value).node);
  const std::optional<base::RoundingMode> mode = word == nullptr ? std::nullopt : mode_of(word->word);
  if (!mode) {
    context.sink.report(diag::ModeWanted{value_word::ARoundingMode()}, span_of(call, 2));
    return {};
  }
  if (!value.expr.valid() || !place.expr.valid() || !require_number(context, value, span_of(call, 0))) return {};
  const std::optional<base::Dimension> dimension = base::square_root(value.type.dimension);
  if (!dimension) {
    context.sink.report(diag::RootOfMeasure{type_word(context, value.type)}, span_of(call, 0));
    return {};
  }
  if (!value.type.low || value.type.low->value.sign() < 0) {
    context.sink.report(diag::RootOfNegative{written(context, span_of(call, 0))}, span_of(call, 0));
    return {};
  }
  Type wanted = place.type;
  wanted.kind = TypeKind::Number;
  wanted.dimension = *dimension;
  wanted.is_ratio = value.type.is_ratio;
  wanted.is_whole = false;
  if (!require_fit(context, place, wanted, span_of(call, 1)) || !require_positive(context, place, span_of(call, 1))) return {};
  Type type = wanted;
  type.low = program::Bound{0, false};
  type.high.reset();
  type.is_bounded = true;
  return {context.add({program::SquareRoot{value.expr, place.expr, *mode}, type, call.span}), type};
}

}  // namespace plumb::check
