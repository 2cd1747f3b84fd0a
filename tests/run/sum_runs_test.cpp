#include "run/sum_runs.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace plumb::run {
namespace {

struct Column {
  std::vector<int64_t> values;
  data::Integers packed;
};

Column column_of(std::mt19937_64& random, size_t rows, int width) {
  Column column;
  // The least and the greatest are there, so that the form is the one that is meant.
  const int64_t base = width == 8 ? 0 : -static_cast<int64_t>(random() % 1000);
  const uint64_t span = width == 8 ? uint64_t{1} << 40 : (uint64_t{1} << (8 * width)) - 1;
  for (size_t row = 0; row < rows; ++row) {
    const uint64_t above = row == 0 ? 0 : row == 1 ? span : random() % (span + 1);
    column.values.push_back(width == 8 ? static_cast<int64_t>(above) - (int64_t{1} << 39) : base + static_cast<int64_t>(above));
  }
  column.packed = data::Integers(column.values);
  column.packed.pack();
  return column;
}

std::vector<uint32_t> runs_of(std::mt19937_64& random, uint32_t rows) {
  std::vector<uint32_t> offsets{0};
  while (offsets.back() < rows)
    offsets.push_back(std::min<uint32_t>(rows, offsets.back() + static_cast<uint32_t>(random() % 90)));
  return offsets;
}

void expect_sums(const Column* values, const Column* tested, int64_t low, int64_t high, const std::vector<uint32_t>& offsets) {
  std::vector<int64_t> sums(offsets.size() - 1, -1);
  std::vector<uint32_t> counts(offsets.size() - 1, 99);
  const Within within{tested == nullptr ? nullptr : &tested->packed, low, high};
  ASSERT_TRUE(sum_runs(values == nullptr ? nullptr : &values->packed, within, offsets, sums.data(), counts.data()));
  for (size_t i = 0; i + 1 < offsets.size(); ++i) {
    int64_t sum = 0;
    uint32_t count = 0;
    for (uint32_t row = offsets[i]; row < offsets[i + 1]; ++row) {
      if (tested != nullptr && (tested->values[row] < low || tested->values[row] > high)) continue;
      ++count;
      sum += values == nullptr ? 0 : values->values[row];
    }
    ASSERT_EQ(counts[i], count) << "run " << i;
    if (values != nullptr) {
      ASSERT_EQ(sums[i], sum) << "run " << i;
    }
  }
}

TEST(SumRuns, GiveWhatAPlainLoopGives) {
  constexpr uint64_t Seed = 20210510;
  std::mt19937_64 random(Seed);
  for (const int value_width : {1, 2, 4, 8}) {
    for (const int tested_width : {1, 2, 4, 8}) {
      SCOPED_TRACE(testing::Message() << "seed " << Seed << ", widths " << value_width << ", " << tested_width);
      const Column values = column_of(random, 3000, value_width), tested = column_of(random, 3000, tested_width);
      const std::vector<uint32_t> offsets = runs_of(random, 3000);
      expect_sums(&values, nullptr, 0, 0, offsets);
      for (int round = 0; round < 8; ++round) {
        int64_t low = tested.values[random() % 3000], high = tested.values[random() % 3000];
        if (low > high) std::swap(low, high);
        expect_sums(&values, &tested, low, high, offsets);
        expect_sums(nullptr, &tested, low, high, offsets);
      }
    }
  }
}

TEST(SumRuns, BoundsMayLieAnywhere) {
  std::mt19937_64 random(1);
  const Column values = column_of(random, 500, 2);
  for (const int width : {1, 2, 4, 8}) {
    const Column tested = column_of(random, 500, width);
    const auto [least, most] = std::minmax_element(tested.values.begin(), tested.values.end());
    const std::vector<uint32_t> offsets = runs_of(random, 500);
    const std::pair<int64_t, int64_t> bounds[] = {
        {INT64_MIN, INT64_MAX}, {*least, *most}, {*most + 1, INT64_MAX}, {INT64_MIN, *least - 1}, {*least - 1, *least},
        {*most, *most + 1},     {5, 4},          {INT64_MAX, INT64_MIN}};
    for (const auto& [low, high] : bounds) {
      SCOPED_TRACE(testing::Message() << width << ": " << low << " to " << high);
      expect_sums(&values, &tested, low, high, offsets);
    }
  }
}

// A sum of many narrow values goes beyond 32 bits.
TEST(SumRuns, LongRuns) {
  constexpr uint32_t Rows = 300'000;
  const std::vector<int64_t> most(Rows, 65535);
  Column values{most, data::Integers(most)};
  values.values[0] = values.packed.plain()[0] = 0;
  values.packed.pack();
  expect_sums(&values, nullptr, 0, 0, {0, Rows});
  expect_sums(&values, &values, 1, 65535, {0, 1, Rows});
}

TEST(SumRuns, ReferencesHeldByOffsetsAreNotRead) {
  data::Integers clustered(std::vector<int64_t>{0, 0, 1});
  ASSERT_TRUE(clustered.cluster(2, 0));
  const data::Integers values(std::vector<int64_t>{1, 2, 3});
  const std::vector<uint32_t> offsets{0, 3};
  int64_t sum = 7;
  uint32_t count = 7;
  EXPECT_FALSE(sum_runs(&clustered, {}, offsets, &sum, &count));
  EXPECT_FALSE(sum_runs(&values, {&clustered, 0, 1}, offsets, &sum, &count));
  EXPECT_EQ(sum, 7);
  EXPECT_EQ(count, 7U);
}

}  // namespace
}  // namespace plumb::run
