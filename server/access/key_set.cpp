#include "access/key_set.h"

#include <cjose/cjose.h>

#include <algorithm>

#include "access/messages.h"
#include "base/json/parse.h"
#include "base/json/print.h"
#include "base/limits.h"

namespace linkki::access {
namespace {

constexpr std::size_t rsa_bits_min = 2'048;

struct Algorithm {
  std::string_view name;
  cjose_jwk_kty_t kind;
  cjose_jwk_ec_curve curve;     // of an EC key
  std::size_t signature_bytes;  // 0: as long as the key's modulus, which the library checks
};
constexpr Algorithm algorithms[] = {
    {"ES256", CJOSE_JWK_KTY_EC, CJOSE_JWK_EC_P_256, 64},
    {"ES384", CJOSE_JWK_KTY_EC, CJOSE_JWK_EC_P_384, 96},
    {"RS256", CJOSE_JWK_KTY_RSA, CJOSE_JWK_EC_INVALID, 0},
    {"RS384", CJOSE_JWK_KTY_RSA, CJOSE_JWK_EC_INVALID, 0},
    {"RS512", CJOSE_JWK_KTY_RSA, CJOSE_JWK_EC_INVALID, 0},
    {"PS256", CJOSE_JWK_KTY_RSA, CJOSE_JWK_EC_INVALID, 0},
    {"PS384", CJOSE_JWK_KTY_RSA, CJOSE_JWK_EC_INVALID, 0},
    {"PS512", CJOSE_JWK_KTY_RSA, CJOSE_JWK_EC_INVALID, 0},
};

const Algorithm* find_algorithm(std::string_view name) {
  const auto found = std::find_if(std::begin(algorithms), std::end(algorithms),
                                  [&](const Algorithm& algorithm) { return algorithm.name == name; });
  return found == std::end(algorithms) ? nullptr : found;
}

bool fits(const cjose_jwk_t* key, const Algorithm& algorithm) {
  cjose_err fault;
  if (cjose_jwk_get_kty(key, &fault) != algorithm.kind) return false;
  if (algorithm.kind == CJOSE_JWK_KTY_EC) return cjose_jwk_EC_get_curve(key, &fault) == algorithm.curve;
  return cjose_jwk_get_keysize(key, &fault) >= rsa_bits_min;
}

bool fits_any(const cjose_jwk_t* key) {
  return std::any_of(std::begin(algorithms), std::end(algorithms),
                     [&](const Algorithm& algorithm) { return fits(key, algorithm); });
}

// Only the members of a public key of the kinds we take, so that no library ever sees a secret or a surprise.
std::string public_part(const json::Value& key) {
  std::string text = "{";
  for (const auto* name : {"kty", "crv", "x", "y", "n", "e"}) {
    if (!key.find(name)) continue;
    text += text.size() > 1 ? "," : "";
    json::print_string(name, text);
    text += ':';
    json::print_string(key.text_of(name), text);
  }
  return text + "}";
}

std::shared_ptr<cjose_jwk_t> import_key(const json::Value& key) {
  const auto kind = key.text_of("kty");
  const auto use = key.text_of("use");
  if ((kind != "EC" && kind != "RSA") || (!use.empty() && use != "sig")) return nullptr;
  const std::string text = public_part(key);
  cjose_err fault;
  std::shared_ptr<cjose_jwk_t> imported(cjose_jwk_import(text.data(), text.size(), &fault),
                                        [](cjose_jwk_t* held) {
                                          if (held) cjose_jwk_release(held);
                                        });
  return imported && fits_any(imported.get()) ? imported : nullptr;
}

base::Failure untrusted(std::string_view issuer, const char* reason) {
  return base::refuse(
      base::Refusal::bad_request,
      base::error(base::IssueType::security, base::message::token_trust, {std::string(issuer), reason}));
}

}  // namespace

bool is_accepted_algorithm(std::string_view algorithm) {
  return find_algorithm(algorithm) != nullptr;
}

base::Outcome<KeySet> KeySet::parse(std::string_view issuer, std::string jwks) {
  const auto document = json::parse(std::move(jwks));
  if (!document) return untrusted(issuer, "the document is not JSON");
  const auto* list = document->root.find("keys");
  if (!list || !list->is_array()) return untrusted(issuer, "the document has no list of keys");
  if (list->items().size() > limits::issuer_keys_max)
    return untrusted(issuer, "the list of keys is too long");
  KeySet set;
  for (const auto& item : list->items()) {
    if (auto key = import_key(item)) {
      set.keys_.push_back(
          {std::string(item.text_of("kid")), std::string(item.text_of("alg")), std::move(key)});
    }
  }
  if (set.keys_.empty()) return untrusted(issuer, "no key in the list can verify a signature");
  return set;
}

bool KeySet::has(std::string_view key_id) const {
  return std::any_of(keys_.begin(), keys_.end(), [&](const Key& key) { return key.id == key_id; });
}

bool KeySet::verify(std::string_view token, std::string_view algorithm, std::string_view key_id) const {
  const auto* wanted = find_algorithm(algorithm);
  if (!wanted) return false;
  const Key* chosen = nullptr;
  for (const auto& key : keys_) {
    if (!key_id.empty() && key.id != key_id) continue;
    if (!fits(key.key.get(), *wanted) || (!key.algorithm.empty() && key.algorithm != algorithm)) continue;
    if (chosen) return false;  // two keys that could be meant
    chosen = &key;
  }
  const std::size_t signature_characters = token.size() - token.rfind('.') - 1;
  if (!chosen || (wanted->signature_bytes && signature_characters != (wanted->signature_bytes * 4 + 2) / 3))
    return false;
  cjose_err fault;
  const std::unique_ptr<cjose_jws_t, decltype(&cjose_jws_release)> jws(
      cjose_jws_import(token.data(), token.size(), &fault), cjose_jws_release);
  return jws && cjose_jws_verify(jws.get(), chosen->key.get(), &fault);
}

}  // namespace linkki::access
