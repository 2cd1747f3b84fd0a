#include "base/in_parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "base/thread_pool.h"

namespace plumb::base {

unsigned processors() {
  constexpr unsigned Most = 8;
  return std::clamp(std::thread::hardware_concurrency(), 1U, Most);
}

void in_parallel(size_t count, unsigned threads, FunctionRef<void(size_t)> work) {
  std::atomic<size_t> next = 0;
  std::mutex failing;
  std::exception_ptr failure;
  const auto wanted = static_cast<uint32_t>(std::min<size_t>(threads, count));
  ThreadPool pool(wanted);
  pool.run(wanted, [&](uint32_t) {
    try {
      for (size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      const std::lock_guard lock(failing);
      if (!failure) failure = std::current_exception();
      next = count;
    }
  });
  if (failure) std::rethrow_exception(failure);
}

}  // namespace plumb::base
