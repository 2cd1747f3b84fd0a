#include "base/thread_pool.h"

#include <algorithm>

namespace plumb::base {

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  begins_.notify_all();
  for (std::thread& other : others_) other.join();
}

void ThreadPool::wait_for_work(uint32_t thread) {
  uint64_t seen = 0;
  std::unique_lock lock(mutex_);
  while (true) {
    begins_.wait(lock, [&] { return is_over_ || (work_ != nullptr && round_ != seen && thread < wanted_); });
    if (is_over_) return;
    seen = round_;
    ++busy_;
    const FunctionRef<void(uint32_t)>& work = *work_;
    lock.unlock();
    std::exception_ptr failure;
    try {
      work(thread);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    if (failure && !failure_) failure_ = failure;
    if (--busy_ == 0) ends_.notify_one();
  }
}

void ThreadPool::run(uint32_t threads, FunctionRef<void(uint32_t)> work) {
  if (threads > 1) {
    try {
      while (others_.size() + 1 < threads) {
        const auto thread = static_cast<uint32_t>(others_.size()) + 1;
        others_.emplace_back([this, thread] { wait_for_work(thread); });
      }
    } catch (const std::exception&) {
      size_ = static_cast<uint32_t>(others_.size()) + 1;  // no room for more, now or later
    }
    const std::lock_guard lock(mutex_);
    wanted_ = std::min(threads, static_cast<uint32_t>(others_.size()) + 1);
    work_ = &work;
    ++round_;
  }
  if (threads > 1) begins_.notify_all();
  if (threads <= 1) return work(0);
  std::exception_ptr failure;
  try {
    work(0);
  } catch (...) {
    failure = std::current_exception();  // nobody may be at work that is gone
  }
  std::unique_lock lock(mutex_);
  work_ = nullptr;  // all is taken: who has not begun need not
  ends_.wait(lock, [&] { return busy_ == 0; });
  if (!failure) failure = failure_;
  failure_ = nullptr;
  if (failure) std::rethrow_exception(failure);
}

}  // namespace plumb::base
