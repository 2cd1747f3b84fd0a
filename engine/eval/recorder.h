// Records the course of an evaluation as a tree of steps. Internal to eval; off (a null pointer) in a run.
#pragma once

#include <utility>
#include <vector>

#include "results/trace.h"

namespace plumb::eval {

class Recorder {
 public:
  // Opens a step below the innermost open one; it stays open until close.
  uint32_t open(results::Step step) {
    const uint32_t index = leaf(std::move(step));
    open_.push_back(index);
    return index;
  }
  void close(uint32_t index, const program::Value& value) {
    trace_.steps[index].value = value;
    open_.pop_back();
  }
  uint32_t leaf(results::Step step) {
    const uint32_t index = static_cast<uint32_t>(trace_.steps.size());
    trace_.steps.push_back(std::move(step));
    if (!open_.empty()) trace_.steps[open_.back()].children.push_back(index);
    return index;
  }
  [[nodiscard]] results::Step& at(uint32_t index) { return trace_.steps[index]; }
  [[nodiscard]] results::Trace take() { return std::move(trace_); }

 private:
  results::Trace trace_;
  std::vector<uint32_t> open_;
};

}  // namespace plumb::eval
