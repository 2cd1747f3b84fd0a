// Values that are known before any data is read: literals and arithmetic on them, parameters with one value.
#include "check/infer/infer_parts.h"

namespace plumb::check {

using program::ExprId;
using program::Number;
using program::Op;
using program::Value;

namespace {

constexpr int DigitLimit = 2000;

std::optional<Value> fold_numbers(const program::BinaryExpr& node, const Number& a, const Number& b) {
  switch (node.op) {
    case Op::Add: return a + b;
    case Op::Subtract: return a - b;
    case Op::Multiply: return a * b;
    case Op::Divide: return b.is_zero() ? std::nullopt : std::optional<Value>(a.divided_by(b));
    case Op::Power: {
      const std::optional<int64_t> exponent = b.is_integer() ? b.to_int64() : std::nullopt;
      if (!exponent) return std::nullopt;
      std::optional<Number> power = a.pow(*exponent, DigitLimit);
      return power ? std::optional<Value>(*power) : std::nullopt;
    }
    case Op::Equal: return a == b;
    case Op::NotEqual: return a != b;
    case Op::Less: return a < b;
    case Op::LessEqual: return a <= b;
    case Op::Greater: return a > b;
    case Op::GreaterEqual: return a >= b;
    case Op::And:
    case Op::Or:
    case Op::StartsWith: break;
  }
  return std::nullopt;
}

std::optional<Value> fold_binary(const Context& context, const program::BinaryExpr& node) {
  const std::optional<Value> left = fold_constant(context, node.left);
  if (!left) return std::nullopt;
  const std::optional<Value> right = fold_constant(context, node.right);
  if (!right) return std::nullopt;
  const auto* a = std::get_if<Number>(&*left);
  const auto* b = std::get_if<Number>(&*right);
  if (a != nullptr && b != nullptr) return fold_numbers(node, *a, *b);
  const auto* p = std::get_if<bool>(&*left);
  const auto* q = std::get_if<bool>(&*right);
  if (p != nullptr && q != nullptr && node.op == Op::And) return *p && *q;
  if (p != nullptr && q != nullptr && node.op == Op::Or) return *p || *q;
  return std::nullopt;
}

std::optional<Value> fold_parameter(const Context& context, const program::ParameterAt& node) {
  const program::Parameter& parameter = context.program.at(node.parameter);
  if (node.date.valid() || parameter.values.size() != 1) return std::nullopt;
  const program::DatedValue& only = parameter.values[0];
  if (only.from || only.end || !only.value.valid()) return std::nullopt;
  return fold_constant(context, only.value);
}

std::optional<Value> fold_call(const Context& context, const program::CallExpr& node) {
  std::vector<Number> numbers;
  for (const ExprId operand : node.operands) {
    const std::optional<Value> value = fold_constant(context, operand);
    const auto* number = value ? std::get_if<Number>(&*value) : nullptr;
    if (number == nullptr) return std::nullopt;
    numbers.push_back(*number);
  }
  if (numbers.empty()) return std::nullopt;
  Number result = numbers[0];
  if (node.function == program::Function::Absolute) return result.abs();
  const bool larger = node.function == program::Function::Larger;
  if (!larger && node.function != program::Function::Smaller) return std::nullopt;
  for (const Number& number : numbers) {
    if ((number > result) == larger && number != result) result = number;
  }
  return result;
}

std::optional<Value> fold_round(const Context& context, const program::RoundExpr& node) {
  const std::optional<Value> value = fold_constant(context, node.operand);
  const std::optional<Value> place = fold_constant(context, node.multiple);
  const auto* number = value ? std::get_if<Number>(&*value) : nullptr;
  const auto* multiple = place ? std::get_if<Number>(&*place) : nullptr;
  if (number == nullptr || multiple == nullptr || multiple->sign() <= 0) return std::nullopt;
  return number->round_to(*multiple, node.mode);
}

}  // namespace

std::optional<Value> fold_constant(const Context& context, ExprId id) {
  if (!id.valid()) return std::nullopt;
  const auto& node = context.program.at(id).node;
  if (const auto* literal = std::get_if<program::Literal>(&node)) return literal->value;
  if (const auto* parameter = std::get_if<program::ParameterAt>(&node)) return fold_parameter(context, *parameter);
  if (const auto* binary = std::get_if<program::BinaryExpr>(&node)) return fold_binary(context, *binary);
  if (const auto* call = std::get_if<program::CallExpr>(&node)) return fold_call(context, *call);
  if (const auto* round = std::get_if<program::RoundExpr>(&node)) return fold_round(context, *round);
  if (const auto* negation = std::get_if<program::NegateExpr>(&node)) {
    const std::optional<Value> value = fold_constant(context, negation->operand);
    if (value && std::holds_alternative<Number>(*value)) return -std::get<Number>(*value);
  }
  if (const auto* negation = std::get_if<program::NotExpr>(&node)) {
    const std::optional<Value> value = fold_constant(context, negation->operand);
    if (value && std::holds_alternative<bool>(*value)) return !std::get<bool>(*value);
  }
  if (const auto* choose = std::get_if<program::ChooseExpr>(&node)) {
    const std::optional<Value> condition = fold_constant(context, choose->condition);
    if (condition && std::holds_alternative<bool>(*condition)) {
      return fold_constant(context, std::get<bool>(*condition) ? choose->then : choose->otherwise);
    }
  }
  return std::nullopt;
}

bool is_constant_like(const program::Program& program, ExprId id) {
  if (!id.valid()) return false;
  const auto& node = program.at(id).node;
  if (std::holds_alternative<program::Literal>(node) || std::holds_alternative<program::ParameterAt>(node) ||
      std::holds_alternative<program::RunAssessment>(node)) {
    return true;
  }
  if (const auto* binary = std::get_if<program::BinaryExpr>(&node)) {
    return is_constant_like(program, binary->left) && is_constant_like(program, binary->right);
  }
  if (const auto* negation = std::get_if<program::NegateExpr>(&node)) return is_constant_like(program, negation->operand);
  return false;
}

}  // namespace plumb::check
