// Lanes of a finished column, shared by whoever shows them: results, and the next run. Internal to run.
//
// Copies share; who writes gets lanes of its own first. Reading is as quick as from an array. Threads may write different
// lanes at once, as long as nobody else has a copy.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace plumb::run {

template <class T>
class SharedLanes {
 public:
  SharedLanes() = default;
  SharedLanes(const SharedLanes&) = default;
  SharedLanes& operator=(const SharedLanes&) = default;
  // What was moved from is empty.
  SharedLanes(SharedLanes&& from) noexcept
      : lanes_(std::move(from.lanes_)), data_(std::exchange(from.data_, nullptr)), size_(std::exchange(from.size_, 0)) {}
  SharedLanes& operator=(SharedLanes&& from) noexcept {
    lanes_ = std::move(from.lanes_);
    data_ = std::exchange(from.data_, nullptr);
    size_ = std::exchange(from.size_, 0);
    return *this;
  }
  ~SharedLanes() = default;

  void resize(size_t count, T value = {}) {
    lanes_ = std::make_shared<std::vector<T>>(count, value);
    data_ = lanes_->data();
    size_ = count;
  }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] size_t size() const { return size_; }
  [[nodiscard]] const T* data() const { return data_; }
  [[nodiscard]] const T& operator[](size_t at) const { return data_[at]; }
  [[nodiscard]] std::span<const T> all() const { return {data_, size_}; }
  // For writing.
  [[nodiscard]] T* own() {
    if (lanes_ != nullptr && lanes_.use_count() > 1) {
      lanes_ = std::make_shared<std::vector<T>>(*lanes_);
      data_ = lanes_->data();
    }
    return data_;
  }

 private:
  std::shared_ptr<std::vector<T>> lanes_;
  T* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace plumb::run
