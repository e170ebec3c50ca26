#include "access/issuer.h"

#include <cjose/cjose.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "access/messages.h"
#include "base/crypto/base64.h"
#include "base/crypto/hash.h"
#include "base/json/parse.h"
#include "base/json/print.h"
#include "base/limits.h"

namespace linkki::access {
namespace {

using base::Outcome;

constexpr std::string_view second_factor = "mfa";
constexpr std::size_t key_file_bytes_max = 64 * 1'024;

base::Failure bad_key(const std::string& path, const char* reason) {
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::security, base::message::issuer_key, {path, reason}));
}

base::Failure bad_request(std::string reason) {
  return base::refuse(
      base::Refusal::bad_request,
      base::error(base::IssueType::invalid, base::message::token_request, {std::move(reason)}));
}

std::string member(std::string_view name, std::string_view text) {
  std::string out;
  json::print_string(name, out);
  out += ':';
  json::print_string(text, out);
  return out;
}

struct File {
  int descriptor;
  ~File() {
    if (descriptor >= 0) ::close(descriptor);
  }
};

// nullopt: there is no such file.
Outcome<std::optional<std::string>> read_key_file(const std::string& path) {
  const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
  if (file.descriptor < 0 && errno == ENOENT) return std::optional<std::string>();
  struct stat status {};
  if (file.descriptor < 0 || ::fstat(file.descriptor, &status) != 0)
    return bad_key(path, "it cannot be read");
  if (!S_ISREG(status.st_mode) || (status.st_mode & 077) != 0)
    return bad_key(path, "others may read it (mode 0600 is wanted)");
  std::string bytes(key_file_bytes_max + 1, '\0');
  const auto size = ::read(file.descriptor, bytes.data(), bytes.size());
  if (size < 0 || static_cast<std::size_t>(size) > key_file_bytes_max)
    return bad_key(path, "it cannot be read");
  bytes.resize(static_cast<std::size_t>(size));
  return std::optional(std::move(bytes));
}

// Whole or not at all, and never over a key that another process has just made.
Outcome<void> create_key_file(const std::string& path, const std::string& bytes) {
  std::string temporary = path + ".XXXXXX";
  const File file{::mkostemp(temporary.data(), O_CLOEXEC)};  // mode 0600
  if (file.descriptor < 0) return bad_key(path, "it cannot be made");
  const bool written =
      ::write(file.descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
      ::fsync(file.descriptor) == 0 && (::link(temporary.c_str(), path.c_str()) == 0 || errno == EEXIST);
  ::unlink(temporary.c_str());
  return written ? base::done() : Outcome<void>(bad_key(path, "it cannot be made"));
}

Outcome<std::string> generate_key(const std::string& path) {
  cjose_err fault;
  const std::unique_ptr<cjose_jwk_t, decltype(&cjose_jwk_release)> key(
      cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &fault), cjose_jwk_release);
  char* const text = key ? cjose_jwk_to_json(key.get(), true, &fault) : nullptr;
  if (!text) return bad_key(path, "no key can be made");
  std::string document = std::string("{\"keys\":[") + text + "]}\n";
  std::free(text);
  return document;
}

}  // namespace

Outcome<Issuer> Issuer::open(const std::string& key_file, std::string url, std::string audience,
                             const base::Clock& clock, base::Random& random) {
  TRY(auto document, read_key_file(key_file));
  if (!document) {
    TRY(const auto made, generate_key(key_file));
    TRY_VOID(create_key_file(key_file, made));
    TRY(document, read_key_file(key_file));
    if (!document) return bad_key(key_file, "it vanished");
  }
  Issuer issuer(std::move(url), std::move(audience), clock, random);
  TRY_VOID(issuer.load(key_file, std::move(*document)));
  return issuer;
}

Outcome<void> Issuer::load(const std::string& key_file, std::string document) {
  const auto parsed = json::parse(std::move(document));
  const auto* list = parsed ? parsed->root.find("keys") : nullptr;
  if (!list || list->items().empty() || list->items().size() > limits::issuer_keys_max) {
    return bad_key(key_file, "it holds no list of keys");
  }
  for (const auto& item : list->items()) {
    const std::string text = json::print(item);
    cjose_err fault;
    std::shared_ptr<cjose_jwk_t> key(cjose_jwk_import(text.data(), text.size(), &fault),
                                     [](cjose_jwk_t* held) {
                                       if (held) cjose_jwk_release(held);
                                     });
    const bool fits = key && item.text_of("crv") == "P-256" && !item.text_of("d").empty();
    if (!fits) return bad_key(key_file, "a key in it is not a private P-256 key");
    // The members in this order make the thumbprint of RFC 7638.
    const std::string essence = member("crv", "P-256") + "," + member("kty", "EC") + "," +
                                member("x", item.text_of("x")) + "," + member("y", item.text_of("y"));
    const std::string id = crypto::print_base64url(crypto::view(crypto::sha256({"{", essence, "}"})));
    keys_.push_back({id,
                     "{" + essence + "," + member("use", "sig") + "," + member("alg", "ES256") + "," +
                         member("kid", id) + "}",
                     std::move(key)});
  }
  return base::done();
}

std::string Issuer::jwks() const {
  std::string out = "{\"keys\":[";
  for (const auto& key : keys_) out += (&key == &keys_.front() ? "" : ",") + key.public_part;
  return out + "]}";
}

TrustedIssuer Issuer::trust(std::vector<Role> roles) const {
  auto keys = KeySet::parse(url_, jwks());
  ensure(keys.ok());
  return {url_, std::move(*keys), {}, {std::string(second_factor)}, std::move(roles)};
}

Outcome<std::string> Issuer::mint(const TokenRequest& request) const {
  if (request.role == Role::none || request.lifetime.count() <= 0)
    return bad_request("the role or the lifetime");
  const auto now = std::chrono::floor<std::chrono::seconds>(clock_->now()).time_since_epoch().count();
  const auto seconds = [](std::string_view name, std::int64_t value) {
    return "\"" + std::string(name) + "\":" + std::to_string(value);
  };
  const std::string& party = !request.person.empty() ? request.person : request.organization;
  const std::string subject = !request.subject.empty() ? request.subject
                              : !party.empty()         ? party
                                                       : std::string(code(request.role));
  std::string claims = "{" + member("iss", url_) + "," + member("aud", audience_) + "," +
                       member("sub", subject) + "," + seconds("iat", now) + "," + seconds("nbf", now) + "," +
                       seconds("exp", now + request.lifetime.count()) + "," +
                       member("jti", base::uuid(*random_)) + "," + member("acr", second_factor) + "," +
                       member("linkki_role", code(request.role));
  const std::pair<std::string_view, const std::string&> optional[] = {
      {"client_id", request.client_id},
      {"scope", request.scope},
      {"linkki_organization", request.organization},
      {"linkki_person", request.person},
      {"linkki_person_name", request.person_name},
      {"linkki_purpose", request.purpose}};
  for (const auto& [name, text] : optional) {
    if (!text.empty()) claims += "," + member(name, text);
  }
  claims += "}";
  const auto document = json::parse(claims);
  if (!document) return bad_request("a text (it is not UTF-8)");
  if (const auto read = read_claims(document->root, {}); !read) {
    return bad_request("the claim " + read.failure().issues.front().arguments.front().text());
  }
  return sign(claims);
}

std::string Issuer::sign(const std::string& claims) const {
  const auto& key = keys_.front();
  cjose_err fault;
  cjose_header_t* const header = cjose_header_new(&fault);
  ensure(header && cjose_header_set(header, CJOSE_HDR_ALG, CJOSE_HDR_ALG_ES256, &fault));
  ensure(cjose_header_set(header, CJOSE_HDR_KID, key.id.c_str(), &fault) &&
         cjose_header_set(header, "typ", "at+jwt", &fault));
  cjose_jws_t* const jws = cjose_jws_sign(
      key.key.get(), header, reinterpret_cast<const std::uint8_t*>(claims.data()), claims.size(), &fault);
  const char* compact = nullptr;
  ensure(jws && cjose_jws_export(jws, &compact, &fault));
  std::string token(compact);
  cjose_jws_release(jws);
  cjose_header_release(header);
  return token;
}

}  // namespace linkki::access
