// Loops over lanes that a compiler can turn into vector instructions. Internal to run.
#pragma once

#include "run/vector.h"

namespace plumb::run {

// body(i, a, b) for the integers of two vectors; constants are kept in a register.
template <class Body>
void each_pair(const Vector& left, const Vector& right, uint32_t count, Body&& body) {
  const int64_t* a = left.ints;
  const int64_t* b = right.ints;
  if (left.is_constant && right.is_constant) {
    for (uint32_t i = 0; i < count; ++i) body(i, a[0], b[0]);
  } else if (left.is_constant) {
    const int64_t one = a[0];
    for (uint32_t i = 0; i < count; ++i) body(i, one, b[i]);
  } else if (right.is_constant) {
    const int64_t one = b[0];
    for (uint32_t i = 0; i < count; ++i) body(i, a[i], one);
  } else {
    for (uint32_t i = 0; i < count; ++i) body(i, a[i], b[i]);
  }
}

}  // namespace plumb::run
