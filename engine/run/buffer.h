// Memory for one batch of values, taken from a pool and given back, so that nothing is allocated while a run goes on.
// Internal to run; a pool belongs to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "base/number.h"

namespace plumb::run {

template <class T>
class Pool {
 public:
  explicit Pool(uint32_t lanes) : lanes_(lanes) {}
  [[nodiscard]] std::unique_ptr<T[]> take() {
    if (free_.empty()) return std::make_unique<T[]>(lanes_);
    std::unique_ptr<T[]> one = std::move(free_.back());
    free_.pop_back();
    return one;
  }
  void give(std::unique_ptr<T[]> one) { free_.push_back(std::move(one)); }

 private:
  uint32_t lanes_;
  std::vector<std::unique_ptr<T[]>> free_;
};

// Owns one array of a pool; empty until it is asked for.
template <class T>
class Buffer {
 public:
  Buffer() = default;
  explicit Buffer(Pool<T>& pool) : pool_(&pool), lanes_(pool.take()) {}
  Buffer(Buffer&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)), lanes_(std::move(other.lanes_)) {}
  Buffer& operator=(Buffer&& other) noexcept {
    std::swap(pool_, other.pool_);
    std::swap(lanes_, other.lanes_);
    return *this;
  }
  ~Buffer() {
    if (lanes_ != nullptr) pool_->give(std::move(lanes_));
  }
  [[nodiscard]] T* data() const { return lanes_.get(); }

 private:
  Pool<T>* pool_ = nullptr;
  std::unique_ptr<T[]> lanes_;
};

struct Pools {
  explicit Pools(uint32_t batch) : ints(batch), numbers(batch), states(batch), rows(batch) {}
  Pool<int64_t> ints;
  Pool<base::Number> numbers;
  Pool<uint8_t> states;
  Pool<uint32_t> rows;  // row numbers and codes of open values
};

}  // namespace plumb::run
