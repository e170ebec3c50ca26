// What the layer repository tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message definitions_not_followed{
    "definitions-not-followed",
    "The new definitions are not in force: the store is damaged, or the server is about to end.",
    "Uudet määrittelyt eivät ole voimassa: tietovarasto on vahingoittunut tai palvelin on sammumassa.",
    "De nya definitionerna gäller inte: lagret är skadat, eller servern håller på att avslutas."};
inline constexpr Message page_expired{
    "page-expired", "This paging link is too old: too much has changed since its first page. Search again.",
    "Tämä sivutuslinkki on liian vanha: ensimmäisen sivun jälkeen on muuttunut liikaa. Hae uudelleen.",
    "Den här sidlänken är för gammal: alltför mycket har ändrats sedan dess första sida. Sök på nytt."};
inline constexpr Message search_includes{
    "search-includes",
    "The page would include more than {0} resources. Ask for fewer "
    "matches with _count, or for fewer includes.",
    "Sivulle tulisi yli {0} mukaan otettavaa resurssia. Pyydä vähemmän osumia parametrilla _count tai ota "
    "mukaan vähemmän.",
    "Sidan skulle inkludera fler än {0} resurser. Begär färre träffar med _count, eller inkludera färre."};
inline constexpr Message search_indexing{
    "search-indexing",
    "The search parameter '{0}' of {1} is new or has changed; {2} of {3} resources are indexed by it so far. "
    "Try again later.",
    "Resurssin {1} hakuparametri '{0}' on uusi tai muuttunut; sen hakemistossa on tähän mennessä {2} "
    "resurssia, kaikkiaan {3}. Yritä myöhemmin uudelleen.",
    "Sökparametern '{0}' för {1} är ny eller har ändrats; hittills har {2} av {3} resurser indexerats. "
    "Försök igen senare."};
inline constexpr Message search_text_long{"search-text-long",
                                          "Of '{0}' no more than {1} bytes can be searched for in this way.",
                                          "Arvosta '{0}' voi hakea tällä tavalla enintään {1} tavua.",
                                          "Av '{0}' kan högst {1} byte sökas på detta sätt."};
inline constexpr Message search_unsupported{
    "search-unsupported",
    "The search parameter '{0}' is known, but this server cannot search by it in this way yet.",
    "Hakuparametri '{0}' tunnetaan, mutta tämä palvelin ei vielä osaa hakea sillä tällä tavalla.",
    "Sökparametern '{0}' är känd, men den här servern kan ännu inte söka med den på detta sätt."};
inline constexpr Message store_foreign{
    "store-foreign",
    "The data folder holds something else, or a store of format {0}; this program reads format {1}.",
    "Tietokansiossa on jotain muuta tai muodon {0} tietovarasto; tämä ohjelma lukee muotoa {1}.",
    "Datamappen innehåller något annat, eller ett lager i formatet {0}; det här programmet läser formatet "
    "{1}."};
inline constexpr Message write_conflict{
    "write-conflict", "Others kept changing the same resources. Nothing was stored; send the request again.",
    "Muut muuttivat jatkuvasti samoja resursseja. Mitään ei tallennettu; lähetä pyyntö uudelleen.",
    "Andra ändrade hela tiden samma resurser. Ingenting sparades; skicka begäran på nytt."};

}  // namespace linkki::base::message
