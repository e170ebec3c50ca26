// One interaction as the pipeline hands it to its step file; the entries of a batch or transaction are calls
// too.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "access/principal.h"
#include "access/token.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/random.h"
#include "base/settings.h"
#include "base/worker_pool.h"
#include "interactions/preferences.h"
#include "interactions/read_trail.h"
#include "interactions/refusals.h"
#include "interactions/route.h"
#include "repository/repository.h"
#include "validation/validator.h"

namespace linkki::base {
class MovableClock;
}
namespace linkki::terminology {
class Terminology;
}
namespace linkki::referral {
struct Workflow;
}

namespace linkki::interactions {

// What all interactions share; everything outlives the service.
struct Parts {
  definitions::Registry& definitions;
  repository::Repository& repository;
  ReadTrail& trail;
  const base::Clock& clock;
  base::Random& random;
  base::Log& log;
  base::Metrics& metrics;
  const terminology::Terminology& terminology;
  const referral::Workflow& workflow;
  base::MovableClock* sandbox_clock = nullptr;  // that `clock` is; nullptr: no sandbox
};

// What a reload replaces, taken once per request.
struct Current {
  std::shared_ptr<const base::Settings> settings;
  std::shared_ptr<const access::TokenVerifier> tokens;
  base::Instant since = {};  // when it came into force; filled in by the service
};

struct Call {
  const Parts& parts;
  Current current;
  std::shared_ptr<const definitions::Definitions> definitions;
  std::shared_ptr<const validation::Validator> validator;
  Route route;
  access::Principal principal;
  Preferences preferences;
  std::string if_match, if_none_match, if_modified_since, if_none_exist;
  std::string query;  // percent-encoded
  std::string content_type, body;
  std::string accept_language;
  std::string provenance;        // X-Provenance
  std::string security_context;  // X-Security-Context, of a Binary's bytes
  std::string entry;             // of a bundle: where it stands, as FHIRPath
  std::string request_id;
  std::string peer;        // the client's address
  bool bad_token = false;  // there was one, and it did not hold
  RefusalBudget* refusals = nullptr;
  base::WorkerPool* readers = nullptr;  // for reads that must leave the thread they would begin on
  std::shared_ptr<std::atomic<bool>> cancelled = {};  // of the request; nullptr: never
  base::Instant now;

  const std::string& base_url() const { return current.settings->server.public_url; }
  // Under which this server is known, the public one first.
  std::vector<std::string> bases() const {
    std::vector<std::string> all{base_url()};
    const auto& aliases = current.settings->server.aliases;
    all.insert(all.end(), aliases.begin(), aliases.end());
    return all;
  }
};

}  // namespace linkki::interactions
