// The claims of an access token → who is calling. Whether the token may be believed is decided in token.h.
//
// A claim that is needed and missing, empty, of another kind or malformed fails the whole token: token_claim
// names the claim, never its value. (A duplicate claim is refused earlier, by the JSON reader.)
//   iss, sub, exp, iat, aud, linkki_role   always; nbf, jti, client_id or azp, scope, acr, cnf where given
//   linkki_organization                    "Organization/x", of all roles but client, proxy, administrator
//                                          (the issuer's own words for both: ClaimNames)
//   linkki_person                          "Patient/x" of client, "RelatedPerson/x" of proxy; others may
//   linkki_person_name, linkki_purpose     may be given
// Standard  RFC 7519, RFC 9068, RFC 8705 §3.1 (cnf)
#pragma once

#include <map>
#include <string>
#include <vector>

#include "access/principal.h"
#include "base/clock.h"
#include "base/json/value.h"
#include "base/outcome.h"

namespace linkki::access {

// What an issuer calls the claims that are not standard, and what stands in them. The role's may be a list of
// which exactly one is a role.
struct ClaimNames {
  std::string role = "linkki_role";
  std::string organization = "linkki_organization";
  std::string person = "linkki_person";
  std::string person_name = "linkki_person_name";
  std::string purpose = "linkki_purpose";
  // The issuer's word → ours; empty: the same words. A word that is not there is none.
  std::map<std::string, std::string, std::less<>> roles, organizations;
};

struct Claims {
  Principal principal;
  std::vector<std::string> audiences;
  std::string authentication_class;  // acr; empty: not given
  std::string certificate;           // x5t#S256 that the token is bound to; empty: to none
  base::Instant issued, not_before, expires;
};

base::Outcome<Claims> read_claims(const json::Value& payload, const ClaimNames& names);

base::Failure bad_claim(std::string_view name);

}  // namespace linkki::access
