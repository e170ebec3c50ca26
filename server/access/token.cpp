#include "access/token.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <unordered_map>

#include "access/messages.h"
#include "base/crypto/base64.h"
#include "base/crypto/hash.h"
#include "base/json/parse.h"
#include "base/limits.h"

namespace linkki::access {
namespace {

using base::Outcome;

base::Failure unauthenticated(const base::Message& message, base::Arguments arguments = {}) {
  return base::refuse(base::Refusal::unauthenticated,
                      base::error(base::IssueType::login, message, std::move(arguments)));
}
base::Failure malformed(base::Words what) {
  return unauthenticated(base::message::token_malformed, {what});
}

template <class List, class Value>
bool contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

struct Parts {
  json::Document header, payload;
};

Outcome<json::Document> parse_part(std::string_view text, base::Words what) {
  auto bytes = crypto::parse_base64url(text);
  if (!bytes) return malformed(what);
  auto document = json::parse(std::move(*bytes));
  if (!document || !document->root.is_object()) return malformed(what);
  return document;
}

Outcome<Parts> split(std::string_view token) {
  if (token.size() > limits::token_bytes_max)
    return malformed({"it is too long", "se on liian pitkä", "den är för lång"});
  const auto first = token.find('.');
  const auto second = first == token.npos ? first : token.find('.', first + 1);
  if (second == token.npos || token.find('.', second + 1) != token.npos)
    return malformed({"it has not three parts", "siinä ei ole kolmea osaa", "den har inte tre delar"});
  if (!crypto::parse_base64url(token.substr(second + 1)))
    return malformed({"its signature is not base64url", "sen allekirjoitus ei ole base64url-muodossa",
                      "dess underskrift är inte base64url"});
  Parts parts;
  TRY(parts.header, parse_part(token.substr(0, first), {"its header is not JSON in base64url",
                                                        "sen otsikko ei ole JSONia base64url-muodossa",
                                                        "dess huvud är inte JSON i base64url"}));
  TRY(parts.payload,
      parse_part(token.substr(first + 1, second - first - 1),
                 {"its claims are not JSON in base64url", "sen tiedot eivät ole JSONia base64url-muodossa",
                  "dess uppgifter är inte JSON i base64url"}));
  return parts;
}

// crit names what must be understood, and none of it is; typ keeps other kinds of JWT out (RFC 8725 §3.11).
Outcome<void> check_header(const json::Value& header) {
  const auto* type = header.find("typ");
  if (type && type->text() != "JWT" && type->text() != "at+jwt")
    return malformed({"it is of another type", "se on toista tyyppiä", "den är av en annan typ"});
  if (header.find("crit"))
    return malformed({"its header asks for an extension", "sen otsikko vaatii laajennusta",
                      "dess huvud kräver ett tillägg"});
  if (header.find("kid") && header.text_of("kid").empty()) {
    return malformed(
        {"its key id is no text", "sen avaimen tunniste ei ole teksti", "dess nyckel-id är ingen text"});
  }
  const auto* algorithm = header.find("alg");
  if (!algorithm || !algorithm->is_string() || !is_accepted_algorithm(algorithm->text())) {
    return unauthenticated(base::message::token_algorithm);
  }
  return base::done();
}

bool may_give(const TrustedIssuer& issuer, Role role) {
  if (issuer.roles.empty()) return role != Role::importer && role != Role::tester;
  return contains(issuer.roles, role);
}

}  // namespace

// Two generations: when the young one is full it becomes the old one, and what was not asked for since is
// forgotten.
class TokenVerifier::Cache {
 public:
  std::shared_ptr<const Claims> find(const crypto::Sha256& key) {
    const std::lock_guard lock(mutex_);
    if (const auto found = young_.find(key); found != young_.end()) return found->second;
    const auto found = old_.find(key);
    if (found == old_.end()) return nullptr;
    const auto claims = found->second;
    keep(key, claims);
    return claims;
  }

  void put(const crypto::Sha256& key, std::shared_ptr<const Claims> claims) {
    const std::lock_guard lock(mutex_);
    keep(key, std::move(claims));
  }

 private:
  struct FirstBytes {
    std::size_t operator()(const crypto::Sha256& key) const {
      std::size_t hash;
      std::memcpy(&hash, key.data(), sizeof hash);
      return hash;
    }
  };
  using Generation = std::unordered_map<crypto::Sha256, std::shared_ptr<const Claims>, FirstBytes>;

  void keep(const crypto::Sha256& key, std::shared_ptr<const Claims> claims) {
    if (young_.size() >= limits::token_cache_entries_max / 2) {
      old_ = std::move(young_);
      young_.clear();
    }
    young_[key] = std::move(claims);
  }

  std::mutex mutex_;
  Generation young_, old_;
};

TokenVerifier::TokenVerifier(TokenPolicy policy, const base::Clock& clock)
    : policy_(std::move(policy)), clock_(clock), cache_(std::make_unique<Cache>()) {}
TokenVerifier::~TokenVerifier() = default;

Outcome<Principal> TokenVerifier::authenticate(std::optional<std::string_view> authorization,
                                               std::string_view certificate) const {
  if (!authorization) return Principal{};
  constexpr std::string_view scheme = "bearer ";
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  const bool bearer = authorization->size() > scheme.size() &&
                      std::equal(scheme.begin(), scheme.end(), authorization->begin(),
                                 [&](char wanted, char given) { return wanted == lower(given); });
  if (!bearer) return unauthenticated(base::message::token_missing);
  return verify(authorization->substr(scheme.size()), certificate);
}

Outcome<Principal> TokenVerifier::verify(std::string_view token, std::string_view certificate) const {
  const auto key = crypto::sha256(token);
  auto claims = cache_->find(key);
  if (!claims || !is_timely(*claims)) {
    TRY(auto verified, verify_anew(token));
    claims = std::make_shared<const Claims>(std::move(verified));
    cache_->put(key, claims);
  }
  if (!claims->certificate.empty() && claims->certificate != certificate) {
    return unauthenticated(base::message::token_certificate);
  }
  return claims->principal;
}

Outcome<Claims> TokenVerifier::verify_anew(std::string_view token) const {
  TRY(const auto parts, split(token));
  const auto& header = parts.header.root;
  const auto& payload = parts.payload.root;
  TRY_VOID(check_header(header));
  const auto* issuer_claim = payload.find("iss");
  const auto issuer =
      std::find_if(policy_.issuers.begin(), policy_.issuers.end(), [&](const TrustedIssuer& trusted) {
        return issuer_claim && issuer_claim->is_string() && trusted.issuer == issuer_claim->text();
      });
  if (issuer == policy_.issuers.end()) return unauthenticated(base::message::token_issuer);
  TRY_VOID(check_signature(*issuer, token, header.text_of("alg"), header.text_of("kid")));
  TRY(auto claims, read_claims(payload, issuer->claims));
  TRY_VOID(admit(claims, *issuer));
  return claims;
}

Outcome<void> TokenVerifier::check_signature(const TrustedIssuer& issuer, std::string_view token,
                                             std::string_view algorithm, std::string_view key_id) {
  if (!issuer.algorithms.empty() && !contains(issuer.algorithms, algorithm)) {
    return unauthenticated(base::message::token_algorithm);
  }
  const auto published = issuer.remote ? issuer.remote->current() : nullptr;
  const KeySet* keys = issuer.remote ? published.get() : &issuer.keys;
  if (keys && keys->verify(token, algorithm, key_id)) return base::done();
  const bool may_be_new = issuer.remote && (!keys || (!key_id.empty() && !keys->has(key_id)));
  if (may_be_new && issuer.remote->ask()) {
    return base::refuse(base::Refusal::unavailable,
                        base::error(base::IssueType::transient, base::message::token_keys));
  }
  return unauthenticated(base::message::token_signature);
}

Outcome<void> TokenVerifier::admit(const Claims& claims, const TrustedIssuer& issuer) const {
  const Role role = claims.principal.role;
  if (!may_give(issuer, role) || (role == Role::tester && !policy_.sandbox)) {
    return unauthenticated(base::message::token_role);
  }
  const bool two_factors = contains(issuer.second_factors, claims.authentication_class);
  if ((role == Role::auditor || role == Role::administrator) && !two_factors) return bad_claim("acr");
  const auto& ours = issuer.audiences.empty() ? policy_.audiences : issuer.audiences;
  const bool for_us = std::any_of(claims.audiences.begin(), claims.audiences.end(),
                                  [&](const auto& audience) { return contains(ours, audience); });
  if (!for_us) return unauthenticated(base::message::token_audience);
  const auto now = clock_.now();
  if (now >= claims.expires + policy_.skew) {
    return base::refuse(base::Refusal::unauthenticated,
                        base::error(base::IssueType::expired, base::message::token_expired));
  }
  if (!is_timely(claims)) return unauthenticated(base::message::token_not_yet_valid);
  return base::done();
}

bool TokenVerifier::is_timely(const Claims& claims) const {
  const auto now = clock_.now();
  return now < claims.expires + policy_.skew &&
         now + policy_.skew >= std::max(claims.issued, claims.not_before);
}

}  // namespace linkki::access
