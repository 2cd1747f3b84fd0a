// The limits, by Google Benchmark: the sum of one column, the loop by hand and a bare scan of
// SQLite, over the database that PLUMB_BENCH_DB names. The engine's own heavy reduction joins them
// here.
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <string>

#include "arrays.h"
#include "loops.h"
#include "scan_usage.h"

namespace plumb::bench {
namespace {

std::string database() {
  const char* path = std::getenv("PLUMB_BENCH_DB");
  return path == nullptr ? "" : path;
}

const Arrays& arrays() {
  static const Arrays read = read_arrays(database(), true);
  return read;
}

// True: there is nothing to measure, and the state says so.
bool lacks_data(benchmark::State& state) {
  if (!database().empty()) return false;
  state.SkipWithError("PLUMB_BENCH_DB names no database");
  return true;
}

void count_rows(benchmark::State& state, size_t rows) {
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(rows));
}

void sum_of_one_column(benchmark::State& state) {
  if (lacks_data(state)) return;
  const UsageArrays& usage = arrays().usage;
  for (auto _ : state)
    benchmark::DoNotOptimize(sum_column(usage.effective, static_cast<int>(state.range(0))));
  count_rows(state, usage.effective.size());
}
BENCHMARK(sum_of_one_column)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime();

void loop_by_hand(benchmark::State& state) {
  if (lacks_data(state)) return;
  const UsageArrays& usage = arrays().usage;
  const Period period = assessment_period();
  Hours hours;
  for (auto _ : state) {
    sum_hours(usage, period, static_cast<int>(state.range(0)), hours);
    benchmark::DoNotOptimize(hours.effective.data());
    benchmark::ClobberMemory();
  }
  count_rows(state, usage.effective.size());
}
BENCHMARK(loop_by_hand)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime();

void scan_of_usage(benchmark::State& state) {
  if (lacks_data(state)) return;
  int64_t rows = 0;
  for (auto _ : state) rows = scan_usage(database(), static_cast<int>(state.range(0))).rows;
  count_rows(state, static_cast<size_t>(rows));
}
BENCHMARK(scan_of_usage)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void scan_of_all_tables(benchmark::State& state) {
  if (lacks_data(state)) return;
  int64_t rows = 0;
  for (auto _ : state) rows = scan_all(database(), static_cast<int>(state.range(0))).rows;
  count_rows(state, static_cast<size_t>(rows));
}
BENCHMARK(scan_of_all_tables)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plumb::bench

BENCHMARK_MAIN();
