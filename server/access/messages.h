// What the layer access tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message issuer_key{"issuer-key", "The key file {0} cannot be used: {1}."};
inline constexpr Message role_forbids{"role-forbids", "The role {0} does not include {1} on {2}."};
inline constexpr Message scope_missing{"scope-missing", "No scope of the access token covers {0} on {1}."};
inline constexpr Message token_algorithm{
    "token-algorithm", "The access token is signed with an algorithm that is not accepted here."};
inline constexpr Message token_audience{"token-audience", "The access token was made for another server."};
inline constexpr Message token_certificate{
    "token-certificate",
    "The access token is bound to a client certificate, and this connection shows another or none."};
inline constexpr Message token_claim{"token-claim",
                                     "The claim {0} of the access token is missing, empty or malformed."};
inline constexpr Message token_expired{"token-expired", "The access token has expired."};
inline constexpr Message token_issuer{"token-issuer", "The issuer of the access token is not trusted here."};
inline constexpr Message token_keys{
    "token-keys",
    "The keys of the token's issuer are being fetched. Try again after the time in Retry-After."};
inline constexpr Message token_malformed{"token-malformed", "The access token is not a signed JWT: {0}."};
inline constexpr Message token_missing{"token-missing",
                                       "This needs an access token, as in 'Authorization: Bearer ...'."};
inline constexpr Message token_not_yet_valid{"token-not-yet-valid", "The access token is not valid yet."};
inline constexpr Message token_request{"token-request",
                                       "No token can be made: {0} is missing, empty or malformed."};
inline constexpr Message token_role{"token-role",
                                    "The role of the access token is not admitted on this server."};
inline constexpr Message token_signature{"token-signature",
                                         "The signature of the access token fits no key of its issuer."};
inline constexpr Message token_trust{"token-trust", "The keys of the issuer {0} cannot be used: {1}."};

}  // namespace linkki::base::message
