// Threads that wait for work between the steps of a longer work, so that a step of a few hundred rows does not pay for making
// them.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "base/function_ref.h"

namespace plumb::base {

class ThreadPool {
 public:
  // `size` counts the thread that calls run().
  explicit ThreadPool(uint32_t size) : size_(size) {}
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  [[nodiscard]] uint32_t size() const { return size_; }
  // Calls `work(thread)` on the caller's thread (0) and, as they find time for it, once on each of the others up to
  // `threads`; ends when all that began have ended. Fewer calls may be made: work has to be taken bit by bit until none is
  // left. What `work` throws is thrown on when all are done: that of the caller's thread, else the first of the others'.
  void run(uint32_t threads, FunctionRef<void(uint32_t)> work);

 private:
  void wait_for_work(uint32_t thread);

  uint32_t size_;
  std::vector<std::thread> others_;
  std::mutex mutex_;
  std::condition_variable begins_, ends_;
  const FunctionRef<void(uint32_t)>* work_ = nullptr;  // null: no round goes on
  uint64_t round_ = 0;
  uint32_t wanted_ = 0, busy_ = 0;  // threads that may take part in this round; others that are at it
  std::exception_ptr failure_;      // the first of this round that another thread met
  bool is_over_ = false;
};

}  // namespace plumb::base
