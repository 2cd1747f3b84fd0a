// Operators that make one number of two, lane by lane. Internal to run.
#pragma once

#include <optional>
#include <utility>

#include "run/evaluator.h"

namespace plumb::run {

// The first operand that is not known stands for the result. Else `of(a, b, number)` sets the number, or tells why there is
// none. The result is in shape `to`, which is fractions or, by the plan's proof, holds every number that `of` sets.
template <class Of>
Vector combine_numbers(Evaluator& evaluator, ExprId left, ExprId right, const Shape& to, const Batch& batch, Active active,
                       Of&& of) {
  const Vector a = evaluator.eval_as(plan::rational(), left, batch, active);
  const Vector b = evaluator.eval_as(plan::rational(), right, batch, active);
  const bool is_wide = to.form == Form::Rational;
  Vector result;
  base::Number* numbers = is_wide ? result.make_numbers(evaluator.pools()) : nullptr;
  int64_t* ints = is_wide ? nullptr : result.make_ints(evaluator.pools());
  take_first_open(evaluator.pools(), result, a, b, batch.lanes);
  for (uint32_t i = 0; i < batch.lanes; ++i) {
    if (!is_active(active, i) || !result.is_known(i)) continue;
    base::Number number;
    const std::optional<PlaceKind> fault = of(a.number(i), b.number(i), number);
    if (fault)
      set_open(evaluator.pools(), result, i, evaluator.faulty_here(*fault, batch, i), batch.lanes);
    else if (is_wide)
      numbers[i] = std::move(number);
    else
      ints[i] = plan::in_units(number, to.unit).value_or(0);
  }
  return result;
}

}  // namespace plumb::run
