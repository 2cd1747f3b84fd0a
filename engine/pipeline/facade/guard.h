// The border: whatever is thrown inside becomes a diagnostic (R9001 for our own mistake, R8028 for memory), and nothing
// passes.
#pragma once

#include "plumbline/diagnostic.h"

namespace plumbline {

// Of the exception that is being handled. Does not throw.
[[nodiscard]] Diagnostics diagnostics_of_exception() noexcept;

// `work` gives a Result<T>.
template <class Work>
[[nodiscard]] auto guarded(const Work& work) noexcept -> decltype(work()) {
  try {
    return work();
  } catch (...) {
    return decltype(work())(diagnostics_of_exception());
  }
}

// `work` fills something that is worked out on demand; where it cannot, that stays empty.
template <class Work>
void attempt(const Work& work) noexcept {
  try {
    work();
  } catch (...) {
    (void)0;
  }
}

}  // namespace plumbline
