// Values as the operators of room population take them in, and back. Internal to eval.
#pragma once

#include "population/openness.h"
#include "program/value.h"

namespace plumb::eval {

// Why a value is not known; known where it is.
[[nodiscard]] population::Openness openness_of(const program::Value& value);
// What stands instead of a value; true where it is known.
[[nodiscard]] program::Value value_of(const population::Openness& openness);

// Precondition: where it is known, the value is a truth (a number).
[[nodiscard]] population::Truth truth_of(const program::Value& value);
[[nodiscard]] population::Quantity quantity_of(const program::Value& value);

}  // namespace plumb::eval
