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
inline constexpr Message plan_cost{"plan-cost", "In all {0} resources were looked at; the page has {1}.",
                                   "Kaikkiaan käytiin läpi {0} resurssia; sivulla niitä on {1}.",
                                   "I allt gicks {0} resurser igenom; sidan har {1}."};
inline constexpr Message plan_sort{"plan-sort", "{0}: all that is left is looked at and sorted.",
                                   "{0}: kaikki jäljellä olevat käydään läpi ja järjestetään.",
                                   "{0}: allt som återstår gås igenom och sorteras."};
inline constexpr Message plan_step{"plan-step", "{0}: {1} ({2}): about {3} expected, {4} left.",
                                   "{0}: {1} ({2}): arviolta {3}, jäljellä {4}.",
                                   "{0}: {1} ({2}): cirka {3} väntade, {4} kvar."};
inline constexpr Message plan_walk{
    "plan-walk",
    "{0}: the index of '{1}' is walked in order until the page is full: {2} entries of about {3}.",
    "{0}: parametrin '{1}' hakemistoa käydään läpi järjestyksessä, kunnes sivu täyttyy: {2} riviä, arvio "
    "{3}.",
    "{0}: indexet för '{1}' gås igenom i ordning tills sidan är full: {2} poster av cirka {3}."};
inline constexpr Message search_chain_width{
    "search-chain-width",
    "A chain of the search leads to more than {0} resources. Narrow what it asks of them, or add a parameter "
    "that finds few resources by itself.",
    "Haun ketju johtaa yli {0} resurssiin. Rajaa, mitä niiltä kysytään, tai lisää parametri, joka löytää jo "
    "yksin vain vähän resursseja.",
    "En kedja i sökningen leder till fler än {0} resurser. Begränsa vad som frågas om dem, eller lägg till "
    "en "
    "parameter som ensam hittar få resurser."};
inline constexpr Message search_digits{
    "search-digits", "The number of '{0}' has more digits than can be compared exactly.",
    "Parametrin '{0}' luvussa on enemmän numeroita kuin voi verrata tarkasti.",
    "Talet i '{0}' har fler siffror än som kan jämföras exakt."};
inline constexpr Message search_hierarchy{
    "search-hierarchy",
    "'{0}' cannot be followed up or down: resources of {1} are not parts of others of their type.",
    "Parametria '{0}' ei voi seurata ylös eikä alas: tyypin {1} resurssit eivät ole toistensa osia.",
    "'{0}' kan inte följas uppåt eller nedåt: resurser av typen {1} är inte delar av andra av sin typ."};
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
inline constexpr Message search_rows{
    "search-rows",
    "The search would have to look at more than {0} resources. Narrow it by another parameter.",
    "Haun pitäisi käydä läpi yli {0} resurssia. Rajaa sitä toisella parametrilla.",
    "Sökningen skulle behöva gå igenom fler än {0} resurser. Begränsa den med en parameter till."};
inline constexpr Message search_stopped{
    "search-stopped",
    "The search took too long, or nobody waits for it any more. Narrow it by another parameter.",
    "Haku kesti liian kauan, tai kukaan ei enää odota sitä. Rajaa sitä toisella parametrilla.",
    "Sökningen tog för lång tid, eller så väntar ingen längre på den. Begränsa den med en parameter till."};
inline constexpr Message search_text_long{"search-text-long",
                                          "Of '{0}' no more than {1} bytes can be searched for in this way.",
                                          "Arvosta '{0}' voi hakea tällä tavalla enintään {1} tavua.",
                                          "Av '{0}' kan högst {1} byte sökas på detta sätt."};
inline constexpr Message search_unsupported{
    "search-unsupported",
    "The search parameter '{0}' is known, but this server cannot search by it in this way yet.",
    "Hakuparametri '{0}' tunnetaan, mutta tämä palvelin ei vielä osaa hakea sillä tällä tavalla.",
    "Sökparametern '{0}' är känd, men den här servern kan ännu inte söka med den på detta sätt."};
inline constexpr Message sight_changes{"sight-changes",
                                       "Since then this caller has gained or lost the sight of more than {0} "
                                       "resources. Read all of them anew, without "
                                       "_since.",
                                       "Sen jälkeen tämä kutsuja on saanut näkyviin tai menettänyt yli {0} "
                                       "resurssia. Lue kaikki uudelleen ilman "
                                       "_since-parametria.",
                                       "Sedan dess har den här anroparen fått se eller förlorat mer än {0} "
                                       "resurser. Läs alla på nytt, utan _since."};
inline constexpr Message sight_gained{"sight-gained",
                                      "This came into this caller's sight at {0}; it did not change then.",
                                      "Tämä tuli kutsujan nähtäväksi {0}; se ei silloin muuttunut.",
                                      "Detta blev synligt för anroparen {0}; det ändrades inte då."};
inline constexpr Message sight_lost{
    "sight-lost", "This went out of this caller's sight at {0}; what was copied of it is to be removed.",
    "Tämä poistui kutsujan näkyvistä {0}; siitä otetut kopiot on poistettava.",
    "Detta försvann ur anroparens sikte {0}; det som har kopierats av det ska tas bort."};
inline constexpr Message store_foreign{
    "store-foreign",
    "The data folder holds something else, or a store of format {0}; this program reads format {1}.",
    "Tietokansiossa on jotain muuta tai muodon {0} tietovarasto; tämä ohjelma lukee muotoa {1}.",
    "Datamappen innehåller något annat, eller ett lager i formatet {0}; det här programmet läser formatet "
    "{1}."};
inline constexpr Message timer_rung{"timer-rung", "The timer '{0}' has rung already, or was set anew.",
                                    "Ajastin '{0}' on jo lauennut tai asetettu uudelleen.",
                                    "Timern '{0}' har redan ringt eller ställts om."};
inline constexpr Message write_conflict{
    "write-conflict", "Others kept changing the same resources. Nothing was stored; send the request again.",
    "Muut muuttivat jatkuvasti samoja resursseja. Mitään ei tallennettu; lähetä pyyntö uudelleen.",
    "Andra ändrade hela tiden samma resurser. Ingenting sparades; skicka begäran på nytt."};

}  // namespace linkki::base::message
