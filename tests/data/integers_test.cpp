#include "data/integers.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace plumb::data {
namespace {

void expect_values(const Integers& found, const std::vector<int64_t>& wanted) {
  ASSERT_EQ(found.size(), wanted.size());
  EXPECT_EQ(found.to_vector(), wanted);
  for (size_t row = 0; row < wanted.size(); ++row) EXPECT_EQ(found[row], wanted[row]) << row;
  for (size_t first = 0; first < wanted.size(); first += 1 + wanted.size() / 5) {
    std::vector<int64_t> rest(wanted.size() - first);
    found.read(first, rest);
    EXPECT_EQ(rest, std::vector<int64_t>(wanted.begin() + static_cast<std::ptrdiff_t>(first), wanted.end())) << first;
  }
}

TEST(Integers, TakeTheFewestBytes) {
  const std::pair<std::vector<int64_t>, size_t> tables[] = {
      {{7, 7, 7}, 1},
      {{-5, 250}, 1},
      {{-5, 251}, 2},
      {{1000000, 1065535}, 2},
      {{0, 65536}, 4},
      {{-2147483648, 2147483647}, 4},
      {{0, int64_t{1} << 32}, 8},
      {{INT64_MIN, INT64_MAX, 0}, 8},
  };
  for (const auto& [values, width] : tables) {
    Integers packed(values);
    packed.pack();
    expect_values(packed, values);
    EXPECT_EQ(packed.bytes_held(), width * values.size()) << values.front();
    packed.pack();
    expect_values(packed, values);
    packed.plain().push_back(1);
    EXPECT_EQ(packed.size(), values.size() + 1);
  }
  Integers none;
  none.pack();
  EXPECT_TRUE(none.empty());
}

TEST(Integers, RowsInTheirParentsOrderAreHeldByOffsets) {
  const std::vector<int64_t> rows{1, 1, 1, 3, 4, 4, 0, 0};  // 0, 2 and 5 have none; two rows belong to nobody
  Integers clustered(rows);
  clustered.pack();
  ASSERT_TRUE(clustered.cluster(6, 2));
  expect_values(clustered, rows);
  const std::vector<uint32_t> offsets(clustered.offsets().begin(), clustered.offsets().end());
  EXPECT_EQ(offsets, (std::vector<uint32_t>{0, 0, 3, 3, 4, 6, 6}));
  EXPECT_TRUE(clustered == Integers(rows));
  EXPECT_FALSE(clustered.visit([](const auto*, int64_t) {}));
  clustered.plain()[0] = 0;
  EXPECT_EQ(clustered[0], 0);
  EXPECT_TRUE(clustered.offsets().empty());
}

TEST(Integers, WhatDoesNotAscendStaysAsItIs) {
  const std::pair<std::vector<int64_t>, size_t> tables[] = {
      {{1, 0}, 0},     // back again
      {{0, 1, 2}, 1},  // what belongs to nobody names somebody
      {{0, 5}, 0},     // beyond the last parent
      {{-1, 0}, 0},
  };
  for (const auto& [rows, without] : tables) {
    Integers values(rows);
    values.pack();
    EXPECT_FALSE(values.cluster(3, without)) << rows.front();
    expect_values(values, rows);
    EXPECT_TRUE(values.offsets().empty());
  }
  Integers none;
  EXPECT_TRUE(none.cluster(2, 0));
  EXPECT_EQ(none.offsets().size(), 3U);
}

TEST(Integers, AnyParentsAnyForm) {
  constexpr uint32_t Seed = 20210510;
  std::mt19937 random(Seed);
  for (int round = 0; round < 200; ++round) {
    std::vector<int64_t> rows(random() % 300);
    const uint32_t parents = 1 + static_cast<uint32_t>(random() % 40);
    for (int64_t& row : rows) row = random() % parents;
    std::sort(rows.begin(), rows.end());
    Integers clustered(rows);
    if (round % 2 == 0) clustered.pack();
    ASSERT_TRUE(clustered.cluster(parents, 0)) << "seed " << Seed << " round " << round;
    expect_values(clustered, rows);
  }
}

}  // namespace
}  // namespace plumb::data
