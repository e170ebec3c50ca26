// The server's own issuer: makes access tokens, for the sandbox and for `linkki token`.
//
// Keys      a JWKS document with private parts in one file of mode 0600; the first key signs (ES256), every
//           key is published, so that a rotation overlaps. A missing file is made, once, whoever comes first.
// Threads   mint() and jwks() may be called from any thread
// Errors    issuer_key: the file cannot be read or made, is open to others, holds no key
//           token_request: what cannot be minted
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "access/principal.h"
#include "access/token.h"
#include "base/clock.h"
#include "base/outcome.h"
#include "base/random.h"

namespace linkki::access {

struct TokenRequest {
  Role role = Role::none;
  std::string organization;  // "Organization/x"
  std::string person;        // "Practitioner/x"; empty: none named
  std::string person_name;
  std::string purpose;  // empty: TREAT
  std::string client_id = "linkki-token";
  std::string subject;  // empty: the person, else the organisation, else the role
  std::string scope;    // empty: what the role may do
  std::chrono::seconds lifetime{3'600};
};

class Issuer {
 public:
  // `url`: claim iss; `audience`: the public base URL. `clock` and `random` outlive the issuer.
  static base::Outcome<Issuer> open(const std::string& key_file, std::string url, std::string audience,
                                    const base::Clock& clock, base::Random& random);

  // Refuses what its own verifier would refuse.
  base::Outcome<std::string> mint(const TokenRequest& request) const;

  std::string jwks() const;  // public parts alone

  // This issuer as one to trust; `roles` that it may give (empty: every one but importer and tester).
  TrustedIssuer trust(std::vector<Role> roles) const;

 private:
  struct Key {
    std::string id;
    std::string public_part;  // JSON
    std::shared_ptr<_cjose_jwk_int> key;
  };
  Issuer(std::string url, std::string audience, const base::Clock& clock, base::Random& random)
      : url_(std::move(url)), audience_(std::move(audience)), clock_(&clock), random_(&random) {}
  base::Outcome<void> load(const std::string& key_file, std::string document);
  std::string sign(const std::string& claims) const;

  std::string url_, audience_;
  const base::Clock* clock_;
  base::Random* random_;
  std::vector<Key> keys_;
};

}  // namespace linkki::access
