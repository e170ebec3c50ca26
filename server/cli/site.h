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

class Site {
 public:
  static base::Outcome<std::unique_ptr<Site>> start(const base::Settings& settings, const base::Clock& clock,
                                                    base::Random& random);
  ~Site();  // drains, commits what waits, closes

  std::uint16_t port() const;
  // What can change in a running server changes; the keys that cannot come back.
  std::vector<std::string> reload(const base::Settings& wanted);
  base::Log& log();

 private:
  struct Parts;
  explicit Site(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace linkki::cli
