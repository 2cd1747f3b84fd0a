// Absence: tests and settlements (law L5).
#include <algorithm>

#include "run/evaluator.h"

namespace plumb::run {

namespace {

// `本项缺失` on its way out is settled by nothing.
bool names_kind(program::AbsenceSet kinds, uint8_t state_of_lane) {
  return state::is_plain_absent(state_of_lane) && ((kinds >> state::kind(state_of_lane)) & 1u) != 0;
}

}  // namespace

Vector Evaluator::node(const program::HasValue& node_of, ExprId, const Batch& batch, Active active) {
  const Vector operand = eval(node_of.operand, batch, active);
  if (operand.is_all_known()) return constant(pools_, {.integer = 1}, {}, TypeKind::Truth);
  Vector result;
  result.is_constant = operand.is_constant;
  const uint32_t count = operand.is_constant ? 1 : batch.lanes;
  int64_t* out = result.make_ints(pools_);
  for (uint32_t i = 0; i < count; ++i) {
    const uint8_t found = operand.states[i];
    out[i] = names_kind(node_of.kinds, found) ? 0 : 1;
    if (found != state::Known && !state::is_plain_absent(found)) set_state(pools_, result, i, found, operand.open(i), count);
  }
  return result;
}

Vector Evaluator::node(const program::IfAbsent& node_of, ExprId id, const Batch& batch, Active active) {
  Vector operand = eval(node_of.operand, batch, active);
  if (context_.plan.proofs[id.value] == plan::Proof::ZeroWhereAbsent) {
    operand.states = nullptr;
    operand.opens = nullptr;
    // Given back: whoever marks a lane later must not find states that nobody reads.
    operand.own_states = Buffer<uint8_t>();
    operand.own_opens = Buffer<uint32_t>();
  }
  const bool is_number = kind(id) == TypeKind::Number;
  if (is_number) reshape(pools_, operand, shape(node_of.operand), shape(id), batch.lanes);
  if (operand.is_all_known()) return operand;
  Buffer<uint8_t> lanes(pools_.states), settled(pools_.states);
  uint8_t *mask = lanes.data(), *is_settled = settled.data();
  std::fill_n(is_settled, batch.lanes, uint8_t{0});
  const bool is_wide = is_rational(shape(id), kind(id));
  Vector result;
  bool has_own = false;
  for (const auto& [kinds, answer] : node_of.answers) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < batch.lanes; ++i) {
      mask[i] = is_active(active, i) && is_settled[i] == 0 && names_kind(kinds, operand.state(i)) ? 1 : 0;
      is_settled[i] |= mask[i];
      count += mask[i];
    }
    if (count == 0) continue;
    if (!has_own) {  // lanes of our own, so that answers can be put in
      spread(pools_, operand, shape(id), kind(id), batch.lanes);
      if (is_wide)
        std::copy_n(operand.numbers, batch.lanes, result.make_numbers(pools_));
      else
        std::copy_n(operand.ints, batch.lanes, result.make_ints(pools_));
      std::copy_n(operand.states, batch.lanes, result.make_states(pools_, 0));
      if (operand.opens != nullptr) std::copy_n(operand.opens, batch.lanes, result.make_opens(pools_));
      has_own = true;
    }
    merge(pools_, result, eval_answer(answer, shape(id), kind(id), batch, mask), mask, is_wide, batch.lanes);
  }
  return has_own ? std::move(result) : std::move(operand);
}

}  // namespace plumb::run
