// Accumulators become the values of an aggregate. Internal to run.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "diagnostics/abort_internal.h"
#include "run/reduce_members.h"
#include "run/run.h"

namespace plumb::run {

// Writes results of one aggregate into the lanes of a vector.
class Finisher {
 public:
  Finisher(Evaluator& evaluator, const program::Aggregate& node, ExprId id, const Batch& batch, Active active, Reducer& reducer,
           Vector& result)
      : evaluator_(evaluator),
        node_(node),
        batch_(batch),
        active_(active),
        reducer_(reducer),
        result_(result),
        kind_(evaluator.kind(id)),
        to_(evaluator.shape(id)) {
    if (kind_ != TypeKind::Number || to_.form != Form::Int64) return;
    of_ones_ = plan::in_units(base::Number(1), to_.unit);
    if (reducer.body_shape().form == Form::Int64 && reducer.body_shape().bound != 0)
      of_bodies_ = plan::in_units(reducer.body_shape().unit, to_.unit);
  }

  void finish(const Vector& parameter, Vector& if_none, uint8_t* is_empty);

 private:
  void put(uint32_t i, Lane lane, const Shape& from) {
    if (lane.state != state::Known) {
      set_state(evaluator_.pools(), result_, i, lane.state, lane.open, batch_.lanes);
    } else if (is_rational(to_, kind_)) {
      result_.own_numbers.data()[i] = number_of(lane, from);
    } else if (kind_ == TypeKind::Number) {
      if (from.form == Form::Rational) diagnostics::abort_internal("run", "a fraction where the plan proved whole numbers");
      result_.own_ints.data()[i] = from.bound == 0 ? 0 : lane.integer * of_bodies_.value();
    } else {
      result_.own_ints.data()[i] = lane.integer;
    }
  }
  void put_number(uint32_t i, base::Number number) {
    if (!number.is_small() && number.digit_count() > DigitLimit) return fault(i, PlaceKind::LimitReached, {});
    if (is_rational(to_, kind_))
      result_.own_numbers.data()[i] = std::move(number);
    else if (number.is_zero())
      result_.own_ints.data()[i] = 0;
    else
      result_.own_ints.data()[i] = plan::in_units(number, to_.unit).value();
  }
  void put_integer(uint32_t i, int64_t integer) {
    if (of_ones_)
      result_.own_ints.data()[i] = integer * *of_ones_;
    else if (kind_ == TypeKind::Number)
      put_number(i, base::Number(integer));
    else
      result_.own_ints.data()[i] = integer;
  }
  void fault(uint32_t i, PlaceKind kind, std::string detail) {
    set_open(evaluator_.pools(), result_, i, evaluator_.faulty_here(kind, batch_, i, std::move(detail)), batch_.lanes);
  }
  [[nodiscard]] base::Number sum_of(const Accumulator& accumulator) const {
    return reducer_.is_wide() ? accumulator.fraction
                              : base::Number::from_scaled_wide(accumulator.sum, 0) * reducer_.body_shape().unit;
  }
  void finish_lane(uint32_t i, const Vector& parameter);
  // --- order_members.cpp ---
  bool finish_ordered(uint32_t i);
  Lane body_of(uint32_t lane, uint32_t row);
  Lane merged_body(uint32_t lane, std::span<const Keyed> rows);

  Evaluator& evaluator_;
  const program::Aggregate& node_;
  const Batch& batch_;
  Active active_;
  Reducer& reducer_;
  Vector& result_;
  TypeKind kind_;
  const Shape& to_;
  std::optional<int64_t> of_ones_, of_bodies_;  // factors from 1 and from the body's unit to the result's, of whole numbers
};

}  // namespace plumb::run
