#include "store/held_signals.h"

#include <cerrno>
#include <initializer_list>
#include <sys/poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace plumb::store {

HeldSignals::HeldSignals() {
  sigemptyset(&held_);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    // What is ignored (nohup) stays ignored.
    struct sigaction action {};
    if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) {
      sigaddset(&held_, signal);
    }
  }
  pthread_sigmask(SIG_BLOCK, &held_, &before_);
  arrival_ = signalfd(-1, &held_, SFD_CLOEXEC | SFD_NONBLOCK);
}

HeldSignals::~HeldSignals() {
  if (arrival_ >= 0) {
    ::close(arrival_);
  }
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool HeldSignals::is_asked_to_stop() const {
  sigset_t waiting;
  if (sigpending(&waiting) != 0) {
    return false;
  }
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    if (sigismember(&held_, signal) == 1 && sigismember(&waiting, signal) == 1) {
      return true;
    }
  }
  return false;
}

bool HeldSignals::wait_for_input(int file) const {
  pollfd waits[] = {{file, POLLIN, 0}, {arrival_, POLLIN, 0}};
  const nfds_t count = arrival_ >= 0 ? 2 : 1;
  while (::poll(waits, count, -1) < 0 && errno == EINTR) {
  }
  return !is_asked_to_stop();
}

}  // namespace plumb::store
