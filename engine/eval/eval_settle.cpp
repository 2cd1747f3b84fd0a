// Absence: tests and settlements (law L5).
#include "diagnostics/abort_internal.h"
#include "eval/evaluator.h"

namespace plumb::eval {

using program::Expr;

namespace {

bool names_kind(program::AbsenceSet kinds, program::AbsenceKindId kind) {
  return kind.value < 64 && ((kinds >> kind.value) & 1u) != 0;
}

}  // namespace

const Value& Evaluator::eval_answer(const program::Answer& answer, Value& slot) {
  switch (answer.kind) {
    case program::AnswerKind::Value: return eval(answer.value, slot);
    case program::AnswerKind::LeaveOut: return slot = program::LeftOut{};
    case program::AnswerKind::SelfAbsent: return slot = program::Absent{answer.absent_kind, true};
    case program::AnswerKind::None: break;
  }
  // The checker proved that it is never asked for; a promise of the data may still be broken.
  return slot = faulty_here(PlaceKind::NoCaseHolds);
}

const Value& Evaluator::eval_node(const program::HasValue& node, const Expr&, ExprId, Value& slot) {
  const Value& operand = eval(node.operand, slot);
  if (const auto* absent = std::get_if<program::Absent>(&operand); absent != nullptr && !absent->of_definition) {
    const bool is_named = names_kind(node.kinds, absent->kind);
    return slot = !is_named;
  }
  if (!program::is_known(operand)) return operand;
  return slot = true;
}

const Value& Evaluator::eval_node(const program::IfAbsent& node, const Expr&, ExprId id, Value& slot) {
  const Value& operand = eval(node.operand, slot);
  const auto* absent = std::get_if<program::Absent>(&operand);
  if (absent == nullptr || absent->of_definition) return operand;
  const program::AbsenceKindId kind = absent->kind;
  for (const auto& [kinds, answer] : node.answers) {
    if (!names_kind(kinds, kind)) continue;
    const Value& value = eval_answer(answer, slot);
    if (recorder_ != nullptr) [[unlikely]] {
      const bool is_left_out = std::holds_alternative<program::LeftOut>(value);
      recorder_->leaf({.kind = is_left_out ? results::StepKind::LeftOut : results::StepKind::Settled,
                       .expr = id,
                       .detail_index = static_cast<int32_t>(kind.value),
                       .detail = program_.absence_kinds[kind.value].name,
                       .value = value});
    }
    return value;
  }
  return operand;
}

}  // namespace plumb::eval
