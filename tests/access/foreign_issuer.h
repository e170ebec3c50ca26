// An issuer of the tests that signs anything, also what no honest issuer would.
#pragma once

#include <cjose/cjose.h>
#include <jansson.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <string>

#include "base/crypto/base64.h"

namespace linkki::access {

class ForeignIssuer {
 public:
  ForeignIssuer() {
    cjose_err fault;
    const std::uint8_t exponent[] = {1, 0, 1};
    keep("ES256", cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &fault));
    keep("ES384", cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_384, &fault));
    keep("RS256", cjose_jwk_create_RSA_random(2048, exponent, 3, &fault));
    keep("weak", cjose_jwk_create_RSA_random(1024, exponent, 3, &fault));
  }

  std::string jwk(const std::string& key, bool with_secret = false) const {
    cjose_err fault;
    char* text = cjose_jwk_to_json(keys_.at(key).get(), with_secret, &fault);
    std::string out(text);
    std::free(text);
    return out;
  }
  std::string jwks() const {
    return "{\"keys\":[" + jwk("ES256") + "," + jwk("ES384") + "," + jwk("RS256") + "," + jwk("weak") + "]}";
  }

  // Header members beyond alg, as JSON values: {"kid", "\"ES256\""}.
  std::string sign(const std::string& key, const std::string& algorithm, const std::string& claims,
                   std::map<std::string, std::string> header = {}) const {
    if (!header.count("kid")) header["kid"] = "\"" + key + "\"";
    return sign_with(keys_.at(key).get(), algorithm, claims, header);
  }
  // HMAC with the given bytes as secret.
  std::string sign_symmetric(const std::string& secret, const std::string& key_id,
                             const std::string& claims) const {
    cjose_err fault;
    const Key key(cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(secret.data()),
                                            secret.size(), &fault),
                  cjose_jwk_release);
    return sign_with(key.get(), "HS256", claims, {{"kid", "\"" + key_id + "\""}});
  }
  static std::string unsigned_token(const std::string& claims) {
    return crypto::print_base64url("{\"alg\":\"none\"}") + "." + crypto::print_base64url(claims) + ".";
  }

 private:
  using Key = std::unique_ptr<cjose_jwk_t, decltype(&cjose_jwk_release)>;

  void keep(const std::string& name, cjose_jwk_t* key) {
    cjose_err fault;
    cjose_jwk_set_kid(key, name.data(), name.size(), &fault);
    keys_.emplace(name, Key(key, cjose_jwk_release));
  }

  static std::string sign_with(const cjose_jwk_t* key, const std::string& algorithm,
                               const std::string& claims, const std::map<std::string, std::string>& members) {
    cjose_err fault;
    cjose_header_t* header = cjose_header_new(&fault);
    cjose_header_set(header, "alg", algorithm.c_str(), &fault);
    for (const auto& [name, value] : members) {
      if (!value.empty())
        json_object_set_new(header, name.c_str(), json_loads(value.c_str(), JSON_DECODE_ANY, nullptr));
    }
    cjose_jws_t* jws = cjose_jws_sign(key, header, reinterpret_cast<const std::uint8_t*>(claims.data()),
                                      claims.size(), &fault);
    const char* text = "";
    if (jws) cjose_jws_export(jws, &text, &fault);
    std::string token(text);
    if (jws) cjose_jws_release(jws);
    cjose_header_release(header);
    return token;
  }

  std::map<std::string, Key> keys_;
};

}  // namespace linkki::access
