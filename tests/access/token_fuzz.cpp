// Any text as an access token, and any JSON as its claims: refused, or read to a principal that is whole.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "access/claims.h"
#include "access/token.h"
#include "base/ensure.h"
#include "base/json/parse.h"

using namespace linkki;
using namespace linkki::access;

namespace {

const char* const keys =
    R"({"keys":[{"kty":"EC","crv":"P-256","kid":"k","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",)"
    R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]})";

TokenPolicy policy() {
  TokenPolicy made;
  made.audiences = {"https://localhost:8443/fhir"};
  TrustedIssuer trusted;
  trusted.issuer = "https://idp.example";
  auto set = KeySet::parse("idp", keys);
  ensure(set.ok());
  trusted.keys = std::move(*set);
  made.issuers.push_back(std::move(trusted));
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const base::FakeClock clock{base::Instant{std::chrono::seconds{1'780'000'000}}};
  static const TokenVerifier verifier(policy(), clock);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // Nobody has the private part of that key.
  ensure(!verifier.verify(text).ok());
  ensure(!verifier.authenticate("Bearer " + std::string(text)).ok());

  (void)KeySet::parse("idp", std::string(text));
  const auto document = json::parse(std::string(text));
  if (!document.ok()) return 0;
  const auto claims = read_claims(document->root, {});
  if (!claims.ok()) return 0;
  ensure(claims->principal.role != Role::none && !claims->principal.subject.empty());
  ensure(!claims->audiences.empty());
  return 0;
}
