// Over random rule sets and rows: a run beside itself is still, every unit stands in the matrix once, and the other way round
// the matrix is turned over.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "data/build_rows.h"
#include "random/generator.h"
#include "study/support.h"

namespace plumb::study::test {
namespace {

constexpr uint64_t Programs = 60;

eval::test::Evaluated run_random(const std::string& text, uint64_t seed) {
  eval::test::Evaluated run;
  run.rules = eval::test::check_text(text);
  EXPECT_EQ(run.rules->problems, "");
  run.inputs = run.rules->inputs();
  random::Generator generator(seed);
  (void)generator.rules();  // rows fit the rules of the same generator
  run.data = data::build_data(run.rules->program, generator.rows(run.rules->program), run.rules->program.assessment);
  run.results = eval::evaluate(run.rules->program, run.data, run.inputs);
  return run;
}

uint64_t total(const Comparison& comparison) {
  uint64_t sum = 0;
  for (const auto& row : comparison.matrix) sum = std::accumulate(row.begin(), row.end(), sum);
  return sum;
}

std::map<std::pair<std::string, std::string>, uint64_t> cells(const Compared& run, bool turned) {
  std::map<std::pair<std::string, std::string>, uint64_t> out;
  for (uint32_t i = 0; i < run.comparison.classes.size(); ++i) {
    for (uint32_t j = 0; j < run.comparison.classes.size(); ++j) {
      const uint64_t count = run.comparison.matrix[i][j];
      const auto name = [&](uint32_t at) { return run.class_name(at); };
      if (count > 0) out[turned ? std::pair(name(j), name(i)) : std::pair(name(i), name(j))] = count;
    }
  }
  return out;
}

TEST(CompareProperty, BesideItselfNothingMoves) {
  for (uint64_t seed = 1; seed <= Programs; ++seed) {
    const std::string text = random::Generator(seed).rules();
    const auto run = compare_runs(run_random(text, seed), run_random(text, seed));
    EXPECT_TRUE(run->comparison.moves.empty()) << seed;
    EXPECT_TRUE(run->comparison.stillness.is_identical) << seed << "\n" << run->rules();
    EXPECT_EQ(total(run->comparison), run->comparison.units.size());
  }
}

TEST(CompareProperty, EveryUnitOnceAndTurnedOver) {
  size_t moved = 0, crossed = 0, explained = 0;
  for (uint64_t seed = 1; seed <= Programs; ++seed) {
    const std::string text = random::Generator(seed).rules();
    const auto run = compare_runs(run_random(text, seed), run_random(text, seed + 1000));
    const auto back = compare_runs(run_random(text, seed + 1000), run_random(text, seed));
    const Comparison& made = run->comparison;
    EXPECT_EQ(total(made), made.units.size()) << seed;
    EXPECT_EQ(cells(*run, false), cells(*back, true)) << seed;
    EXPECT_EQ(made.moves.size(), back->comparison.moves.size()) << seed;
    ASSERT_EQ(made.lines.size(), back->comparison.lines.size());
    for (size_t i = 0; i < made.lines.size(); ++i) {
      std::vector<uint32_t> in = made.lines[i].in;
      std::vector<uint32_t> out = back->comparison.lines[i].out;
      std::sort(in.begin(), in.end());
      std::sort(out.begin(), out.end());
      EXPECT_EQ(in, out) << seed;
      crossed += in.size();
    }
    for (const Move& move : made.moves) {
      EXPECT_FALSE(move.causes.empty()) << seed;
      explained += move.causes.front() != Cause::Rule ? 1 : 0;
    }
    moved += made.moves.size();
  }
  // The property is worth something only where units really move.
  EXPECT_GT(moved, 50U);
  EXPECT_GT(crossed, 5U);
  EXPECT_EQ(explained, moved);
}

}  // namespace
}  // namespace plumb::study::test
