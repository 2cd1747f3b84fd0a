// What goes out to C and comes back to be freed: texts and handles behind one kind of head, so that one function takes them all.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "plumbline/diagnostic.h"

namespace plumbline::capi {

// Stands before what a caller holds a pointer to.
struct alignas(std::max_align_t) Head {
  void (*end)(Head*) noexcept;
  void* filling;  // no member of what follows may stand in here
};

template <class T>
struct Box {
  Head head;
  T value;
};

// Throws nothing but std::bad_alloc, and what the value's move throws.
template <class T>
[[nodiscard]] T* give(T value) {
  static_assert(alignof(T) <= alignof(Head), "the value must begin where the head ends");
  auto* box = new Box<T>{{[](Head* head) noexcept { delete reinterpret_cast<Box<T>*>(head); }, nullptr}, std::move(value)};
  return &box->value;
}
// A copy with a zero byte behind it.
[[nodiscard]] char* give_text(std::string_view text);

// `why` may be null; gets null where there is nothing to tell.
void tell(char** why, const Diagnostics& diagnostics);
// An answer of the façade: what it is worth through `take`, or null.
template <class T, class Take>
[[nodiscard]] auto answer(char** why, const Result<T>& result, Take take) -> decltype(take(*result)) {
  tell(why, result.diagnostics());
  return result.has_value() ? take(*result) : nullptr;
}

[[nodiscard]] inline std::string text_of(const char* given) { return given == nullptr ? std::string() : std::string(given); }

// No exception goes out: what is left when memory has run out is the answer of a failure, without a reason.
template <class Work>
[[nodiscard]] auto guarded(char** why, std::invoke_result_t<Work> failed, Work work) noexcept -> std::invoke_result_t<Work> {
  if (why != nullptr) *why = nullptr;
  try {
    return work();
  } catch (...) {
    return failed;
  }
}

}  // namespace plumbline::capi
