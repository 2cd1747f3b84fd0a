// What operators do with vectors: constants, shapes, masks, and which lane is open. Internal to run.
//
// `lanes` is always the size of the batch; what is written lives in buffers of `pools`.
#pragma once

#include "plan/plan.h"
#include "run/column.h"
#include "run/vector.h"

namespace plumb::run {

// Lanes that matter; null: all. Other lanes may hold anything.
using Active = const uint8_t*;
[[nodiscard]] inline bool is_active(Active active, uint32_t lane) { return active == nullptr || active[lane] != 0; }

// Is it held as fractions?
[[nodiscard]] inline bool is_rational(const plan::Shape& shape, TypeKind kind) {
  return kind == TypeKind::Number && shape.form == plan::Form::Rational;
}

// One lane that stands for all.
[[nodiscard]] Vector constant(Pools& pools, const Lane& lane, const plan::Shape& shape, TypeKind kind);
// Every lane of its own; a vector that has them stays as it is.
void spread(Pools& pools, Vector& vector, const plan::Shape& shape, TypeKind kind, uint32_t lanes);
// Lanes of its own, known and zero until they are written.
[[nodiscard]] Vector blank(Pools& pools, const plan::Shape& shape, TypeKind kind, uint32_t lanes);
// Numbers of shape `from` in shape `to`.
void reshape(Pools& pools, Vector& vector, const plan::Shape& from, const plan::Shape& to, uint32_t lanes);
// Lanes where `mask` is 1 come from `from`. Into lanes of its own; `is_wide`: fractions.
void merge(Pools& pools, Vector& into, const Vector& from, const uint8_t* mask, bool is_wide, uint32_t lanes);
// The first that is not known, of a and then b, stands for the result.
void take_first_open(Pools& pools, Vector& result, const Vector& a, const Vector& b, uint32_t lanes);
void set_state(Pools& pools, Vector& vector, uint32_t lane, uint8_t state, uint32_t open, uint32_t lanes);
void set_open(Pools& pools, Vector& vector, uint32_t lane, uint32_t code, uint32_t lanes);

// One lane by itself.
[[nodiscard]] Lane lane_of(const Vector& vector, uint32_t i, bool is_wide);

}  // namespace plumb::run
