#include "loops.h"

#include <algorithm>
#include <numeric>
#include <thread>

namespace plumb::bench {
namespace {

// Cuts [0, count) into one part a thread and gives each to `work(part, begin, end)`.
template <class Work>
void in_parts(size_t count, int threads, const Work& work) {
  const auto parts = static_cast<size_t>(std::max(1, threads));
  std::vector<std::thread> others;
  for (size_t part = 1; part < parts; ++part) {
    others.emplace_back([&, part] { work(part, count * part / parts, count * (part + 1) / parts); });
  }
  work(0, 0, count / parts);
  for (std::thread& other : others) other.join();
}

void sum_range(const UsageArrays& usage, Period period, size_t begin, size_t end, Hours& hours) {
  const int32_t* day = usage.day.data();
  const int16_t* effective = usage.effective.data();
  const int16_t* external = usage.external.data();
  const auto length = static_cast<uint32_t>(period.last_day - period.first_day);
  for (size_t instrument = begin; instrument < end; ++instrument) {
    int32_t effective_sum = 0;
    int32_t external_sum = 0;
    const int64_t last = usage.first[instrument + 1];
    for (int64_t row = usage.first[instrument]; row < last; ++row) {
      // A mask instead of a branch; a year of one instrument fits 32 bits.
      const int32_t mask = -static_cast<int32_t>(static_cast<uint32_t>(day[row] - period.first_day) <= length);
      effective_sum += effective[row] & mask;
      external_sum += external[row] & mask;
    }
    hours.effective[instrument] = effective_sum;
    hours.external[instrument] = external_sum;
  }
}

}  // namespace

Period assessment_period() { return {day_of("2020-01-01"), day_of("2020-12-31")}; }

void sum_hours(const UsageArrays& usage, Period period, int threads, Hours& hours) {
  const size_t count = usage.first.size() - 1;
  hours.effective.resize(count);
  hours.external.resize(count);
  in_parts(count, threads, [&](size_t, size_t begin, size_t end) { sum_range(usage, period, begin, end, hours); });
}

int64_t sum_column(const std::vector<int16_t>& column, int threads) {
  std::vector<int64_t> sums(static_cast<size_t>(std::max(1, threads)), 0);
  in_parts(column.size(), threads, [&](size_t part, size_t begin, size_t end) {
    int64_t sum = 0;
    for (size_t row = begin; row < end; ++row) sum += column[row];
    sums[part] = sum;
  });
  return std::accumulate(sums.begin(), sums.end(), int64_t{0});
}

}  // namespace plumb::bench
