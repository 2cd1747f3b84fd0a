// Aggregates of values that are listed one by one: 最大(1, 2, 3). They become nested operators.
#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/infer/value_word.h"
#include "diagnostics/catalogue_types.h"

namespace plumb::check {

using program::AggregateKind;
using program::Function;
using program::Number;
using program::Op;
using program::Type;
using program::TypeKind;

namespace {

// A median by exchanges doubles the expression with every value.
constexpr size_t MedianLimit = 7;

std::optional<std::vector<Typed>> items_of(Context& context, const Call& call, Scope& scope, const Type* wanted) {
  std::vector<Typed> items;
  bool is_good = true;
  for (size_t i = 0; i < call.node.arguments.size(); ++i) {
    const Typed item = infer_argument(context, call, i, scope, i == 0 ? wanted : &items[0].type);
    is_good = is_good && item.expr.valid();
    if (is_good && i > 0 && !is_same_kind(items[0].type, item.type)) {
      static_cast<void>(require_fit(context, item, items[0].type, call.node.arguments[i].span));
      is_good = false;
    }
    items.push_back(item);
  }
  if (!is_good) return std::nullopt;
  return items;
}

Typed extreme(Context& context, const Typed& a, const Typed& b, bool larger, source::Span span) {
  Type type = join(a.type, b.type);
  range_of_larger(a.type, b.type, larger, type);
  program::CallExpr node;
  node.function = larger ? Function::Larger : Function::Smaller;
  node.operands = {a.expr, b.expr};
  return {context.add({std::move(node), type, span}), type};
}

Typed whole_number(Context& context, size_t value, source::Span span) {
  const Type type = number_type(true, static_cast<int64_t>(value), static_cast<int64_t>(value));
  return {context.add({program::Literal{Number(value)}, type, span}), type};
}

Typed sum(Context& context, const std::vector<Typed>& items, source::Span span) {
  Typed total = items[0];
  for (size_t i = 1; i < items.size() && total.expr.valid(); ++i)
    total = combine(context, Op::Add, total, items[i], span, span, span);
  return total;
}

Typed divided(Context& context, const Typed& value, size_t by, source::Span span) {
  return combine(context, Op::Divide, value, whole_number(context, by, span), span, span, span);
}

Typed logic(Context& context, const std::vector<Typed>& items, Op op, source::Span span) {
  const Type type = type_of(TypeKind::Truth);
  Typed result = items[0];
  for (size_t i = 1; i < items.size(); ++i) {
    result = {context.add({program::BinaryExpr{op, result.expr, items[i].expr, {}}, type, span}), type};
  }
  return result;
}

Typed median(Context& context, const Call& call, std::vector<Typed> items) {
  if (items.size() > MedianLimit) {
    context.sink.report(diag::ListNotAllowed{call.node.name.text}, call.span);
    return {};
  }
  for (size_t round = 0; round < items.size(); ++round) {
    for (size_t i = round % 2; i + 1 < items.size(); i += 2) {
      const Typed low = extreme(context, items[i], items[i + 1], false, call.span);
      items[i + 1] = extreme(context, items[i], items[i + 1], true, call.span);
      items[i] = low;
    }
  }
  const size_t middle = items.size() / 2;
  if (items.size() % 2 == 1) return items[middle];
  return divided(context, combine(context, Op::Add, items[middle - 1], items[middle], call.span, call.span, call.span), 2,
                 call.span);
}

}  // namespace

Typed infer_list(Context& context, const Call& call, AggregateKind kind, Scope& scope) {
  const bool is_logic = kind == AggregateKind::Any || kind == AggregateKind::All;
  const bool adds = kind == AggregateKind::Sum || kind == AggregateKind::Average || kind == AggregateKind::Median;
  const bool sorts = kind == AggregateKind::Min || kind == AggregateKind::Max;
  if (!is_logic && !adds && !sorts && kind != AggregateKind::Count) {
    context.sink.report(diag::ListNotAllowed{call.node.name.text}, call.span);
    return {};
  }
  if (call.if_none != nullptr) context.sink.report(diag::IfNoneNeedless{}, call.if_none->span);
  const Type truth = type_of(TypeKind::Truth);
  const std::optional<std::vector<Typed>> items = items_of(context, call, scope, is_logic ? &truth : call.wanted);
  if (!items) return {};
  const Typed& first = (*items)[0];
  const source::Span first_span = call.node.arguments[0].span;
  if (is_logic && !require_fit(context, first, truth, first_span)) return {};
  if (adds && first.type.kind != TypeKind::Number) {
    context.sink.report(diag::TypeMismatch{value_word::ANumber(), type_word(context, first.type)}, first_span);
    return {};
  }
  if (sorts && !is_ordered(context, first.type)) {
    context.sink.report(diag::NoOrder{type_word(context, first.type)}, first_span);
    return {};
  }
  switch (kind) {
    case AggregateKind::Count: return whole_number(context, items->size(), call.span);
    case AggregateKind::Sum: return sum(context, *items, call.span);
    case AggregateKind::Average: return divided(context, sum(context, *items, call.span), items->size(), call.span);
    case AggregateKind::Median: return median(context, call, *items);
    case AggregateKind::Any: return logic(context, *items, Op::Or, call.span);
    case AggregateKind::All: return logic(context, *items, Op::And, call.span);
    case AggregateKind::Min:
    case AggregateKind::Max: {
      Typed result = first;
      for (size_t i = 1; i < items->size(); ++i) {
        result = extreme(context, result, (*items)[i], kind == AggregateKind::Max, call.span);
      }
      return result;
    }
    case AggregateKind::Percentile:
    case AggregateKind::Share:
    case AggregateKind::AtLeast:
    case AggregateKind::Distinct:
    case AggregateKind::First:
    case AggregateKind::Last:
    case AggregateKind::EndingRun: break;
  }
  return {};
}

}  // namespace plumb::check
