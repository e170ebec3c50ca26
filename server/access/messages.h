// What the layer access tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message issuer_key{"issuer-key", "The key file {0} cannot be used: {1}.",
                                    "Avaintiedostoa {0} ei voida käyttää: {1}.",
                                    "Nyckelfilen {0} kan inte användas: {1}."};
inline constexpr Message role_forbids{"role-forbids", "The role {0} does not include {1} on {2}.",
                                      "Rooli {0} ei oikeuta toimintoon {1}, jonka kohde on {2}.",
                                      "Rollen {0} omfattar inte {1} för {2}."};
inline constexpr Message scope_missing{
    "scope-missing", "No scope of the access token covers {0} on {1}.",
    "Mikään valtuustunnisteen laajuuksista (scope) ei kata toimintoa {0}, jonka kohde on {1}.",
    "Ingen av åtkomsttokens behörigheter (scope) omfattar {0} för {1}."};
inline constexpr Message token_algorithm{
    "token-algorithm", "The access token is signed with an algorithm that is not accepted here.",
    "Valtuustunniste on allekirjoitettu algoritmilla, jota täällä ei hyväksytä.",
    "Åtkomsttoken är undertecknad med en algoritm som inte godkänns här."};
inline constexpr Message token_audience{"token-audience", "The access token was made for another server.",
                                        "Valtuustunniste on tehty toiselle palvelimelle.",
                                        "Åtkomsttoken är avsedd för en annan server."};
inline constexpr Message token_certificate{
    "token-certificate",
    "The access token is bound to a client certificate, and this connection shows another or none.",
    "Valtuustunniste on sidottu asiakasvarmenteeseen, ja tämän yhteyden varmenne on toinen tai puuttuu.",
    "Åtkomsttoken är bunden till ett klientcertifikat, och den här anslutningen har ett annat certifikat "
    "eller inget alls."};
inline constexpr Message token_claim{
    "token-claim", "The claim {0} of the access token is missing, empty or malformed.",
    "Valtuustunnisteen tieto {0} puuttuu, on tyhjä tai on väärässä muodossa.",
    "Uppgiften {0} i åtkomsttoken saknas, är tom eller har fel form."};
inline constexpr Message token_expired{"token-expired", "The access token has expired.",
                                       "Valtuustunniste on vanhentunut.", "Åtkomsttoken har gått ut."};
inline constexpr Message token_issuer{"token-issuer", "The issuer of the access token is not trusted here.",
                                      "Valtuustunnisteen myöntäjään ei luoteta täällä.",
                                      "Åtkomsttokens utfärdare är inte betrodd här."};
inline constexpr Message token_keys{
    "token-keys",
    "The keys of the token's issuer are being fetched. Try again after the time in Retry-After.",
    "Valtuustunnisteen myöntäjän avaimia haetaan. Yritä uudelleen, kun otsakkeessa Retry-After ilmoitettu "
    "aika on kulunut.",
    "Nycklarna från åtkomsttokens utfärdare hämtas. Försök igen efter den tid som anges i Retry-After."};
inline constexpr Message token_malformed{"token-malformed", "The access token is not a signed JWT: {0}.",
                                         "Valtuustunniste ei ole allekirjoitettu JWT: {0}.",
                                         "Åtkomsttoken är inte en undertecknad JWT: {0}."};
inline constexpr Message token_missing{
    "token-missing", "This needs an access token, as in 'Authorization: Bearer ...'.",
    "Tähän tarvitaan valtuustunniste, esimerkiksi 'Authorization: Bearer ...'.",
    "För detta behövs en åtkomsttoken, till exempel 'Authorization: Bearer ...'."};
inline constexpr Message token_not_yet_valid{"token-not-yet-valid", "The access token is not valid yet.",
                                             "Valtuustunniste ei ole vielä voimassa.",
                                             "Åtkomsttoken gäller inte ännu."};
inline constexpr Message token_request{
    "token-request", "No token can be made: {0} is missing, empty or malformed.",
    "Valtuustunnistetta ei voida tehdä, koska tämä puuttuu, on tyhjä tai on väärässä muodossa: {0}.",
    "Ingen åtkomsttoken kan skapas, eftersom detta saknas, är tomt eller har fel form: {0}."};
inline constexpr Message token_role{"token-role",
                                    "The role of the access token is not admitted on this server.",
                                    "Valtuustunnisteen roolia ei hyväksytä tällä palvelimella.",
                                    "Rollen i åtkomsttoken godkänns inte på den här servern."};
inline constexpr Message token_signature{
    "token-signature", "The signature of the access token fits no key of its issuer.",
    "Valtuustunnisteen allekirjoitus ei vastaa mitään myöntäjän avainta.",
    "Åtkomsttokens underskrift motsvarar ingen av utfärdarens nycklar."};
inline constexpr Message token_trust{"token-trust", "The keys of the issuer {0} cannot be used: {1}.",
                                     "Myöntäjän {0} avaimia ei voida käyttää: {1}.",
                                     "Nycklarna från utfärdaren {0} kan inte användas: {1}."};

}  // namespace linkki::base::message
