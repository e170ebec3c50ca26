#include "cli/signals.h"

#include <initializer_list>

#include "base/ensure.h"

namespace linkki::cli {

Signals::Signals() {
  sigemptyset(&ours_);
  for (const int signal : {SIGHUP, SIGTERM, SIGINT}) sigaddset(&ours_, signal);
  ensure(pthread_sigmask(SIG_BLOCK, &ours_, &before_) == 0);
}

Signals::~Signals() {
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

Signal Signals::wait() const {
  int signal = 0;
  ensure(sigwait(&ours_, &signal) == 0);
  return signal == SIGHUP ? Signal::reload : Signal::stop;
}

}  // namespace linkki::cli
