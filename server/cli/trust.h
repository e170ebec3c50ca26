// Whose access tokens a server believes, as its configuration says: the sandbox's own key, which exists for
// it alone, and other issuers.
//
// Threads   one (that which starts and reloads); the verifiers as they say
// Lifetime  clock, random and log outlive it and the verifiers
// Errors    issuer_key (the sandbox's), token_trust, file_unreadable: which issuer, which file, why
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "access/remote_keys.h"
#include "access/token.h"
#include "base/settings.h"

namespace linkki::cli {

class Trust {
 public:
  Trust(const base::Clock& clock, base::Random& random, base::Log& log)
      : clock_(clock), random_(random), log_(log) {}

  // Keys that were fetched for the same settings before are kept.
  base::Outcome<std::shared_ptr<const access::TokenVerifier>> load(const base::Settings& settings);

 private:
  using Issuer = base::Settings::Issuer;
  using Fetched = std::vector<std::pair<Issuer, std::shared_ptr<access::RemoteKeys>>>;

  base::Outcome<access::TrustedIssuer> trust_sandbox(const base::Settings& settings) const;
  base::Outcome<access::TrustedIssuer> trust(const Issuer& issuer, Fetched& fetched) const;
  base::Outcome<std::shared_ptr<access::RemoteKeys>> fetch(const Issuer& issuer) const;

  const base::Clock& clock_;
  base::Random& random_;
  base::Log& log_;
  Fetched fetched_;
  Fetched retired_;  // until no verifier has them: an I/O thread must not wait for a fetch to end
};

}  // namespace linkki::cli
