// + - * / ^ 且 或, with units: hours are not added to yuan, a ratio is no bare number (law L3).
#include <algorithm>

#include "check/infer/infer_parts.h"
#include "check/infer/value_word.h"
#include "diagnostics/catalogue_types.h"
#include "program/dump_program.h"

namespace plumb::check {

using program::Number;
using program::Op;
using program::Type;
using program::TypeKind;

namespace {

constexpr int64_t ExponentLimit = 1000;

std::string sign_of(Op op) {
  switch (op) {
    case Op::Add: return "+";
    case Op::Subtract: return "-";
    case Op::Multiply: return "*";
    case Op::Divide: return "/";
    case Op::Power: return "^";
    case Op::Equal: return "=";
    case Op::NotEqual: return "!=";
    case Op::Less: return "<";
    case Op::LessEqual: return "<=";
    case Op::Greater: return ">";
    case Op::GreaterEqual: return ">=";
    case Op::And:
    case Op::Or:
    case Op::StartsWith: break;
  }
  return {};
}

bool is_bare(const Type& type) { return type.kind == TypeKind::Number && type.dimension.is_dimensionless() && !type.is_ratio; }

const base::Span* written_duration(const Context& context, const Typed& value) {
  const auto* literal = std::get_if<program::Literal>(&context.program.at(value.expr).node);
  return literal == nullptr ? nullptr : std::get_if<base::Span>(&literal->value);
}

bool is_one_duration(const base::Span& span) {
  return (span.months == 0 && span.days > 0) || (span.days == 0 && span.months > 0);
}

// The one duration that two written ones, or one and a whole number, make; 14 months stands for those that make none.
base::Span joined_duration(const Context& context, Op op, const Typed& left, const Typed& right) {
  const base::Span example{14, 0};
  const base::Span* first = written_duration(context, left);
  const base::Span* second = written_duration(context, right);
  base::Span joined;
  bool is_joined = false;
  if (first != nullptr && second != nullptr && (op == Op::Add || op == Op::Subtract)) {
    const auto join = [&](int64_t a, int64_t b, int64_t& sum) {
      return op == Op::Add ? !__builtin_add_overflow(a, b, &sum) : !__builtin_sub_overflow(a, b, &sum);
    };
    is_joined = join(first->months, second->months, joined.months) && join(first->days, second->days, joined.days);
  }
  if ((first == nullptr) != (second == nullptr) && op == Op::Multiply) {
    const base::Span& length = first != nullptr ? *first : *second;
    const auto* literal = std::get_if<program::Literal>(&context.program.at((first != nullptr ? right : left).expr).node);
    const auto* number = literal == nullptr ? nullptr : std::get_if<Number>(&literal->value);
    const std::optional<int64_t> times = number == nullptr ? std::nullopt : number->to_int64();
    is_joined = times && !__builtin_mul_overflow(length.months, *times, &joined.months) &&
                !__builtin_mul_overflow(length.days, *times, &joined.days);
  }
  return is_joined && is_one_duration(joined) ? joined : example;
}

Typed refuse(Context& context, Op op, const Typed& left, const Typed& right, source::Span whole) {
  const bool has_duration = left.type.kind == TypeKind::Duration || right.type.kind == TypeKind::Duration;
  if (has_duration && left.type.kind != TypeKind::Date && right.type.kind != TypeKind::Date) {
    const auto shown = [&](const base::Span& span) {
      const Type type = type_of(TypeKind::Duration);
      return diagnostics::Bilingual{program::show_value(context.program, type, span, source::Language::Zh),
                                    program::show_value(context.program, type, span, source::Language::En)};
    };
    const base::Span* first = written_duration(context, left);
    const base::Span* second = written_duration(context, right);
    const bool is_mixed = op == Op::Add && first != nullptr && second != nullptr && first->days == 0 && second->months == 0;
    if (is_mixed) {
      context.sink.report(diag::DurationsMixed{shown(*first), shown(*second)}, whole);
    } else {
      context.sink.report(diag::DurationsJoined{sign_of(op), shown(joined_duration(context, op, left, right))}, whole);
    }
    return {};
  }
  context.sink.report(diag::OperandsDiffer{type_word(context, left.type), type_word(context, right.type), sign_of(op)}, whole);
  return {};
}

void show_as(const Context& context, Type& type) {
  if (type.is_ratio) {
    type.shown_name = "%";
    type.shown_factor = Number::of(1, 100);
  } else {
    type.shown_name = program::name_dimension(context.program, type.dimension);
    type.shown_factor = 1;
  }
}

// 分 × 分 means nothing in a score; other squares do (平方米).
bool has_points_twice(const Context& context, const base::Dimension& dimension) {
  return std::ranges::any_of(dimension.factors(), [&](const base::DimensionFactor& factor) {
    if (factor.exponent < 2 || factor.base_id >= context.program.base_dimensions.size()) return false;
    const std::string& name = context.program.base_dimensions[factor.base_id];
    return std::ranges::any_of(context.program.units, [&](const program::Units& units) {
      const diagnostics::Bilingual points = value_word::Points().word;
      return units.name == name && (units.name == points.zh || units.alias == points.en || units.name.starts_with(points.en));
    });
  });
}

Typed combine_dates(Context& context, Op op, const Typed& left, const Typed& right, source::Span whole) {
  if (left.type.kind == TypeKind::Date && right.type.kind == TypeKind::Date && op == Op::Subtract) {
    context.sink.report(diag::DatesSubtracted{}, whole);
    return {};
  }
  if (left.type.kind != TypeKind::Date || right.type.kind != TypeKind::Duration || (op != Op::Add && op != Op::Subtract)) {
    return refuse(context, op, left, right, whole);
  }
  const auto* literal = std::get_if<program::Literal>(&context.program.at(right.expr).node);
  const auto* length = literal == nullptr ? nullptr : std::get_if<base::Span>(&literal->value);
  if (length == nullptr || length->months != 0) {
    context.sink.report(diag::MonthsAdded{}, whole);
    return {};
  }
  program::CallExpr call;
  call.function = op == Op::Add ? program::Function::After : program::Function::Earlier;
  call.operands = {left.expr, right.expr};
  const Type type = type_of(TypeKind::Date);
  return {context.add({std::move(call), type, whole}), type};
}

Typed combine_sum(Context& context, Op op, const Typed& left, const Typed& right, source::Span whole) {
  if (!is_same_kind(left.type, right.type)) {
    if (report_missing_measure(context, left, right.type) || report_missing_measure(context, right, left.type)) return {};
    return refuse(context, op, left, right, whole);
  }
  Type type = left.type;
  if (type.shown_name.empty()) show_as(context, type);
  type.is_whole = left.type.is_whole && right.type.is_whole;
  type.is_bounded = left.type.is_bounded && right.type.is_bounded;
  range_of_sum(left.type, right.type, op == Op::Subtract, type);
  return {context.add({program::BinaryExpr{op, left.expr, right.expr, {}}, type, whole}), type};
}

Typed combine_product(Context& context, const Typed& left, const Typed& right, source::Span whole) {
  const std::optional<base::Dimension> dimension = base::multiply(left.type.dimension, right.type.dimension);
  if (!dimension) {
    context.sink.report(diag::MeasureTooLarge{}, whole);
    return {};
  }
  if (has_points_twice(context, *dimension)) {
    context.sink.report(diag::PointsTimesPoints{}, whole);
    return {};
  }
  Type type = type_of(TypeKind::Number);
  type.dimension = *dimension;
  // What is left when units cancel is a ratio of quantities; numbers of things stay numbers.
  type.is_ratio = dimension->is_dimensionless() && !(is_bare(left.type) && is_bare(right.type));
  type.is_whole = left.type.is_whole && right.type.is_whole;
  type.is_bounded = left.type.is_bounded && right.type.is_bounded;
  const bool keeps_left = *dimension == left.type.dimension && !left.type.shown_name.empty() && !type.is_ratio;
  const bool keeps_right = *dimension == right.type.dimension && !right.type.shown_name.empty() && !type.is_ratio;
  if (keeps_left || keeps_right) {
    type.shown_name = keeps_left ? left.type.shown_name : right.type.shown_name;
    type.shown_factor = keeps_left ? left.type.shown_factor : right.type.shown_factor;
  } else {
    show_as(context, type);
  }
  range_of_product(left.type, right.type, type);
  return {context.add({program::BinaryExpr{Op::Multiply, left.expr, right.expr, {}}, type, whole}), type};
}

bool is_count(const program::Program& program, program::ExprId id) {
  const auto& node = program.at(id).node;
  if (const auto* aggregate = std::get_if<program::Aggregate>(&node)) {
    return aggregate->kind == program::AggregateKind::Count || aggregate->kind == program::AggregateKind::Distinct;
  }
  const auto* read = std::get_if<program::DefinitionOf>(&node);
  if (read == nullptr) return false;
  const auto* cases = std::get_if<program::ByCases>(&program.at(read->definition).by);
  return cases != nullptr && cases->cases.size() == 1 && cases->cases[0].value.value.valid() &&
         is_count(program, cases->cases[0].value.value);
}

Typed combine_quotient(Context& context, const Typed& left, const Typed& right, source::Span whole) {
  const std::optional<base::Dimension> dimension = base::divide(left.type.dimension, right.type.dimension);
  if (!dimension) {
    context.sink.report(diag::MeasureTooLarge{}, whole);
    return {};
  }
  Type type = type_of(TypeKind::Number);
  type.dimension = *dimension;
  const bool bare = is_bare(left.type) && is_bare(right.type);
  const bool of_counts = bare && is_count(context.program, left.expr) && is_count(context.program, right.expr);
  const bool by_ratio = is_bare(left.type) && right.type.is_ratio;
  type.is_ratio = dimension->is_dimensionless() && (of_counts || !(bare || by_ratio));
  type.is_bounded = left.type.is_bounded && is_constant_like(context.program, right.expr);
  if (*dimension == left.type.dimension && !left.type.shown_name.empty() && !type.is_ratio) {
    type.shown_name = left.type.shown_name;
    type.shown_factor = left.type.shown_factor;
  } else {
    show_as(context, type);
  }
  range_of_quotient(left.type, right.type, type);
  return {context.add({program::BinaryExpr{Op::Divide, left.expr, right.expr, {}}, type, whole}), type};
}

Typed combine_power(Context& context, const Typed& left, const Typed& right, source::Span right_span, source::Span whole) {
  std::optional<int64_t> exponent;
  if (const std::optional<program::Value> value = fold_constant(context, right.expr); value && is_bare(right.type)) {
    if (const auto* number = std::get_if<Number>(&*value)) exponent = number->is_integer() ? number->to_int64() : std::nullopt;
  }
  // A negative power divides: the base must be proved to have something to divide by.
  const bool is_divisor_safe = exponent && (*exponent >= 0 || is_nonzero(left.type));
  if (exponent && (*exponent > ExponentLimit || *exponent < -ExponentLimit)) {
    context.sink.report(diag::ExponentTooLarge{std::to_string(*exponent), ExponentLimit}, right_span);
    return {};
  }
  if (!is_divisor_safe) {
    context.sink.report(diag::BadExponent{}, right_span);
    return {};
  }
  const std::optional<base::Dimension> dimension =
      *exponent > 127 || *exponent < -127
          ? (left.type.dimension.is_dimensionless() ? std::optional(base::Dimension{}) : std::nullopt)
          : base::power(left.type.dimension, static_cast<int>(*exponent));
  if (!dimension) {
    context.sink.report(diag::MeasureTooLarge{}, whole);
    return {};
  }
  if (has_points_twice(context, *dimension)) {
    context.sink.report(diag::PointsTimesPoints{}, whole);
    return {};
  }
  Type type = type_of(TypeKind::Number);
  type.dimension = *dimension;
  type.is_ratio = dimension->is_dimensionless() && !is_bare(left.type);
  type.is_whole = left.type.is_whole && *exponent >= 0;
  type.is_bounded = left.type.is_bounded && (*exponent >= 0 || is_constant_like(context.program, left.expr));
  show_as(context, type);
  if (*exponent % 2 == 0) type.low = program::Bound{0, false};
  if (left.type.low && left.type.low->value.sign() >= 0) type.low = program::Bound{0, is_positive(left.type)};
  return {context.add({program::BinaryExpr{Op::Power, left.expr, right.expr, {}}, type, whole}), type};
}

Typed infer_logic(Context& context, const syntax::Tree& tree, const syntax::BinaryExpr& node, source::Span span, Scope& scope) {
  const Typed left = infer_condition(context, tree, node.left, scope);
  // The right side is looked at only where the left one allows it.
  Scope inside = scope;
  if (left.expr.valid()) prove_expr(context, left.expr, node.op == syntax::BinaryOp::And, inside);
  const Typed right = infer_condition(context, tree, node.right, inside);
  scope.self_absence |= inside.self_absence;
  if (!left.expr.valid() || !right.expr.valid()) return {};
  const Type type = type_of(TypeKind::Truth);
  return {context.add(
              {program::BinaryExpr{node.op == syntax::BinaryOp::And ? Op::And : Op::Or, left.expr, right.expr, {}}, type, span}),
          type};
}

}  // namespace

Typed combine(Context& context, Op op, const Typed& left, const Typed& right, source::Span left_span, source::Span right_span,
              source::Span whole) {
  static_cast<void>(left_span);
  if (!left.expr.valid() || !right.expr.valid()) return {};
  const bool has_date = left.type.kind == TypeKind::Date || right.type.kind == TypeKind::Date;
  if (has_date) return combine_dates(context, op, left, right, whole);
  if (left.type.kind != TypeKind::Number || right.type.kind != TypeKind::Number) return refuse(context, op, left, right, whole);
  switch (op) {
    case Op::Add:
    case Op::Subtract: return combine_sum(context, op, left, right, whole);
    case Op::Multiply: return combine_product(context, left, right, whole);
    case Op::Divide: return combine_quotient(context, left, right, whole);
    case Op::Power: return combine_power(context, left, right, right_span, whole);
    case Op::And:
    case Op::Or:
    case Op::Equal:
    case Op::NotEqual:
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual:
    case Op::StartsWith: break;
  }
  return refuse(context, op, left, right, whole);
}

Typed infer_divide(Context& context, const syntax::Tree& tree, const syntax::BinaryExpr& node, const Typed& left,
                   const Typed& right, source::Span span, Scope& scope) {
  const source::Span right_span = tree.at(node.right).span;
  Typed quotient = combine(context, Op::Divide, left, right, tree.at(node.left).span, right_span, span);
  if (!quotient.expr.valid()) return {};
  if (!node.if_zero) {
    if (is_nonzero(right.type)) return quotient;
    context.sink.report(diag::DivisorMayBeZero{written(context, right_span)}, right_span);
    return {};
  }
  Type answer_type;
  const Type wanted = quotient.type;
  program::Answer answer = infer_answer(context, tree, *node.if_zero, scope, &wanted, answer_type);
  if (answer.kind == program::AnswerKind::Value) {
    if (!answer.value.valid()) return {};
    const Typed value = need_present(context, {answer.value, answer_type}, node.if_zero->span, scope);
    if (!value.expr.valid() || !require_fit(context, value, wanted, node.if_zero->span)) return {};
    answer.value = value.expr;
    quotient.type = join(quotient.type, value.type);
  }
  // The answer is an operand: it has to stand before the quotient in the arena.
  program::Expr moved = context.program.at(quotient.expr);
  std::get<program::BinaryExpr>(moved.node).if_zero = std::move(answer);
  moved.type = quotient.type;
  quotient.expr = context.add(std::move(moved));
  return quotient;
}

Typed infer_binary(Context& context, const syntax::Tree& tree, const syntax::BinaryExpr& node, source::Span span, Scope& scope,
                   const Type* wanted) {
  using enum syntax::BinaryOp;
  const auto arithmetic = [&](Op op) {
    const bool is_sum = op == Op::Add || op == Op::Subtract;
    const Typed left = infer_present(context, tree, node.left, scope, is_sum ? wanted : nullptr);
    const Typed right = infer_present(context, tree, node.right, scope, is_sum ? wanted : nullptr);
    if (op == Op::Divide) return infer_divide(context, tree, node, left, right, span, scope);
    return combine(context, op, left, right, tree.at(node.left).span, tree.at(node.right).span, span);
  };
  switch (node.op) {
    case Add: return arithmetic(Op::Add);
    case Subtract: return arithmetic(Op::Subtract);
    case Multiply: return arithmetic(Op::Multiply);
    case Divide: return arithmetic(Op::Divide);
    case Power: return arithmetic(Op::Power);
    case And:
    case Or: return infer_logic(context, tree, node, span, scope);
    case Equal:
    case NotEqual:
    case Less:
    case LessEqual:
    case Greater:
    case GreaterEqual:
    case StartsWith: return infer_compare(context, tree, node, span, scope);
  }
  return {};
}

Typed infer_negate(Context& context, const syntax::Tree& tree, const syntax::UnaryExpr& node, source::Span, Scope& scope,
                   const Type* wanted) {
  const Typed operand = infer_present(context, tree, node.operand, scope, wanted);
  if (!operand.expr.valid()) return {};
  if (operand.type.kind != TypeKind::Number) {
    context.sink.report(diag::TypeMismatch{value_word::ANumber(), type_word(context, operand.type)}, tree.at(node.operand).span);
    return {};
  }
  Type type = operand.type;
  range_of_negation(operand.type, type);
  return {context.add({program::NegateExpr{operand.expr}, type, tree.at(node.operand).span}), type};
}

}  // namespace plumb::check
