// What is open, by number, for tables.
#pragma once

#include "population/openness.h"

namespace plumb::population {

inline Openness open(uint32_t number) { return {results::state::Open, number}; }
inline Truth unknown(uint32_t number) { return {.why = open(number)}; }

}  // namespace plumb::population
