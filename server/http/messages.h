// What the layer http tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message http_answer_field{
    "http-answer-field", "The answer could not be put into a header. The operator's log says more.",
    "Vastausta ei voitu esittää otsakkeessa. Palvelimen loki kertoo lisää.",
    "Svaret kunde inte skrivas i en header. Serverns logg berättar mer."};
inline constexpr Message http_chunk{"http-chunk", "The chunked body is broken.",
                                    "Paloina (chunked) lähetetty runko on rikki.",
                                    "Kroppen, som skickades i delar (chunked), är trasig."};
inline constexpr Message http_content_encoding{
    "http-content-encoding", "A body may be sent plain or with Content-Encoding gzip.",
    "Rungon voi lähettää sellaisenaan tai otsakkeella Content-Encoding: gzip.",
    "En kropp kan skickas som den är eller med Content-Encoding gzip."};
inline constexpr Message http_expectation{"http-expectation",
                                          "The only expectation that can be met is 100-continue.",
                                          "Ainoa odotus (Expect), joka voidaan täyttää, on 100-continue.",
                                          "Den enda förväntan (Expect) som kan uppfyllas är 100-continue."};
inline constexpr Message http_fields{"http-fields", "The request has more than {0} header fields.",
                                     "Pyynnössä on yli {0} otsaketta.",
                                     "Begäran har fler än {0} headerfält."};
inline constexpr Message http_gzip{"http-gzip", "The body is not one complete gzip stream.",
                                   "Runko ei ole yksi kokonainen gzip-virta.",
                                   "Kroppen är inte en enda hel gzip-ström."};
inline constexpr Message http_header{"http-header", "The header of the request is larger than {0} bytes.",
                                     "Pyynnön otsakkeissa on yli {0} tavua.",
                                     "Begärans header är större än {0} byte."};
inline constexpr Message http_listen{"http-listen", "Cannot listen on {0} port {1}: {2}.",
                                     "Osoitetta {0}, portti {1}, ei voida kuunnella: {2}.",
                                     "Det går inte att lyssna på {0} port {1}: {2}."};
inline constexpr Message http_malformed{
    "http-malformed", "This is not an HTTP request that can be served: {0}.",
    "Tätä HTTP-pyyntöä ei voida käsitellä: {0}.", "Detta är ingen HTTP-begäran som kan betjänas: {0}."};
inline constexpr Message http_method{"http-method", "The method {0} is not served here.",
                                     "Metodia {0} ei palvella täällä.", "Metoden {0} betjänas inte här."};
inline constexpr Message http_overload{
    "http-overload",
    "The server has more to do than it can take on. Try again after the time in Retry-After.",
    "Palvelimella on enemmän tehtävää kuin se pystyy ottamaan vastaan. Yritä uudelleen, kun otsakkeessa "
    "Retry-After ilmoitettu aika on kulunut.",
    "Servern har mer att göra än den kan ta emot. Försök igen efter den tid som anges i Retry-After."};
inline constexpr Message http_rate{
    "http-rate", "Too many requests from this client. Try again after the time in Retry-After.",
    "Tältä asiakkaalta tulee liikaa pyyntöjä. Yritä uudelleen, kun otsakkeessa Retry-After ilmoitettu aika "
    "on kulunut.",
    "För många begäranden från den här klienten. Försök igen efter den tid som anges i Retry-After."};
inline constexpr Message http_slow_request{"http-slow-request", "The request did not arrive in time.",
                                           "Pyyntö ei saapunut ajoissa.", "Begäran kom inte fram i tid."};
inline constexpr Message http_target{
    "http-target",
    "The target of the request is longer than {0} bytes; a search may be sent as POST to _search.",
    "Pyynnön osoite on pidempi kuin {0} tavua; haun voi lähettää POST-metodilla osoitteeseen _search.",
    "Begärans adress är längre än {0} byte; en sökning kan skickas som POST till _search."};
inline constexpr Message http_timeout{
    "http-timeout",
    "The answer was not ready in time. Whether something was stored can be seen by reading it.",
    "Vastaus ei valmistunut ajoissa. Lukemalla näkee, tallennettiinko jotain.",
    "Svaret blev inte klart i tid. Om något sparades syns när man läser det."};
inline constexpr Message http_tls_file{"http-tls-file", "The file {0} cannot be used for TLS: {1}.",
                                       "Tiedostoa {0} ei voida käyttää TLS:ään: {1}.",
                                       "Filen {0} kan inte användas för TLS: {1}."};
inline constexpr Message http_version{"http-version", "This server speaks HTTP/1.1 and HTTP/1.0.",
                                      "Tämä palvelin käyttää versioita HTTP/1.1 ja HTTP/1.0.",
                                      "Den här servern talar HTTP/1.1 och HTTP/1.0."};
inline constexpr Message outgoing_answer{"outgoing-answer", "The answer of {0} cannot be taken: {1}.",
                                         "Palvelimen {0} vastausta ei voida ottaa vastaan: {1}.",
                                         "Svaret från {0} kan inte tas emot: {1}."};
inline constexpr Message outgoing_late{"outgoing-late", "{0} did not answer within {1} ms.",
                                       "{0} ei vastannut ajassa {1} ms.", "{0} svarade inte inom {1} ms."};
inline constexpr Message outgoing_unreachable{"outgoing-unreachable", "{0} cannot be reached: {1}.",
                                              "Palvelimeen {0} ei saada yhteyttä: {1}.",
                                              "{0} kan inte nås: {1}."};
inline constexpr Message outgoing_untrusted{
    "outgoing-untrusted", "The certificate of {0} is not trusted: {1}.",
    "Palvelimen {0} varmenteeseen ei luoteta: {1}.", "Certifikatet för {0} är inte betrott: {1}."};
inline constexpr Message outgoing_url{"outgoing-url", "'{0}' is not the https URL of a server.",
                                      "'{0}' ei ole palvelimen https-osoite.",
                                      "'{0}' är inte en servers https-adress."};

}  // namespace linkki::base::message
