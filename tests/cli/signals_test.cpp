#include "cli/signals.h"

#include <gtest/gtest.h>

namespace linkki::cli {
namespace {

// Blocked signals wait for whoever asks, so none of these ends the test.
TEST(Signals, HangUpMeansReload) {
  const Signals signals;
  raise(SIGHUP);
  EXPECT_EQ(signals.wait(), Signal::reload);
}

TEST(Signals, TerminateAndInterruptMeanStop) {
  const Signals signals;
  for (const int signal : {SIGTERM, SIGINT}) {
    raise(signal);
    EXPECT_EQ(signals.wait(), Signal::stop);
  }
}

TEST(Signals, EndWithTheirOwner) {
  sigset_t before, after;
  pthread_sigmask(SIG_SETMASK, nullptr, &before);
  { const Signals signals; }
  pthread_sigmask(SIG_SETMASK, nullptr, &after);
  for (const int signal : {SIGHUP, SIGTERM, SIGINT})
    EXPECT_EQ(sigismember(&before, signal), sigismember(&after, signal));
}

}  // namespace
}  // namespace linkki::cli
