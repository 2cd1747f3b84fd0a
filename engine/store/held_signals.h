// Ctrl-C (SIGINT), SIGTERM and SIGHUP held back while something is written that must be whole or not there: what they end is
// taken back first, and the process dies of them afterwards, as the caller of a shell expects. Not part of the room's door but
// for the pipeline, which writes files. One thread.
#pragma once

#include <csignal>

namespace plumb::store {

class HeldSignals {
 public:
  HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  ~HeldSignals();  // what has come meanwhile is delivered now

  // Has one come?
  [[nodiscard]] bool is_asked_to_stop() const;
  // Waits until the file has something to read (or has ended); false: a signal came first.
  [[nodiscard]] bool wait_for_input(int file) const;

 private:
  sigset_t held_{};
  sigset_t before_{};
  int arrival_ = -1;  // readable when one has come; -1: there is no such descriptor
};

}  // namespace plumb::store
