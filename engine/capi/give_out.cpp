#include "capi/give_out.h"

#include <cstring>
#include <new>

#include "plumbline/plumbline.h"
#include "plumbline/version.h"

namespace plumbline::capi {

char* give_text(std::string_view text) {
  void* memory = ::operator new(sizeof(Head) + text.size() + 1);
  new (memory) Head{[](Head* head) noexcept { ::operator delete(head); }, nullptr};
  char* letters = static_cast<char*>(memory) + sizeof(Head);
  std::memcpy(letters, text.data(), text.size());
  letters[text.size()] = '\0';
  return letters;
}

void tell(char** why, const Diagnostics& diagnostics) {
  if (why != nullptr && !diagnostics.empty()) *why = give_text(diagnostics.json());
}

}  // namespace plumbline::capi

// Both come from literals, so that a zero byte stands behind them.
const char* plumbline_version() { return plumbline::version().data(); }
const char* plumbline_commit() { return plumbline::commit().data(); }

void plumbline_free(void* given) {
  if (given == nullptr) return;
  auto* head = reinterpret_cast<plumbline::capi::Head*>(static_cast<char*>(given) - sizeof(plumbline::capi::Head));
  head->end(head);
}
