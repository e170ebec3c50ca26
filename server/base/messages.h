// What the layer base tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message body_too_large{
    "body-too-large", "The body is larger than the {0} bytes that this server accepts.",
    "Pyynnön rungossa on yli {0} tavua, mikä on enemmän kuin tämä palvelin ottaa vastaan.",
    "Begärans kropp är större än de {0} byte som den här servern tar emot."};
inline constexpr Message internal_error{"internal-error",
                                        "Something went wrong on our side. Quote {0} to the operator.",
                                        "Palvelimessa tapahtui virhe. Ilmoita ylläpidolle tunnus {0}.",
                                        "Ett fel uppstod på servern. Uppge koden {0} för driften."};
inline constexpr Message json_depth{"json-depth", "The JSON is nested deeper than {0} levels, at byte {1}.",
                                    "JSON on yli {0} tasoa syvä, tavu {1}.",
                                    "JSON är djupare än {0} nivåer, vid byte {1}."};
inline constexpr Message json_duplicate{"json-duplicate",
                                        "The property '{0}' stands twice in one object, at byte {1}.",
                                        "Ominaisuus '{0}' on samassa objektissa kahdesti, tavu {1}.",
                                        "Egenskapen '{0}' står två gånger i samma objekt, vid byte {1}."};
inline constexpr Message json_members{"json-members", "An object has more than {0} properties, at byte {1}.",
                                      "Objektissa on yli {0} ominaisuutta, tavu {1}.",
                                      "Ett objekt har fler än {0} egenskaper, vid byte {1}."};
inline constexpr Message json_syntax{"json-syntax", "This is not JSON: {0}, at byte {1}.",
                                     "Tämä ei ole JSONia: {0}, tavu {1}.",
                                     "Detta är inte JSON: {0}, vid byte {1}."};
inline constexpr Message setting_unknown{"setting-unknown", "{0}: there is no key '{1}'; there are: {2}.",
                                         "{0}: avainta '{1}' ei ole; avaimet ovat: {2}.",
                                         "{0}: det finns ingen nyckel '{1}'; det finns: {2}."};
inline constexpr Message setting_wrong{"setting-wrong", "{0}: {1} must be {2}.",
                                       "{0}: avaimen {1} arvon pitää olla {2}.", "{0}: {1} ska vara {2}."};
inline constexpr Message settings_syntax{"settings-syntax", "{0}: this is not TOML: {1}.",
                                         "{0}: tämä ei ole TOMLia: {1}.", "{0}: detta är inte TOML: {1}."};
inline constexpr Message settings_unreadable{
    "settings-unreadable", "The configuration {0} cannot be read: {1}.",
    "Asetustiedostoa {0} ei voida lukea: {1}.", "Konfigurationen {0} kan inte läsas: {1}."};
inline constexpr Message storage_full{
    "storage-full", "The server has no room left to store this. Nothing was stored; try again later.",
    "Palvelimella ei ole tilaa tallentaa tätä. Mitään ei tallennettu; yritä myöhemmin uudelleen.",
    "Servern har inget utrymme kvar för att spara detta. Ingenting sparades; försök igen senare."};
inline constexpr Message unavailable{
    "unavailable", "The server cannot do this at the moment. Nothing was stored; try again later.",
    "Palvelin ei pysty tähän juuri nyt. Mitään ei tallennettu; yritä myöhemmin uudelleen.",
    "Servern kan inte göra detta just nu. Ingenting sparades; försök igen senare."};

}  // namespace linkki::base::message
