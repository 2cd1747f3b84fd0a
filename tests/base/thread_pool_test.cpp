#include "base/thread_pool.h"

#include <atomic>
#include <stdexcept>

#include <gtest/gtest.h>

namespace plumb::base {
namespace {

// Work is taken bit by bit: every bit once, whoever takes it.
TEST(ThreadPool, EveryBitOnceInEveryRound) {
  for (const uint32_t size : {1U, 2U, 8U}) {
    ThreadPool crew(size);
    EXPECT_EQ(crew.size(), size);
    for (int round = 0; round < 300; ++round) {
      const uint32_t threads = 1 + static_cast<uint32_t>(round) % size;
      std::vector<std::atomic<int>> done(40);
      std::vector<std::atomic<int>> calls(size);
      std::atomic<size_t> next{0};
      crew.run(threads, [&](uint32_t thread) {
        ++calls[thread];
        for (size_t bit = next++; bit < done.size(); bit = next++) ++done[bit];
      });
      for (const std::atomic<int>& bit : done) ASSERT_EQ(bit.load(), 1) << size << " round " << round;
      EXPECT_EQ(calls[0].load(), 1);
      for (uint32_t thread = 1; thread < size; ++thread) EXPECT_LE(calls[thread].load(), thread < threads ? 1 : 0) << thread;
    }
  }
}

// Whoever meets it: the caller gets it, and the pool works on.
TEST(ThreadPool, WhatIsThrownReachesTheCaller) {
  ThreadPool crew(4);
  for (int round = 0; round < 50; ++round) {
    std::atomic<int> next{0};
    EXPECT_THROW(crew.run(4,
                          [&](uint32_t) {
                            while (next < 100) {
                              if (next++ == 50) throw std::runtime_error("x");
                            }
                          }),
                 std::runtime_error);
    std::atomic<int> bits{0};
    crew.run(4, [&](uint32_t) { ++bits; });
    EXPECT_GE(bits.load(), 1);
  }
}

TEST(ThreadPool, EndsWithoutEverHavingWorked) {
  const ThreadPool crew(4);
  EXPECT_EQ(crew.size(), 4U);
}

}  // namespace
}  // namespace plumb::base
