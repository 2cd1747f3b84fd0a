// Plain conditions as constraints on single subjects: enough to tell that two of them exclude each other.
#include "check/infer.h"
#include "check/lint.h"

namespace plumb::check {

namespace {

using program::Bound;
using program::ExprId;
using program::Number;
using program::Op;
using program::Value;

struct Subject {
  Constraint::Kind kind;
  uint32_t id;
  uint8_t depth;
};

std::optional<Subject> subject_of(const Context& context, ExprId id) {
  const auto& node = context.program.at(id).node;
  const auto depth_of = [&](ExprId row) -> std::optional<uint8_t> {
    const auto* frame = row.valid() ? std::get_if<program::FrameRow>(&context.program.at(row).node) : nullptr;
    return frame == nullptr ? std::nullopt : std::optional<uint8_t>(frame->depth);
  };
  if (const auto* column = std::get_if<program::ColumnOf>(&node)) {
    if (const auto depth = depth_of(column->row)) {
      return Subject{Constraint::Kind::Column, column->column.value, *depth};
    }
  } else if (const auto* definition = std::get_if<program::DefinitionOf>(&node)) {
    if (const auto depth = depth_of(definition->row)) {
      return Subject{Constraint::Kind::Definition, definition->definition.value, *depth};
    }
  }
  return std::nullopt;
}

Constraint& constraint_on(Conjunction& all, const Subject& subject) {
  for (Constraint& one : all.constraints) {
    if (one.kind == subject.kind && one.id == subject.id && one.depth == subject.depth) {
      return one;
    }
  }
  Constraint fresh;
  fresh.kind = subject.kind;
  fresh.id = subject.id;
  fresh.depth = subject.depth;
  all.constraints.push_back(std::move(fresh));
  return all.constraints.back();
}

void tighten_low(Constraint& constraint, const Bound& bound) {
  if (!constraint.low || bound.value > constraint.low->value ||
      (bound.value == constraint.low->value && bound.open)) {
    constraint.low = bound;
  }
}

void tighten_high(Constraint& constraint, const Bound& bound) {
  if (!constraint.high || bound.value < constraint.high->value ||
      (bound.value == constraint.high->value && bound.open)) {
    constraint.high = bound;
  }
}

void keep_among(Constraint& constraint, const std::vector<Value>& values) {
  if (!constraint.among) {
    constraint.among = values;
    return;
  }
  std::erase_if(*constraint.among, [&](const Value& one) {
    for (const Value& value : values) {
      if (value == one) {
        return false;
      }
    }
    return true;
  });
}

bool add_comparison(const Context& context, const program::BinaryExpr& node, Conjunction& all) {
  const std::optional<Subject> subject = subject_of(context, node.left);
  const std::optional<Value> value = fold_constant(context, node.right);
  if (!subject || !value) {
    return false;
  }
  Constraint& constraint = constraint_on(all, *subject);
  const auto* number = std::get_if<Number>(&*value);
  if (number == nullptr) {
    if (node.op != Op::Equal) {
      return false;
    }
    keep_among(constraint, {*value});
    return true;
  }
  if (node.op == Op::Equal || node.op == Op::GreaterEqual || node.op == Op::Greater) {
    tighten_low(constraint, {*number, node.op == Op::Greater});
  }
  if (node.op == Op::Equal || node.op == Op::LessEqual || node.op == Op::Less) {
    tighten_high(constraint, {*number, node.op == Op::Less});
  }
  return node.op != Op::NotEqual && node.op != Op::StartsWith;
}

bool add_within(const Context& context, const program::WithinExpr& node, Conjunction& all) {
  const std::optional<Subject> subject = subject_of(context, node.subject);
  if (!subject) {
    return false;
  }
  const auto bound = [&](ExprId id, bool open) -> std::optional<Bound> {
    const std::optional<Value> value = id.valid() ? fold_constant(context, id) : std::nullopt;
    const auto* number = value ? std::get_if<Number>(&*value) : nullptr;
    return number == nullptr ? std::nullopt : std::optional<Bound>(Bound{*number, open});
  };
  const std::optional<Bound> low = bound(node.low, node.low_open);
  const std::optional<Bound> high = bound(node.high, node.high_open);
  Constraint& constraint = constraint_on(all, *subject);
  if (low) {
    tighten_low(constraint, *low);
  }
  if (high) {
    tighten_high(constraint, *high);
  }
  return low.has_value() == node.low.valid() && high.has_value() == node.high.valid();
}

void add(const Context& context, ExprId id, Conjunction& all) {
  const auto& node = context.program.at(id).node;
  if (const auto* binary = std::get_if<program::BinaryExpr>(&node)) {
    if (binary->op == Op::And) {
      add(context, binary->left, all);
      add(context, binary->right, all);
    } else if (!add_comparison(context, *binary, all)) {
      all.complete = false;
    }
    return;
  }
  if (const auto* within = std::get_if<program::WithinExpr>(&node)) {
    all.complete = add_within(context, *within, all) && all.complete;
    return;
  }
  if (const auto* one_of = std::get_if<program::OneOfExpr>(&node)) {
    const std::optional<Subject> subject = subject_of(context, one_of->subject);
    std::vector<Value> values;
    for (const ExprId alternative : one_of->alternatives) {
      if (std::optional<Value> value = fold_constant(context, alternative)) {
        values.push_back(std::move(*value));
      }
    }
    if (subject && values.size() == one_of->alternatives.size()) {
      keep_among(constraint_on(all, *subject), values);
      return;
    }
  }
  const auto* negation = std::get_if<program::NotExpr>(&node);
  if (const std::optional<Subject> subject = subject_of(context, negation == nullptr ? id : negation->operand)) {
    keep_among(constraint_on(all, *subject), {Value(negation == nullptr)});
    return;
  }
  all.complete = false;
}

}  // namespace

Conjunction read_conjunction(const Context& context, ExprId condition) {
  Conjunction all;
  add(context, condition, all);
  return all;
}

std::optional<bool> decide(const Context& context, ExprId condition) {
  const program::Expr& expr = context.program.at(condition);
  if (const std::optional<Value> value = fold_constant(context, condition)) {
    return std::holds_alternative<bool>(*value) ? std::optional<bool>(std::get<bool>(*value)) : std::nullopt;
  }
  if (const auto* negation = std::get_if<program::NotExpr>(&expr.node)) {
    const std::optional<bool> operand = decide(context, negation->operand);
    return operand ? std::optional<bool>(!*operand) : std::nullopt;
  }
  const auto* binary = std::get_if<program::BinaryExpr>(&expr.node);
  if (binary == nullptr) {
    return std::nullopt;
  }
  if (binary->op == Op::And || binary->op == Op::Or) {
    const bool absorbing = binary->op == Op::Or;
    const std::optional<bool> left = decide(context, binary->left);
    const std::optional<bool> right = decide(context, binary->right);
    if (left == absorbing || right == absorbing) {
      return absorbing;
    }
    return left && right ? std::optional<bool>(!absorbing) : std::nullopt;
  }
  const program::Type& left = context.program.at(binary->left).type;
  const program::Type& right = context.program.at(binary->right).type;
  // a < b for every a of the left and b of the right (`or_equal`: a <= b).
  const auto always_below = [](const program::Type& a, const program::Type& b, bool or_equal) {
    if (!a.high || !b.low) {
      return false;
    }
    return a.high->value < b.low->value || (a.high->value == b.low->value && (or_equal || a.high->open || b.low->open));
  };
  switch (binary->op) {
    case Op::Less:
      return always_below(left, right, false) ? std::optional<bool>(true) : always_below(right, left, true) ? std::optional<bool>(false) : std::nullopt;
    case Op::LessEqual:
      return always_below(left, right, true) ? std::optional<bool>(true) : always_below(right, left, false) ? std::optional<bool>(false) : std::nullopt;
    case Op::Greater:
      return always_below(right, left, false) ? std::optional<bool>(true) : always_below(left, right, true) ? std::optional<bool>(false) : std::nullopt;
    case Op::GreaterEqual:
      return always_below(right, left, true) ? std::optional<bool>(true) : always_below(left, right, false) ? std::optional<bool>(false) : std::nullopt;
    case Op::Equal:
      return always_below(left, right, false) || always_below(right, left, false) ? std::optional<bool>(false) : std::nullopt;
    case Op::Add: case Op::Subtract: case Op::Multiply: case Op::Divide: case Op::Power: case Op::And: case Op::Or:
    case Op::NotEqual: case Op::StartsWith:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace plumb::check
