// A reference to something callable: calls what it refers to, with its state, and copies nothing.
#include "base/function_ref.h"

#include <functional>
#include <memory>
#include <utility>

#include <gtest/gtest.h>

namespace plumb::base {
namespace {

int twice(FunctionRef<int(int)> f, int x) { return f(x) + f(x); }

TEST(FunctionRef, CallsWhatItRefersTo) {
  int calls = 0;
  const auto counted = [&calls](int x) { return x + ++calls; };
  EXPECT_EQ(twice(counted, 10), 23);
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(twice([](int x) { return x * x; }, 3), 18);
}

TEST(FunctionRef, KeepsTheStateOfACallableThatChanges) {
  struct Counter {
    int count = 0;
    int operator()(int by) { return count += by; }
  } counter;
  EXPECT_EQ(twice(counter, 2), 6);
  EXPECT_EQ(counter.count, 4);
  const std::function<int(int)> held = [](int x) { return -x; };
  EXPECT_EQ(twice(held, 5), -10);
}

TEST(FunctionRef, PassesWhatCannotBeCopied) {
  const auto take = [](FunctionRef<int(std::unique_ptr<int>)> f) { return f(std::make_unique<int>(7)); };
  EXPECT_EQ(take([](std::unique_ptr<int> value) { return *value; }), 7);
}

}  // namespace
}  // namespace plumb::base
