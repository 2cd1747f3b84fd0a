#include "run/sum_runs.h"

#include <algorithm>
#include <limits>
#include <type_traits>

// The same loop for machines with and without wide registers, chosen when the program starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define PLUMB_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define PLUMB_CLONES
#endif
#define PLUMB_INLINE inline __attribute__((always_inline))

namespace plumb::run {

namespace {

struct Runs {
  const uint32_t* offsets;
  size_t count;
  int64_t* sums;
  uint32_t* counts;
  int64_t base;  // of the values
};

// Rows of one stretch stay few enough for 32-bit sums of 16-bit values.
constexpr uint32_t StretchRows = 1U << 16;

// Narrow values are added in 32 bits, so that more of them fit a register.
template <class Value>
using SumOf = std::conditional_t<sizeof(Value) <= 2, uint32_t, uint64_t>;

template <class Value, class Tested>
PLUMB_INLINE void sum_within(const Value* values, const Tested* tested, Tested low, Tested span, const Runs& runs) {
  for (size_t i = 0; i < runs.count; ++i) {
    uint64_t sum = 0;
    uint32_t count = 0;
    for (uint32_t begin = runs.offsets[i]; begin < runs.offsets[i + 1]; begin += StretchRows) {
      const uint32_t end = std::min(runs.offsets[i + 1], begin + StretchRows);
      SumOf<Value> part = 0;
      for (uint32_t row = begin; row < end; ++row) {
        const bool counts = static_cast<Tested>(tested[row] - low) <= span;
        part += counts ? static_cast<SumOf<Value>>(values[row]) : 0;
        count += counts ? 1 : 0;
      }
      sum += part;
    }
    runs.sums[i] = static_cast<int64_t>(sum) + runs.base * count;
    runs.counts[i] = count;
  }
}

template <class Value>
PLUMB_INLINE void sum_all(const Value* values, const Runs& runs) {
  for (size_t i = 0; i < runs.count; ++i) {
    uint64_t sum = 0;
    for (uint32_t begin = runs.offsets[i]; begin < runs.offsets[i + 1]; begin += StretchRows) {
      const uint32_t end = std::min(runs.offsets[i + 1], begin + StretchRows);
      SumOf<Value> part = 0;
      for (uint32_t row = begin; row < end; ++row) part += static_cast<SumOf<Value>>(values[row]);
      sum += part;
    }
    const uint32_t count = runs.offsets[i + 1] - runs.offsets[i];
    runs.sums[i] = static_cast<int64_t>(sum) + runs.base * count;
    runs.counts[i] = count;
  }
}

template <class Tested>
PLUMB_INLINE void count_within(const Tested* tested, Tested low, Tested span, const Runs& runs) {
  for (size_t i = 0; i < runs.count; ++i) {
    uint32_t count = 0;
    for (uint32_t row = runs.offsets[i]; row < runs.offsets[i + 1]; ++row)
      count += static_cast<Tested>(tested[row] - low) <= span ? 1 : 0;
    runs.counts[i] = count;
  }
}

// Functions with clones cannot be templates.
#define PLUMB_SUM_WITHIN(V, T)                                                                  \
  PLUMB_CLONES void sum_of(const V* values, const T* tested, T low, T span, const Runs& runs) { \
    sum_within(values, tested, low, span, runs);                                                \
  }
#define PLUMB_SUMS(V)                                                                    \
  PLUMB_CLONES void sum_of(const V* values, const Runs& runs) { sum_all(values, runs); } \
  PLUMB_SUM_WITHIN(V, uint8_t)                                                           \
  PLUMB_SUM_WITHIN(V, uint16_t)                                                          \
  PLUMB_SUM_WITHIN(V, uint32_t)                                                          \
  PLUMB_SUM_WITHIN(V, uint64_t)
PLUMB_SUMS(uint8_t)
PLUMB_SUMS(uint16_t)
PLUMB_SUMS(uint32_t)
PLUMB_SUMS(uint64_t)
#define PLUMB_COUNT_WITHIN(T) \
  PLUMB_CLONES void count_of(const T* tested, T low, T span, const Runs& runs) { count_within(tested, low, span, runs); }
PLUMB_COUNT_WITHIN(uint8_t)
PLUMB_COUNT_WITHIN(uint16_t)
PLUMB_COUNT_WITHIN(uint32_t)
PLUMB_COUNT_WITHIN(uint64_t)

// Sums wrap round, so the sign of plain values does not matter to them.
const uint64_t* as_unsigned(const int64_t* values) { return reinterpret_cast<const uint64_t*>(values); }
template <class Value>
const Value* as_unsigned(const Value* values) {
  return values;
}

template <class Use>
bool visit_unsigned(const data::Integers& column, Use&& use) {
  return column.visit([&](const auto* values, int64_t base) { use(as_unsigned(values), base); });
}

void count_none(const Runs& runs) {
  std::fill_n(runs.counts, runs.count, 0U);
  if (runs.sums != nullptr) std::fill_n(runs.sums, runs.count, 0);
}

void count_all(const Runs& runs) {
  for (size_t i = 0; i < runs.count; ++i) runs.counts[i] = runs.offsets[i + 1] - runs.offsets[i];
}

template <class Tested>
void sum_tested(const data::Integers* values, const Tested* tested, int64_t base, const Within& within, Runs runs) {
  // The bounds as the column holds its values; plain ones have a sign, and wrap round alike.
  Tested low = 0, span = 0;
  if constexpr (sizeof(Tested) == 8) {
    low = static_cast<uint64_t>(within.low);
    span = static_cast<uint64_t>(within.high) - static_cast<uint64_t>(within.low);
  } else {
    constexpr int64_t Most = std::numeric_limits<Tested>::max();
    int64_t top = 0;
    if (__builtin_add_overflow(base, Most, &top)) top = std::numeric_limits<int64_t>::max();
    if (within.high < base || within.low > top) return count_none(runs);
    const int64_t first = std::max(within.low, base) - base, last = std::min(within.high, top) - base;
    low = static_cast<Tested>(first);
    span = static_cast<Tested>(last - first);
  }
  if (values == nullptr) return count_of(tested, low, span, runs);
  visit_unsigned(*values, [&](const auto* column, int64_t base_of_values) {
    runs.base = base_of_values;
    sum_of(column, tested, low, span, runs);
  });
}

}  // namespace

bool sum_runs(const data::Integers* values, const Within& within, std::span<const uint32_t> offsets, int64_t* sums,
              uint32_t* counts) {
  const auto is_held_by_offsets = [](const data::Integers* column) { return column != nullptr && !column->offsets().empty(); };
  if (is_held_by_offsets(values) || is_held_by_offsets(within.tested)) return false;
  Runs runs{offsets.data(), offsets.size() - 1, sums, counts, 0};
  if (within.tested == nullptr) {
    if (values == nullptr) return count_all(runs), true;
    return visit_unsigned(*values, [&](const auto* column, int64_t base) {
      runs.base = base;
      sum_of(column, runs);
    });
  }
  if (within.low > within.high) return count_none(runs), true;
  return visit_unsigned(*within.tested,
                        [&](const auto* tested, int64_t base) { sum_tested(values, tested, base, within, runs); });
}

}  // namespace plumb::run
