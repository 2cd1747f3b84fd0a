// How long a step took, to tell a user who waits. No result depends on it.
#pragma once

#include <chrono>
#include <cstdint>

namespace plumb::pipeline {

class Stopwatch {
 public:
  // Microseconds since it was made, or since the last lap.
  int64_t lap() {
    const auto now = std::chrono::steady_clock::now();
    const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(now - start_).count();
    start_ = now;
    return passed;
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace plumb::pipeline
