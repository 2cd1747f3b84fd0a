#include "run/lanes.h"

#include <algorithm>

#include "diagnostics/abort_internal.h"

namespace plumb::run {

using base::Number;
using plan::Form;
using plan::Shape;

Vector constant(Pools& pools, const Lane& lane, const Shape& shape, TypeKind kind) {
  Vector result;
  result.is_constant = true;
  if (is_rational(shape, kind)) {
    result.make_numbers(pools)[0] = lane.number;
  } else {
    result.make_ints(pools)[0] = lane.integer;
  }
  if (lane.state != state::Known) {
    result.make_states(pools, 1)[0] = lane.state;
    result.make_opens(pools)[0] = lane.open;
  }
  return result;
}

void spread(Pools& pools, Vector& vector, const Shape& shape, TypeKind kind, uint32_t lanes) {
  if (!vector.is_constant) return;
  Vector wide;
  if (is_rational(shape, kind)) {
    std::fill_n(wide.make_numbers(pools), lanes, vector.numbers[0]);
  } else {
    std::fill_n(wide.make_ints(pools), lanes, vector.ints[0]);
  }
  if (vector.states != nullptr) {
    std::fill_n(wide.make_states(pools, 0), lanes, vector.states[0]);
    std::fill_n(wide.make_opens(pools), lanes, vector.open(0));
  }
  vector = std::move(wide);
}

void set_state(Pools& pools, Vector& vector, uint32_t lane, uint8_t state, uint32_t open, uint32_t lanes) {
  if (vector.own_states.data() == nullptr) {
    const uint8_t* before = vector.states;
    uint8_t* states = vector.make_states(pools, before == nullptr ? lanes : 0);
    if (before != nullptr) std::copy_n(before, lanes, states);
  }
  vector.own_states.data()[lane] = state;
  if (state != state::Open) return;
  if (vector.own_opens.data() == nullptr) {
    const uint32_t* before = vector.opens;
    uint32_t* opens = vector.make_opens(pools);
    if (before != nullptr) std::copy_n(before, lanes, opens);
  }
  vector.own_opens.data()[lane] = open;
}

void set_open(Pools& pools, Vector& vector, uint32_t lane, uint32_t code, uint32_t lanes) {
  set_state(pools, vector, lane, state::Open, code, lanes);
}

void take_first_open(Pools& pools, Vector& result, const Vector& a, const Vector& b, uint32_t lanes) {
  if (a.is_all_known() && b.is_all_known()) return;
  const uint32_t count = result.is_constant ? 1 : lanes;
  uint8_t* states = result.make_states(pools, 0);
  const bool has_opens = a.opens != nullptr || b.opens != nullptr;
  uint32_t* opens = has_opens ? result.make_opens(pools) : nullptr;
  for (uint32_t i = 0; i < count; ++i) {
    const uint8_t first = a.state(i);
    states[i] = first != state::Known ? first : b.state(i);
    if (has_opens) opens[i] = first != state::Known ? a.open(i) : b.open(i);
  }
}

void merge(Pools& pools, Vector& into, const Vector& from, const uint8_t* mask, bool is_wide, uint32_t lanes) {
  if (is_wide) {
    Number* numbers = into.own_numbers.data();
    for (uint32_t i = 0; i < lanes; ++i) {
      if (mask[i] != 0) numbers[i] = from.number(i);
    }
  } else {
    int64_t* ints = into.own_ints.data();
    for (uint32_t i = 0; i < lanes; ++i) ints[i] = mask[i] != 0 ? from.at(i) : ints[i];
  }
  if (from.is_all_known() && into.is_all_known()) return;
  for (uint32_t i = 0; i < lanes; ++i) {
    if (mask[i] != 0 && (from.state(i) != state::Known || into.state(i) != state::Known)) {
      set_state(pools, into, i, from.state(i), from.open(i), lanes);
    }
  }
}

void reshape(Pools& pools, Vector& vector, const Shape& from, const Shape& to, uint32_t lanes) {
  if (from == to || (from.form == to.form && from.form == Form::Rational)) return;
  const uint32_t count = vector.is_constant ? 1 : lanes;
  if (to.form == Form::Rational) {
    const int64_t* ints = vector.ints;
    Buffer<int64_t> keep = std::move(vector.own_ints);
    Number* numbers = vector.make_numbers(pools);
    if (from.unit == Number(1)) {
      for (uint32_t i = 0; i < count; ++i) numbers[i] = Number(ints[i]);
    } else {
      for (uint32_t i = 0; i < count; ++i) numbers[i] = Number(ints[i]) * from.unit;
    }
    vector.ints = nullptr;
    return;
  }
  if (from.form == Form::Rational) diagnostics::abort_internal("run", "a fraction where the plan proved whole numbers");
  const std::optional<int64_t> factor = from.bound == 0 ? 0 : plan::in_units(from.unit, to.unit);
  if (!factor) diagnostics::abort_internal("run", "a unit that the plan did not provide for");
  if (*factor == 1) return;
  const int64_t* ints = vector.ints;
  Buffer<int64_t> keep = std::move(vector.own_ints);
  int64_t* out = vector.make_ints(pools);
  const uint64_t by = static_cast<uint64_t>(*factor);  // wraps in lanes that nobody reads
  for (uint32_t i = 0; i < count; ++i) out[i] = static_cast<int64_t>(static_cast<uint64_t>(ints[i]) * by);
}

Vector blank(Pools& pools, const Shape& shape, TypeKind kind, uint32_t lanes) {
  Vector vector;
  if (is_rational(shape, kind))
    std::fill_n(vector.make_numbers(pools), lanes, Number());
  else
    std::fill_n(vector.make_ints(pools), lanes, 0);
  return vector;
}

Lane lane_of(const Vector& vector, uint32_t i, bool is_wide) {
  Lane lane;
  lane.state = vector.state(i);
  lane.open = vector.open(i);
  if (is_wide)
    lane.number = vector.number(i);
  else
    lane.integer = vector.at(i);
  return lane;
}

}  // namespace plumb::run
