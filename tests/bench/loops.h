// Loops that somebody would write by hand over the arrays, and the plain sum of a column: what the
// engine is measured against in memory.
#pragma once

#include <cstdint>
#include <vector>

#include "arrays.h"

namespace plumb::bench {

struct Period {
  int32_t first_day = 0, last_day = 0;
};
// 2020
[[nodiscard]] Period assessment_period();

struct Hours {
  std::vector<int64_t> effective, external;  // by instrument, tenths of an hour
};
// Hours of each instrument within the period: one pass over three columns.
void sum_hours(const UsageArrays& usage, Period period, int threads, Hours& hours);
// The sum of one column of 16 bits: the most that memory gives.
[[nodiscard]] int64_t sum_column(const std::vector<int16_t>& column, int threads);

}  // namespace plumb::bench
