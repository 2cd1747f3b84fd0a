// What an expression is for one combination of a sweep. Short of that it is not known, which is never taken for false.
#include <algorithm>

#include "check/find/sweep.h"
#include "check/infer/infer_parts.h"

namespace plumb::check {

using program::ExprId;
using program::Number;
using program::Op;
using program::Value;

namespace {

const Number* number_in(const std::optional<Value>& value) { return value ? std::get_if<Number>(&*value) : nullptr; }

std::optional<bool> truth_in(const std::optional<Value>& value) {
  const auto* truth = value ? std::get_if<bool>(&*value) : nullptr;
  return truth == nullptr ? std::nullopt : std::optional<bool>(*truth);
}

std::optional<bool> compare(Op op, const Value& a, const Value& b) {
  const auto order = order_of(a, b);
  if (!order) return std::nullopt;
  switch (op) {
    case Op::Equal: return *order == 0;
    case Op::NotEqual: return *order != 0;
    case Op::Less: return *order < 0;
    case Op::LessEqual: return *order <= 0;
    case Op::Greater: return *order > 0;
    case Op::GreaterEqual: return *order >= 0;
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::Power:
    case Op::And:
    case Op::Or:
    case Op::StartsWith: break;
  }
  return std::nullopt;
}

std::optional<Value> as_value(const std::optional<bool>& truth) { return truth ? std::optional<Value>(*truth) : std::nullopt; }

}  // namespace

std::optional<Value> Sweep::binary_value(const program::BinaryExpr& node, bool soft) const {
  if (node.op == Op::And || node.op == Op::Or) {
    const bool absorbing = node.op == Op::Or;
    const std::optional<bool> left = holds(node.left, soft);
    if (left == absorbing) return Value(absorbing);
    const std::optional<bool> right = holds(node.right, soft);
    if (right == absorbing) return Value(absorbing);
    return left && right ? std::optional<Value>(!absorbing) : std::nullopt;
  }
  const std::optional<Value> left = value(node.left, soft);
  const std::optional<Value> right = left ? value(node.right, soft) : std::nullopt;
  if (!right) return std::nullopt;
  const Number* a = number_in(left);
  const Number* b = number_in(right);
  switch (node.op) {
    case Op::Add: return a != nullptr && b != nullptr ? std::optional<Value>(*a + *b) : std::nullopt;
    case Op::Subtract: return a != nullptr && b != nullptr ? std::optional<Value>(*a - *b) : std::nullopt;
    case Op::Multiply: return a != nullptr && b != nullptr ? std::optional<Value>(*a * *b) : std::nullopt;
    case Op::Divide:
      if (a == nullptr || b == nullptr) return std::nullopt;
      return b->is_zero() ? answer_value(node.if_zero, soft) : std::optional<Value>(a->divided_by(*b));
    case Op::Power:
    case Op::StartsWith:
    case Op::And:
    case Op::Or: return std::nullopt;
    case Op::Equal:
    case Op::NotEqual:
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual: break;
  }
  return as_value(compare(node.op, *left, *right));
}

std::optional<Value> Sweep::call_value(const program::CallExpr& node, bool soft) const {
  std::optional<Number> result;
  const bool larger = node.function == program::Function::Larger;
  if (!larger && node.function != program::Function::Smaller && node.function != program::Function::Absolute) return std::nullopt;
  for (const ExprId operand : node.operands) {
    const std::optional<Value> one = value(operand, soft);
    const Number* number = number_in(one);
    if (number == nullptr) return std::nullopt;
    if (!result || (larger ? *number > *result : *number < *result)) result = *number;
  }
  if (!result) return std::nullopt;
  return node.function == program::Function::Absolute ? result->abs() : *result;
}

std::optional<Value> Sweep::answer_value(const program::Answer& answer, bool soft) const {
  if (answer.kind == program::AnswerKind::SelfAbsent) return Value(program::Absent{.kind = answer.absent_kind});
  return answer.kind == program::AnswerKind::Value ? value(answer.value, soft) : std::nullopt;
}

std::optional<Value> Sweep::absent_value(const program::IfAbsent& node, bool soft) const {
  std::optional<Value> operand = value(node.operand, soft);
  const auto* absent = operand ? std::get_if<program::Absent>(&*operand) : nullptr;
  if (absent == nullptr || absent->kind.value >= 64) return operand;
  for (const auto& [kinds, answer] : node.answers) {
    if ((kinds >> absent->kind.value & 1u) != 0) return answer_value(answer, soft);
  }
  return operand;
}

std::optional<bool> Sweep::cell_holds(const program::Cell& cell, const Value& input) const {
  const auto* absent = std::get_if<program::Absent>(&input);
  if (cell.kind == program::CellKind::Any) return true;
  if (cell.kind == program::CellKind::Absent) return absent != nullptr && (cell.absence >> absent->kind.value & 1u) != 0;
  if (absent != nullptr) return false;
  const auto meets = [&](ExprId bound, Op op) -> std::optional<bool> {
    const std::optional<Value> known = known_value(context_, bound);
    return known ? compare(op, input, *known) : std::nullopt;
  };
  if (cell.kind == program::CellKind::Interval) {
    const std::optional<bool> low = cell.low.valid() ? meets(cell.low, cell.low_open ? Op::Greater : Op::GreaterEqual) : true;
    const std::optional<bool> high = cell.high.valid() ? meets(cell.high, cell.high_open ? Op::Less : Op::LessEqual) : true;
    if (low == false || high == false) return false;
    return low && high ? std::optional<bool>(true) : std::nullopt;
  }
  std::optional<bool> any = false;
  for (const ExprId candidate : cell.values) {
    const std::optional<bool> one = meets(candidate, cell.kind == program::CellKind::Values ? Op::Equal : cell.op);
    if (one == true) return true;
    if (!one) any.reset();
  }
  return any;
}

std::optional<Value> Sweep::lookup_value(const program::Lookup& lookup, bool soft) const {
  if (lookup.hits == program::HitPolicy::AllHits) return std::nullopt;
  std::vector<Value> inputs;
  for (const ExprId input : lookup.inputs) {
    std::optional<Value> one = value(input, soft);
    if (!one) return std::nullopt;
    inputs.push_back(std::move(*one));
  }
  const program::LookupRow* otherwise = nullptr;
  for (const program::LookupRow& row : lookup.rows) {
    if (row.is_otherwise) {
      otherwise = &row;
      continue;
    }
    bool is_hit = true;
    for (size_t i = 0; i < row.cells.size() && is_hit; ++i) {
      const std::optional<bool> cell = cell_holds(row.cells[i], inputs[i]);
      if (!cell) return std::nullopt;
      is_hit = *cell;
    }
    if (is_hit) return answer_value(row.value, soft);
  }
  return otherwise == nullptr ? std::nullopt : answer_value(otherwise->value, soft);
}

std::optional<bool> Sweep::holds(ExprId id, bool soft) const {
  if (!id.valid()) return true;
  return truth_in(value(id, soft));
}

std::optional<Value> Sweep::value(ExprId id, bool soft) const {
  if (!id.valid()) return std::nullopt;
  if (const auto reading = reading_of_.find(id.value); reading != reading_of_.end()) {
    if (subjects_[reading->second].is_soft && !soft) return std::nullopt;
    const Value* found = at(reading->second);
    return found == nullptr ? std::nullopt : std::optional<Value>(*found);
  }
  if (const auto inlined = inlined_.find(id.value); inlined != inlined_.end()) return value(inlined->second, soft);
  const auto& node = context_.program.at(id).node;
  if (const auto* literal = std::get_if<program::Literal>(&node)) return literal->value;
  if (std::holds_alternative<program::ParameterAt>(node)) return known_value(context_, id);
  if (const auto* negation = std::get_if<program::NotExpr>(&node)) {
    const std::optional<bool> operand = holds(negation->operand, soft);
    return operand ? std::optional<Value>(!*operand) : std::nullopt;
  }
  if (const auto* negation = std::get_if<program::NegateExpr>(&node)) {
    const std::optional<Value> operand = value(negation->operand, soft);
    const Number* number = number_in(operand);
    return number == nullptr ? std::nullopt : std::optional<Value>(-*number);
  }
  if (const auto* binary = std::get_if<program::BinaryExpr>(&node)) return binary_value(*binary, soft);
  if (const auto* choose = std::get_if<program::ChooseExpr>(&node)) {
    const std::optional<bool> condition = holds(choose->condition, soft);
    return condition ? value(*condition ? choose->then : choose->otherwise, soft) : std::nullopt;
  }
  if (const auto* one_of = std::get_if<program::OneOfExpr>(&node)) {
    const std::optional<Value> subject = value(one_of->subject, soft);
    bool is_known = subject.has_value();
    for (const ExprId alternative : one_of->alternatives) {
      const std::optional<Value> one = is_known ? value(alternative, soft) : std::nullopt;
      const std::optional<bool> equal = one ? compare(Op::Equal, *subject, *one) : std::nullopt;
      if (equal == true) return Value(true);
      is_known = is_known && equal.has_value();
    }
    return is_known ? std::optional<Value>(false) : std::nullopt;
  }
  if (const auto* within = std::get_if<program::WithinExpr>(&node)) {
    const std::optional<Value> subject = value(within->subject, soft);
    if (!subject) return std::nullopt;
    const auto meets = [&](ExprId bound, Op op) -> std::optional<bool> {
      if (!bound.valid()) return true;
      const std::optional<Value> known = value(bound, soft);
      return known ? compare(op, *subject, *known) : std::nullopt;
    };
    const std::optional<bool> low = meets(within->low, within->low_open ? Op::Greater : Op::GreaterEqual);
    const std::optional<bool> high = meets(within->high, within->high_open ? Op::Less : Op::LessEqual);
    if (low == false || high == false) return Value(false);
    return low && high ? std::optional<Value>(true) : std::nullopt;
  }
  if (const auto* has = std::get_if<program::HasValue>(&node)) {
    const std::optional<Value> operand = value(has->operand, soft);
    if (!operand) return std::nullopt;
    const auto* absent = std::get_if<program::Absent>(&*operand);
    return Value(absent == nullptr || absent->kind.value >= 64 || (has->kinds >> absent->kind.value & 1u) == 0);
  }
  if (const auto* settled = std::get_if<program::IfAbsent>(&node)) return absent_value(*settled, soft);
  if (const auto* round = std::get_if<program::RoundExpr>(&node)) {
    const std::optional<Value> operand = value(round->operand, soft), multiple = value(round->multiple, soft);
    const Number* number = number_in(operand);
    const Number* place = number_in(multiple);
    if (number == nullptr || place == nullptr || place->sign() <= 0) return std::nullopt;
    return number->round_to(*place, round->mode);
  }
  if (const auto* step = std::get_if<program::StepExpr>(&node)) {
    const std::optional<Value> operand = value(step->operand, soft), size = value(step->step, soft);
    const Number* number = number_in(operand);
    const Number* length = number_in(size);
    if (number == nullptr || length == nullptr || length->sign() <= 0) return std::nullopt;
    const Number quotient = number->divided_by(*length);
    switch (step->kind) {
      case program::StepKind::Full: return quotient.floor();
      case program::StepKind::Proportional: return quotient;
      case program::StepKind::Begun: return quotient.ceiling();
    }
  }
  if (const auto* call = std::get_if<program::CallExpr>(&node)) return call_value(*call, soft);
  if (const auto* lookup = std::get_if<program::Lookup>(&node)) return lookup_value(*lookup, soft);
  return std::nullopt;
}

// As the evaluator has it: in order the first that holds, else the one that holds and gives way to none.
std::optional<Value> Sweep::value(program::DefinitionId id, bool soft) const {
  const program::Definition& definition = context_.program.at(id);
  const auto* by = std::get_if<program::ByCases>(&definition.by);
  if (by == nullptr || worst_basis(definition.bases) == program::BasisKind::NotGiven) return std::nullopt;
  int32_t chosen = -1, otherwise = -1;
  std::vector<bool> does_hold(by->cases.size(), false), gives_way(by->cases.size(), false);
  for (size_t i = 0; i < by->cases.size(); ++i) {
    const program::Case& one = by->cases[i];
    if (one.rule.empty() && !one.guard.valid() && by->mode != program::CaseMode::Single) {
      otherwise = static_cast<int32_t>(i);
      continue;
    }
    const std::optional<bool> guard = holds(one.guard, soft);
    if (!guard) return std::nullopt;
    does_hold[i] = *guard;
    if (*guard && by->mode != program::CaseMode::Exceptions) {
      chosen = static_cast<int32_t>(i);
      break;
    }
    if (*guard && one.exception_to >= 0) gives_way[static_cast<size_t>(one.exception_to)] = true;
  }
  for (size_t i = 0; i < by->cases.size() && by->mode == program::CaseMode::Exceptions; ++i) {
    if (!does_hold[i] || gives_way[i]) continue;
    if (chosen >= 0) return std::nullopt;
    chosen = static_cast<int32_t>(i);
  }
  if (chosen < 0) chosen = otherwise;
  if (chosen < 0) return std::nullopt;
  const program::Case& fired = by->cases[static_cast<size_t>(chosen)];
  return worst_basis(fired.bases) == program::BasisKind::NotGiven ? std::nullopt : answer_value(fired.value, soft);
}

std::optional<bool> Sweep::is_member(program::PopulationId id, bool soft) const {
  const std::vector<program::PopulationRule>& rules = context_.program.at(id).rules;
  const auto rule_holds = [&](auto&& self, size_t at) -> std::optional<bool> {
    std::optional<bool> found = holds(rules[at].condition, soft);
    for (size_t i = 0; i < rules.size() && found == true; ++i) {
      if (rules[i].exception_to != static_cast<int32_t>(at)) continue;
      const std::optional<bool> lifts = self(self, i);
      found = lifts ? std::optional<bool>(!*lifts) : std::nullopt;
    }
    return found;
  };
  bool has_inclusion = false;
  std::optional<bool> included = false, excluded = false;
  for (size_t i = 0; i < rules.size(); ++i) {
    if (rules[i].exception_to >= 0) continue;
    const std::optional<bool> found = rule_holds(rule_holds, i);
    std::optional<bool>& side = rules[i].is_exclusion ? excluded : included;
    has_inclusion = has_inclusion || !rules[i].is_exclusion;
    if (side != true) side = found == true || !found ? found : side;
  }
  if (!has_inclusion) included = true;
  if (included == false || excluded == true) return false;
  return included && excluded ? std::optional<bool>(true) : std::nullopt;
}

}  // namespace plumb::check
