// How many refusals become audit entries, so that a flood of them cannot fill the disk.
//
// A caller with a token has limits::refusals_per_caller_max a minute, all callers together
// limits::refusals_per_minute_max; callers with a token that does not hold count as one. Requests without a
// token touch nothing: they are counted, never recorded one by one. What was left out is told as a number
// with the next refusal.
//
// Threads   any
// Cost      a lock and a look-up
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace linkki::interactions {

class RefusalBudget {
 public:
  struct Verdict {
    bool recorded = false;
    std::string left_out;  // of the minutes before, for an entry of its own; empty: nothing was
  };
  // `caller` empty: no token.
  Verdict judge(std::string_view caller, base::Instant now);

 private:
  std::string begin_minute(std::int64_t minute);

  std::mutex mutex_;
  std::int64_t minute_ = 0;
  std::uint64_t recorded_ = 0, left_out_ = 0, without_token_ = 0;  // of the minute
  std::map<std::string, std::uint64_t, std::less<>> by_caller_;    // not more than were recorded
};

}  // namespace linkki::interactions
