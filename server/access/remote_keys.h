// The keys that an issuer publishes at a URL: fetched by a thread of their own, so that no request waits for
// another server.
//
// Fetched at the start, when they are older than age_max, and when a token names a key that is not among
// them; never twice within pause_min, however many such tokens come. Until the first fetch has succeeded
// there are none; after that a fetch that fails leaves what there is.
// Errors    in the log: issuer-keys-not-fetched, with the reason
// Threads   any
// Lifetime  clock and log outlive it. The destructor waits for a fetch under way, up to time_max.
// Limits    jwks_bytes_max
// Standard  RFC 7517 §5
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "access/key_set.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/outgoing.h"

namespace linkki::access {

class RemoteKeys {
 public:
  static constexpr std::size_t jwks_bytes_max = 256 * 1'024;

  struct Settings {
    std::string issuer;
    std::string url;
    std::chrono::seconds age_max{3'600};
    std::chrono::seconds pause_min{10};
    std::chrono::milliseconds time_max{5'000};
  };

  RemoteKeys(Settings settings, std::unique_ptr<base::Outgoing> outgoing, const base::Clock& clock,
             base::Log& log);
  ~RemoteKeys();

  std::shared_ptr<const KeySet> current() const;  // nullptr: none yet
  // A key is missing. True: a fetch is under way or about to begin; false: the last one was too short ago.
  bool ask();

 private:
  void run();
  bool is_due(base::Instant now) const;
  void fetch();
  base::Outcome<KeySet> fetch_keys();

  const Settings settings_;
  const std::unique_ptr<base::Outgoing> outgoing_;
  const base::Clock& clock_;
  base::Log& log_;

  mutable std::mutex mutex_;
  std::condition_variable wakes_;
  std::shared_ptr<const KeySet> keys_;
  std::optional<base::Instant> tried_, fetched_;
  bool fetching_ = false, asked_ = false, stopping_ = false;
  std::thread thread_;
};

}  // namespace linkki::access
