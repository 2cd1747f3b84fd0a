// Truths: both sides are computed, since nothing that an operand does can be seen; what is met first decides as if the
// other had never been looked at.
#include <algorithm>

#include "diagnostics/abort_internal.h"
#include "run/each_lane.h"
#include "run/evaluator.h"

namespace plumb::run {

using base::Number;
using program::Op;

Vector Evaluator::node(const program::NotExpr& node_of, ExprId, const Batch& batch, Active active) {
  Vector operand = eval(node_of.operand, batch, active);
  const uint32_t count = operand.is_constant ? 1 : batch.lanes;
  Buffer<int64_t> keep = std::move(operand.own_ints);
  const int64_t* from = operand.ints;
  int64_t* to = operand.make_ints(pools_);
  for (uint32_t i = 0; i < count; ++i) to[i] = from[i] ^ 1;
  return operand;
}

Vector Evaluator::logic(const program::BinaryExpr& node_of, const Batch& batch, Active active) {
  const bool is_or = node_of.op == Op::Or;
  const int64_t decides = is_or ? 1 : 0;
  Vector left = eval(node_of.left, batch, active);
  spread(pools_, left, {}, TypeKind::Truth, batch.lanes);
  Buffer<uint8_t> lanes(pools_.states);
  uint8_t* undecided = lanes.data();
  uint32_t count = 0;
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    undecided[i] = is_active(active, i) && left.is_known(i) && left.ints[i] != decides ? 1 : 0;
    count += undecided[i];
  }
  if (count == 0) return left;
  const Vector right = eval(node_of.right, batch, undecided);
  if (left.is_all_known() && right.is_all_known()) {
    Vector result;
    int64_t* out = result.make_ints(pools_);
    if (is_or)
      each_pair(left, right, batch.lanes, [&](uint32_t i, int64_t a, int64_t b) { out[i] = a | b; });
    else
      each_pair(left, right, batch.lanes, [&](uint32_t i, int64_t a, int64_t b) { out[i] = a & b; });
    return result;
  }
  if (left.own_ints.data() == nullptr) {
    const int64_t* from = left.ints;
    std::copy_n(from, batch.lanes, left.make_ints(pools_));
  }
  merge(pools_, left, right, undecided, false, batch.lanes);
  return left;
}

Vector Evaluator::node(const program::ChooseExpr& node_of, ExprId id, const Batch& batch, Active active) {
  Vector condition = eval(node_of.condition, batch, active);
  spread(pools_, condition, {}, TypeKind::Truth, batch.lanes);
  Buffer<uint8_t> then_lanes(pools_.states), else_lanes(pools_.states);
  uint8_t *is_then = then_lanes.data(), *is_else = else_lanes.data();
  uint32_t then_count = 0, else_count = 0;
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    const bool is_live = is_active(active, i) && condition.is_known(i);
    is_then[i] = is_live && condition.ints[i] != 0 ? 1 : 0;
    is_else[i] = is_live && condition.ints[i] == 0 ? 1 : 0;
    then_count += is_then[i];
    else_count += is_else[i];
  }
  Vector result = blank(pools_, shape(id), kind(id), batch.lanes);
  const bool is_wide = is_rational(shape(id), kind(id));
  const auto take = [&](ExprId branch, const uint8_t* mask) {
    Vector value = eval(branch, batch, mask);
    if (kind(id) == TypeKind::Number) reshape(pools_, value, shape(branch), shape(id), batch.lanes);
    merge(pools_, result, value, mask, is_wide, batch.lanes);
  };
  if (then_count > 0) take(node_of.then, is_then);
  if (else_count > 0) take(node_of.otherwise, is_else);
  if (!condition.is_all_known()) {
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (!condition.is_known(i)) set_state(pools_, result, i, condition.state(i), condition.open(i), batch.lanes);
    }
  }
  return result;
}

// --- comparisons ---

namespace {

bool is_met(Op op, std::strong_ordering order) {
  switch (op) {
    case Op::Equal: return order == 0;
    case Op::NotEqual: return order != 0;
    case Op::Less: return order < 0;
    case Op::LessEqual: return order <= 0;
    case Op::Greater: return order > 0;
    case Op::GreaterEqual: return order >= 0;
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::Power:
    case Op::And:
    case Op::Or:
    case Op::StartsWith: break;
  }
  diagnostics::abort_internal("run", "comparison");
}

void compare_all(Op op, const Vector& left, const Vector& right, uint32_t count, int64_t* out) {
  const auto with = [&](auto test) {
    each_pair(left, right, count, [&](uint32_t i, int64_t a, int64_t b) { out[i] = test(a, b) ? 1 : 0; });
  };
  switch (op) {
    case Op::Equal: return with([](int64_t a, int64_t b) { return a == b; });
    case Op::NotEqual: return with([](int64_t a, int64_t b) { return a != b; });
    case Op::Less: return with([](int64_t a, int64_t b) { return a < b; });
    case Op::LessEqual: return with([](int64_t a, int64_t b) { return a <= b; });
    case Op::Greater: return with([](int64_t a, int64_t b) { return a > b; });
    case Op::GreaterEqual: return with([](int64_t a, int64_t b) { return a >= b; });
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::Power:
    case Op::And:
    case Op::Or:
    case Op::StartsWith: break;
  }
}

bool holds_name(const program::NameSet& set, const std::string& name) {
  return std::find(set.names.begin(), set.names.end(), name) != set.names.end();
}

bool is_address(TypeKind kind) { return kind == TypeKind::Text || kind == TypeKind::NameSet || kind == TypeKind::Spans; }

}  // namespace

Vector Evaluator::compare(ExprId left_expr, ExprId right_expr, Op op, const Batch& batch, Active active) {
  const Vector left = eval(left_expr, batch, active);
  // What stands right is only met where the left is known.
  Vector right = eval(right_expr, batch, active);
  return compare_vectors(left, left_expr, right, right_expr, op, batch, active);
}

Vector Evaluator::compare_vectors(const Vector& left, ExprId left_expr, const Vector& right, ExprId right_expr, Op op,
                                  const Batch& batch, Active active) {
  Vector result;
  result.is_constant = left.is_constant && right.is_constant;
  const uint32_t count = result.is_constant ? 1 : batch.lanes;
  int64_t* out = result.make_ints(pools_);
  take_first_open(pools_, result, left, right, batch.lanes);
  const TypeKind a_kind = kind(left_expr), b_kind = kind(right_expr);
  const Shape &a_shape = shape(left_expr), &b_shape = shape(right_expr);
  const auto each_live = [&](auto test) {
    for (uint32_t i = 0; i < count; ++i) {
      out[i] = (result.is_constant || is_active(active, i)) && result.is_known(i) && test(i) ? 1 : 0;
    }
  };
  if (a_kind != b_kind) {  // a set of names and one that it may hold
    const bool is_left_set = a_kind == TypeKind::NameSet;
    const Vector &sets = is_left_set ? left : right, &ones = is_left_set ? right : left;
    const program::Type& type = context_.program.at(is_left_set ? right_expr : left_expr).type;
    each_live([&](uint32_t i) {
      const std::string& name = type.kind == TypeKind::Label
                                    ? context_.program.at(type.enumeration).labels[static_cast<size_t>(ones.at(i))]
                                    : as_text(ones.at(i));
      return holds_name(as_names(sets.at(i)), name) == (op == Op::Equal);
    });
    return result;
  }
  if (op == Op::StartsWith) {
    each_live([&](uint32_t i) { return as_text(left.at(i)).starts_with(as_text(right.at(i))); });
    return result;
  }
  if (is_address(a_kind)) {
    each_live([&](uint32_t i) { return is_met(op, compare_integers(a_kind, left.at(i), right.at(i))); });
    return result;
  }
  if (a_kind != TypeKind::Number || (a_shape == b_shape && a_shape.form == Form::Int64) ||
      (a_shape.form == Form::Int64 && b_shape.form == Form::Int64 && a_shape.unit == b_shape.unit)) {
    compare_all(op, left, right, count, out);
    return result;
  }
  const Shape both = plan::join(a_shape, b_shape);
  const auto in_shape = [&](const Vector& vector, const Shape& from) {
    Vector copy;
    copy.is_constant = vector.is_constant;
    copy.ints = vector.ints;
    copy.numbers = vector.numbers;
    reshape(pools_, copy, from, both, batch.lanes);
    return copy;
  };
  const Vector a = in_shape(left, a_shape), b = in_shape(right, b_shape);
  if (both.form == Form::Int64) {
    compare_all(op, a, b, count, out);
    return result;
  }
  each_live([&](uint32_t i) { return is_met(op, a.number(i) <=> b.number(i)); });
  return result;
}

Vector Evaluator::node(const program::OneOfExpr& node_of, ExprId, const Batch& batch, Active active) {
  const Vector subject = eval(node_of.subject, batch, active);
  Vector result = blank(pools_, {}, TypeKind::Truth, batch.lanes);
  Buffer<uint8_t> lanes(pools_.states);
  uint8_t* is_left = lanes.data();
  uint32_t count = 0;
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    is_left[i] = is_active(active, i) && subject.is_known(i) ? 1 : 0;
    count += is_left[i];
    if (!subject.is_known(i)) set_state(pools_, result, i, subject.state(i), subject.open(i), batch.lanes);
  }
  for (const ExprId alternative : node_of.alternatives) {
    if (count == 0) break;
    const Vector value = eval(alternative, batch, is_left);
    const Vector equal = compare_vectors(subject, node_of.subject, value, alternative, Op::Equal, batch, is_left);
    int64_t* out = result.own_ints.data();
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      if (is_left[i] == 0) continue;
      const bool is_known = equal.is_known(i);
      if (!is_known) set_state(pools_, result, i, equal.state(i), equal.open(i), batch.lanes);
      if (is_known && equal.at(i) == 0) continue;
      out[i] = 1;
      is_left[i] = 0;
      --count;
    }
  }
  return result;
}

Vector Evaluator::within(const Vector& subject, ExprId subject_expr, ExprId low, ExprId high, bool low_open, bool high_open,
                         const Batch& batch, Active active) {
  Vector result;
  if (low.valid())
    result = compare_vectors(subject, subject_expr, eval(low, batch, active), low, low_open ? Op::Greater : Op::GreaterEqual,
                             batch, active);
  if (!high.valid()) {
    if (low.valid()) return result;
    result = constant(pools_, {.integer = 1}, {}, TypeKind::Truth);
    return result;
  }
  if (!low.valid())
    return compare_vectors(subject, subject_expr, eval(high, batch, active), high, high_open ? Op::Less : Op::LessEqual, batch,
                           active);
  // A lower bound that is not reached decides before the upper one is looked at.
  const Vector below = compare_vectors(subject, subject_expr, eval(high, batch, active), high,
                                       high_open ? Op::Less : Op::LessEqual, batch, active);
  if (result.is_all_known() && below.is_all_known()) {
    Vector both;
    both.is_constant = result.is_constant && below.is_constant;
    int64_t* out = both.make_ints(pools_);
    each_pair(result, below, both.is_constant ? 1 : batch.lanes, [&](uint32_t i, int64_t a, int64_t b) { out[i] = a & b; });
    return both;
  }
  spread(pools_, result, {}, TypeKind::Truth, batch.lanes);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!result.is_known(i) || result.ints[i] == 0) continue;
    result.own_ints.data()[i] = below.at(i);
    if (!below.is_known(i)) set_state(pools_, result, i, below.state(i), below.open(i), batch.lanes);
  }
  return result;
}

Vector Evaluator::node(const program::WithinExpr& node_of, ExprId, const Batch& batch, Active active) {
  const Vector subject = eval(node_of.subject, batch, active);
  if (!node_of.low.valid() && !node_of.high.valid()) {
    Vector result = constant(pools_, {.integer = 1}, {}, TypeKind::Truth);
    spread(pools_, result, {}, TypeKind::Truth, batch.lanes);
    take_first_open(pools_, result, subject, subject, batch.lanes);
    return result;
  }
  return within(subject, node_of.subject, node_of.low, node_of.high, node_of.low_open, node_of.high_open, batch, active);
}

}  // namespace plumb::run
