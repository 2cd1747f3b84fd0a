// Literals: numbers, quantities with their dimension, dates, texts, truths.
#include "base/date.h"
#include "check/infer/infer_parts.h"
#include "check/infer/quantity.h"

namespace plumb::check {

using program::Type;
using program::TypeKind;

Typed infer_literal(Context& context, const syntax::LiteralExpr& node, source::Span span, const Type*) {
  const auto add = [&](program::Value value, Type type) {
    return Typed{context.add({program::Literal{std::move(value)}, type, span}), type};
  };
  switch (node.kind) {
    case syntax::LiteralKind::Number: {
      const std::optional<program::Number> number = parse_plain_number(node.text);
      if (!number) break;
      Type type = number_type(number->is_integer());
      type.low = type.high = program::Bound{*number, false};
      return add(*number, type);
    }
    case syntax::LiteralKind::Quantity: {
      std::optional<Quantity> quantity = parse_quantity(context, node.text, span);
      if (!quantity) break;
      if (const auto* number = std::get_if<program::Number>(&quantity->value)) {
        quantity->type.low = quantity->type.high = program::Bound{*number, false};
        quantity->type.is_whole = number->is_integer();
        quantity->type.is_bounded = true;
      }
      return add(std::move(quantity->value), quantity->type);
    }
    case syntax::LiteralKind::Date: {
      const std::optional<base::Date> date = base::parse_date(node.text);
      if (!date) break;
      return add(*date, type_of(TypeKind::Date));
    }
    case syntax::LiteralKind::Text: return add(node.text, type_of(TypeKind::Text));
    case syntax::LiteralKind::Truth: return add(node.text == "true", type_of(TypeKind::Truth));
  }
  return {};
}

}  // namespace plumb::check
