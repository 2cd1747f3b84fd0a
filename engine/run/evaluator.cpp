#include "run/evaluator.h"

#include "run/run.h"

namespace plumb::run {

namespace {

results::Place place_here(PlaceKind kind, const program::Program& program, const Batch& batch, uint32_t lane) {
  results::Place place{.kind = kind};
  if (!batch.computing.valid()) return place;
  place.definition = batch.computing;
  place.row = batch.base_row(lane);
  place.table = program.at(batch.computing).table;
  return place;
}

}  // namespace

Vector Evaluator::eval(ExprId id, const Batch& batch, Active active) {
  return std::visit([&](const auto& node_of) { return node(node_of, id, batch, active); }, context_.program.at(id).node);
}

Vector Evaluator::eval_as(const Shape& to, ExprId expr, const Batch& batch, Active active) {
  Vector result = eval(expr, batch, active);
  reshape(pools_, result, shape(expr), to, batch.lanes);
  return result;
}

Vector Evaluator::eval_answer(const program::Answer& answer, const Shape& to, TypeKind kind_of, const Batch& batch,
                              Active active) {
  switch (answer.kind) {
    case program::AnswerKind::Value:
      return kind_of == TypeKind::Number ? eval_as(to, answer.value, batch, active) : eval(answer.value, batch, active);
    case program::AnswerKind::LeaveOut: return constant(pools_, {.state = state::LeftOut}, to, kind_of);
    case program::AnswerKind::SelfAbsent:
      return constant(pools_,
                      {.state = static_cast<uint8_t>(state::absent(answer.absent_kind.value) | state::AbsentOfDefinition)}, to,
                      kind_of);
    case program::AnswerKind::None: break;
  }
  // The checker proved that it is never asked for; a promise of the data may still be broken.
  Vector result = blank(pools_, to, kind_of, batch.lanes);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (is_active(active, i)) set_open(pools_, result, i, faulty_here(PlaceKind::NoCaseHolds, batch, i), batch.lanes);
  }
  return result;
}

Lane Evaluator::eval_one(ExprId expr, TableId table, uint32_t row, DefinitionId computing, uint32_t computing_row) {
  Batch batch = batch_of(table, row, 1, computing);
  batch.base.first = computing_row;
  return lane_of(eval(expr, batch, nullptr), 0, is_rational(shape(expr), kind(expr)));
}

uint32_t Evaluator::faulty_here(PlaceKind kind, const Batch& batch, uint32_t lane, std::string detail) {
  results::Place place = place_here(kind, context_.program, batch, lane);
  place.detail = std::move(detail);
  return context_.interned.open(std::move(place), false);
}

uint32_t Evaluator::pending_here(const Batch& batch, uint32_t lane) {
  return context_.interned.open(place_here(PlaceKind::NotGivenValue, context_.program, batch, lane), true);
}

void Evaluator::check_digits(Vector& vector, const Batch& batch, Active active) {
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i) || !vector.is_known(i)) continue;
    const base::Number& number = vector.number(i);
    if (!number.is_small() && number.digit_count() > DigitLimit) {
      set_open(pools_, vector, i, faulty_here(PlaceKind::LimitReached, batch, i), batch.lanes);
    }
  }
}

}  // namespace plumb::run
