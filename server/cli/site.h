// A running Linkki: every part, built bottom-up, each owned here and handed to those above it.
//
// Threads   start() and the destructor on one thread; reload() from that one too
#pragma once

#include <memory>

#include "base/log.h"
#include "base/outcome.h"
#include "base/random.h"
#include "base/settings.h"

namespace linkki::cli {

// Whether R4's definitions become resources of the store; without them a store holds only what clients wrote.
enum class Seed { yes, no };

class Site {
 public:
  static base::Outcome<std::unique_ptr<Site>> start(const base::Settings& settings, const base::Clock& clock,
                                                    base::Random& random, Seed seed = Seed::yes);
  ~Site();  // drains, commits what waits, closes

  std::uint16_t port() const;
  // What can change in a running server changes, for requests to come; the keys that cannot come back. On
  // failure (a certificate, an issuer's keys) nothing changes.
  base::Outcome<std::vector<std::string>> reload(const base::Settings& wanted);
  const base::Settings& settings() const;  // in force
  base::Log& log();

 private:
  struct Parts;
  explicit Site(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace linkki::cli
