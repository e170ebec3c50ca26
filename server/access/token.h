// Access tokens: signed JWTs of issuers that the configuration trusts → Principal.
//
// Checked in this order, each failing with its own message and never with a word of the token: form and size,
// algorithm (key_set.h), issuer, signature, claims (claims.h), role admitted here, audience, times,
// certificate. What was verified is remembered by the token's SHA-256 until it expires, so that later
// requests cost a hash. Trust never changes in a verifier, but for the keys that an issuer publishes
// (remote_keys.h): a new configuration makes a new one.
//
// Errors    unauthenticated; unavailable: the issuer's keys are being fetched (token_keys)
// Threads   any
// Cost      about 60 µs (ES256) the first time, about 2 µs after that
// Limits    token_bytes_max, token_cache_entries_max, issuer_keys_max
// Standard  RFC 6750, RFC 7519, RFC 8725, RFC 9068, RFC 8705
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/claims.h"
#include "access/key_set.h"
#include "access/principal.h"
#include "access/remote_keys.h"
#include "base/clock.h"
#include "base/outcome.h"

namespace linkki::access {

struct TrustedIssuer {
  std::string issuer;  // claim iss, byte for byte
  KeySet keys;
  ClaimNames claims;
  std::vector<std::string> second_factors;  // acr values of two factors, as auditors and administrators need
  std::vector<Role> roles;                  // that it may give; empty: every one but importer and tester
  std::vector<std::string> audiences;       // what it calls this server; empty: as the policy says
  std::vector<std::string> algorithms;      // empty: all that key_set.h takes
  std::shared_ptr<RemoteKeys> remote;       // instead of keys, where it publishes them
};

struct TokenPolicy {
  std::vector<std::string> audiences;  // public base URL and aliases; a token names one of them
  std::vector<TrustedIssuer> issuers;
  bool sandbox = false;           // the role tester exists
  std::chrono::seconds skew{30};  // between the issuer's clock and ours
};

class TokenVerifier {
 public:
  // `clock` outlives the verifier.
  TokenVerifier(TokenPolicy policy, const base::Clock& clock);
  ~TokenVerifier();

  // The value of the Authorization header; nullopt: there is none, which makes the public principal.
  // `certificate`: SHA-256 of the TLS client certificate, base64url; empty: none was shown.
  base::Outcome<Principal> authenticate(std::optional<std::string_view> authorization,
                                        std::string_view certificate = {}) const;
  base::Outcome<Principal> verify(std::string_view token, std::string_view certificate = {}) const;

 private:
  base::Outcome<Claims> verify_anew(std::string_view token) const;
  static base::Outcome<void> check_signature(const TrustedIssuer& issuer, std::string_view token,
                                             std::string_view algorithm, std::string_view key_id);
  base::Outcome<void> admit(const Claims& claims, const TrustedIssuer& issuer) const;
  bool is_timely(const Claims& claims) const;

  class Cache;
  TokenPolicy policy_;
  const base::Clock& clock_;
  std::unique_ptr<Cache> cache_;
};

}  // namespace linkki::access
