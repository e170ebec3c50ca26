// What the layer storage tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message storage_copy{"storage-copy", "The store cannot be copied to {0}: {1}.",
                                      "Tietovarastoa ei voida kopioida kohteeseen {0}: {1}.",
                                      "Lagret kan inte kopieras till {0}: {1}."};
inline constexpr Message storage_damaged{"storage-damaged", "The store in {0} is damaged: {1}.",
                                         "Kansion {0} tietovarasto on vioittunut: {1}.",
                                         "Lagret i {0} är skadat: {1}."};
inline constexpr Message storage_foreign{
    "storage-foreign", "The files in {0} are not a store that this program can use: {1}.",
    "Kansion {0} tiedostot eivät ole tietovarasto, jota tämä ohjelma voi käyttää: {1}.",
    "Filerna i {0} är inget lager som det här programmet kan använda: {1}."};
inline constexpr Message storage_in_use{
    "storage-in-use", "Another process has the store in {0} open for writing.",
    "Toinen prosessi on avannut kansion {0} tietovaraston kirjoittamista varten.",
    "En annan process har lagret i {0} öppet för skrivning."};
inline constexpr Message storage_key{
    "storage-key", "A key of {0} bytes cannot be stored; it may have 1 to {1}.",
    "Avainta, jossa on {0} tavua, ei voida tallentaa; siinä voi olla 1–{1} tavua.",
    "En nyckel på {0} byte kan inte sparas; den får ha 1 till {1}."};
inline constexpr Message storage_no_copy{"storage-no-copy", "This kind of store cannot be copied to files.",
                                         "Tällaista tietovarastoa ei voida kopioida tiedostoiksi.",
                                         "Ett lager av det här slaget kan inte kopieras till filer."};
inline constexpr Message storage_not_empty{"storage-not-empty", "The folder {0} for the copy is not empty.",
                                           "Kopion kansio {0} ei ole tyhjä.",
                                           "Mappen {0} för kopian är inte tom."};
inline constexpr Message storage_open{"storage-open", "The store in {0} cannot be opened: {1}.",
                                      "Kansion {0} tietovarastoa ei voida avata: {1}.",
                                      "Lagret i {0} kan inte öppnas: {1}."};
inline constexpr Message storage_read_only{"storage-read-only", "The store is open for reading only.",
                                           "Tietovarasto on avattu vain lukemista varten.",
                                           "Lagret är öppet endast för läsning."};
inline constexpr Message storage_readers{
    "storage-readers", "Too many reads are under way at once. Try again later.",
    "Lukemisia on kesken liian monta yhtä aikaa. Yritä myöhemmin uudelleen.",
    "För många läsningar pågår samtidigt. Försök igen senare."};
inline constexpr Message storage_transaction{
    "storage-transaction", "The transaction changes too much at once. Nothing was stored; send it in parts.",
    "Transaktio muuttaa liikaa kerralla. Mitään ei tallennettu; lähetä se osissa.",
    "Transaktionen ändrar för mycket på en gång. Ingenting sparades; skicka den i delar."};
inline constexpr Message storage_value{"storage-value",
                                       "A value of {0} bytes cannot be stored in the table {1}.",
                                       "Arvoa, jossa on {0} tavua, ei voida tallentaa tauluun {1}.",
                                       "Ett värde på {0} byte kan inte sparas i tabellen {1}."};

}  // namespace linkki::base::message
