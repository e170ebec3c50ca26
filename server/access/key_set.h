// The public keys of an issuer, as its JWKS document publishes them, and what they can verify.
//
// Kept are signing keys of the kinds below; symmetric keys are never kept, so that no public key can be taken
// for a shared secret, and keys of other uses are passed over.
//   ES256, ES384      EC P-256, P-384
//   RS256, RS384, RS512, PS256, PS384, PS512      RSA of 2 048 bits or more
// Threads   verify() may be called from any thread.
// Standard  RFC 7517, RFC 7518, RFC 8725 (one key, one algorithm family)
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

struct _cjose_jwk_int;

namespace linkki::access {

class KeySet {
 public:
  // `issuer` names the document in a failure (token_trust). A set with no usable key is a failure; a key with
  // a private part is kept by its public part alone.
  static base::Outcome<KeySet> parse(std::string_view issuer, std::string jwks);

  // `token` is a compact JWS whose header names `algorithm` and `key_id` (empty: none, then exactly one key
  // may fit).
  bool verify(std::string_view token, std::string_view algorithm, std::string_view key_id) const;
  bool has(std::string_view key_id) const;
  std::size_t size() const { return keys_.size(); }

 private:
  struct Key {
    std::string id;
    std::string algorithm;  // empty: any that its kind allows
    std::shared_ptr<_cjose_jwk_int> key;
  };
  std::vector<Key> keys_;
};

// Is this one of the algorithms above? `none` and HS… never are.
bool is_accepted_algorithm(std::string_view algorithm);

}  // namespace linkki::access
