// The signals of an operator, taken by one thread that waits for them.
//
//   Signals signals;               // before any other thread is started: they inherit that these are blocked
//   while (signals.wait() == Signal::reload) …
// Threads   wait() from one thread.
#pragma once

#include <csignal>

namespace linkki::cli {

enum class Signal { reload, stop };  // SIGHUP; SIGTERM or SIGINT

class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  Signal wait() const;

 private:
  sigset_t ours_, before_;
};

}  // namespace linkki::cli
