// The limits, by Google Benchmark: the sum of one column, the loop by hand and a bare scan of
// SQLite, over the database that PLUMB_BENCH_DB names; and what the engine needs to read what the
// rules of PLUMB_BENCH_RULES read, to make a snapshot and to open it.
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "arrays.h"
#include "loops.h"
#include "pipeline/files.h"
#include "pipeline/pipeline.h"
#include "scan_usage.h"
#include "serve.h"
#include "store/snapshot.h"
#include "store/store.h"

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
  for (auto _ : state) benchmark::DoNotOptimize(sum_column(usage.effective, static_cast<int>(state.range(0))));
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
BENCHMARK(scan_of_usage)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void scan_of_all_tables(benchmark::State& state) {
  if (lacks_data(state)) return;
  int64_t rows = 0;
  for (auto _ : state) rows = scan_all(database(), static_cast<int>(state.range(0))).rows;
  count_rows(state, static_cast<size_t>(rows));
}
BENCHMARK(scan_of_all_tables)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

const program::Program& program() {
  static const std::unique_ptr<pipeline::CheckedRules> rules = [] {
    const char* path = std::getenv("PLUMB_BENCH_RULES");
    check::Options options;
    options.with_findings = false;
    auto checked = pipeline::check_rules(path == nullptr ? "" : path, options, pipeline::library_folders());
    if (checked->sink.has_errors()) stop("PLUMB_BENCH_RULES names no sound rules");
    return checked;
  }();
  return rules->program;
}

data::Data read(bool all_columns, unsigned threads) {
  diagnostics::Sink sink;
  store::ReadOptions options;
  options.all_columns = all_columns;
  options.threads = threads;
  data::Data data = store::read_data(program(), database(), program().assessment, sink, options);
  if (sink.has_errors()) stop("the database cannot be read");
  return data;
}

std::string snapshot_path() { return database() + ".limits-snapshot"; }

void make_snapshot() {
  diagnostics::Sink sink;
  const data::Data data = read(true, 0);
  const auto made = store::write_snapshot(program(), data, program().assessment, {}, snapshot_path(), sink);
  if (!made) stop("the snapshot cannot be written");
}

size_t rows_of(const data::Data& data) {
  size_t rows = 0;
  for (const data::TableData& table : data.tables) rows += table.row_count;
  return rows;
}

void reading_of_the_database(benchmark::State& state) {
  if (lacks_data(state)) return;
  (void)program();
  size_t rows = 0;
  for (auto _ : state) rows = rows_of(read(false, static_cast<unsigned>(state.range(0))));
  count_rows(state, rows);
}
BENCHMARK(reading_of_the_database)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void making_of_a_snapshot(benchmark::State& state) {
  if (lacks_data(state)) return;
  (void)program();
  for (auto _ : state) make_snapshot();
  std::filesystem::remove(snapshot_path());
}
BENCHMARK(making_of_a_snapshot)->UseRealTime()->Unit(benchmark::kMillisecond);

void opening_of_a_snapshot(benchmark::State& state) {
  if (lacks_data(state)) return;
  make_snapshot();
  size_t rows = 0;
  for (auto _ : state) {
    diagnostics::Sink sink;
    rows = rows_of(store::read_snapshot(program(), snapshot_path(), program().assessment, sink));
  }
  std::filesystem::remove(snapshot_path());
  count_rows(state, rows);
}
BENCHMARK(opening_of_a_snapshot)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace plumb::bench

BENCHMARK_MAIN();
