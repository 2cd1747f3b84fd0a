// Independent pieces of work shared among threads, where more than one is worth its while.
#pragma once

#include <cstddef>

#include "base/function_ref.h"

namespace plumb::base {

// How many threads work without waiting for each other: at least 1, at most 8.
[[nodiscard]] unsigned processors();

// Calls work(0) … work(count - 1), each once and in no certain order, by at most `threads` threads, of which the caller is
// one; back when all are done. What one of them throws (memory has run out) is thrown on when all have stopped.
void in_parallel(size_t count, unsigned threads, FunctionRef<void(size_t)> work);

}  // namespace plumb::base
