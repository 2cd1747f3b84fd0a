// Over random rule sets and rows: a run beside itself is still, every unit stands in the matrix once, and the other way round
// the matrix is turned over.
#include <algorithm>
#include <map>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

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

// Scores of eight units that often tie.
std::vector<std::pair<std::string, std::string>> random_scores(std::mt19937_64& random) {
  std::vector<std::pair<std::string, std::string>> scores;
  for (const char* key : {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"})
    scores.emplace_back(key, std::to_string(70 + random() % 9));
  return scores;
}

// The definition of own and others, by running what they speak of: the new rows with the unit's old score, the old rows with
// its new one.
TEST(CompareProperty, OwnAndOthersAreWhatARunWithoutThemSays) {
  std::mt19937_64 random(20240515);
  size_t checked = 0, own_only = 0, others_only = 0, together = 0;
  for (int trial = 0; trial < 60; ++trial) {
    const auto old_scores = random_scores(random);
    auto new_scores = old_scores;
    for (auto& [key, score] : new_scores) {
      if (random() % 3 == 0) score = std::to_string(70 + random() % 9);
    }
    const auto run = compare_texts(text_of({}), units(old_scores), text_of({}), units(new_scores));
    // A tie that was let in moves the line itself; here only the order is asked about.
    const bool same_lines = std::all_of(run->comparison.lines.begin(), run->comparison.lines.end(),
                                        [](const LineMovement& line) { return line.places_before == line.places_after; });
    if (!same_lines) continue;
    for (const Move& move : run->comparison.moves) {
      const UnitPair& unit = run->comparison.units[move.unit];
      const auto score_of = [&](auto& scores) -> auto& {
        return std::find_if(scores.begin(), scores.end(), [&](const auto& one) { return one.first == unit.key; })->second;
      };
      auto without_own = new_scores;
      auto without_others = old_scores;
      score_of(without_own) = score_of(old_scores);
      score_of(without_others) = score_of(new_scores);
      const std::string now = run->after.value("考核", unit.key);
      const bool own = eval::test::run_text(text_of({}), units(without_own)).value("考核", unit.key) != now;
      const bool others = eval::test::run_text(text_of({}), units(without_others)).value("考核", unit.key) != now;
      const auto has = [&](Cause cause) { return std::find(move.causes.begin(), move.causes.end(), cause) != move.causes.end(); };
      if (own || others) {
        EXPECT_FALSE(move.any_would_do) << trial << unit.key;
        EXPECT_EQ(has(Cause::Own), own) << trial << unit.key;
        EXPECT_EQ(has(Cause::Others), others) << trial << unit.key;
      } else {
        EXPECT_TRUE(move.any_would_do) << trial << unit.key;
      }
      ++checked;
      own_only += own && !others ? 1 : 0;
      others_only += others && !own ? 1 : 0;
      together += own && others ? 1 : 0;
    }
  }
  EXPECT_GT(checked, 60U);
  EXPECT_GT(own_only, 5U);
  EXPECT_GT(others_only, 5U);
  EXPECT_GT(together, 5U);
}

}  // namespace
}  // namespace plumb::study::test
