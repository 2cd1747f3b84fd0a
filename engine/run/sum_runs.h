// The innermost loops of reductions: sums and counts of narrow whole numbers over runs of rows that follow each other.
// Internal to run; nothing is looked up and nothing can be open here.
#pragma once

#include <cstdint>
#include <span>

#include "data/integers.h"

namespace plumb::run {

// Rows count where `low <= tested[row] <= high`.
struct Within {
  const data::Integers* tested = nullptr;  // null: every row counts
  int64_t low = 0, high = 0;
};

// Of every run [offsets[i], offsets[i + 1]): how many rows count, and the sum of their values (`values` null: no sum).
// False, and nothing is written: one of the columns is not held as single values.
bool sum_runs(const data::Integers* values, const Within& within, std::span<const uint32_t> offsets, int64_t* sums,
              uint32_t* counts);

}  // namespace plumb::run
