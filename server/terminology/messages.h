// What the layer terminology tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message terminology_case{
    "terminology-case",
    "'{0}' is written '{1}' in the code system {2}; it is the same code, but better written so.",
    "'{0}' kirjoitetaan koodistossa {2} muodossa '{1}'; koodi on sama, mutta kirjoita se mieluummin näin.",
    "'{0}' skrivs '{1}' i kodsystemet {2}; det är samma kod, men skriv den hellre så."};
inline constexpr Message terminology_closure_both{
    "terminology-closure-both",
    "Either concepts are added to a closure table, or it is asked for what is new since a version.",
    "Sulkeumataulukkoon joko lisätään käsitteitä tai siltä kysytään, mitä uutta on jonkin version jälkeen.",
    "Antingen läggs begrepp till i en tillslutningstabell, eller så frågas den vad som är nytt sedan en "
    "version."};
inline constexpr Message terminology_closure_cleared{
    "terminology-closure-cleared",
    "The closure table '{0}' was emptied with its version {1}; what came before is not known any more. Begin "
    "anew.",
    "Sulkeumataulukko '{0}' tyhjennettiin versiossa {1}; aiempaa ei enää tunneta. Aloita alusta.",
    "Tillslutningstabellen '{0}' tömdes med version {1}; det som fanns före är inte längre känt. Börja om."};
inline constexpr Message terminology_closure_entries{
    "terminology-closure-entries", "More than {0} entries are new: tell of fewer concepts at once.",
    "Uusia rivejä on yli {0}: ilmoita vähemmän käsitteitä kerralla.",
    "Fler än {0} poster är nya: ange färre begrepp på en gång."};
inline constexpr Message terminology_closure_large{
    "terminology-closure-large", "A closure table holds no more than {0} concepts.",
    "Sulkeumataulukossa on enintään {0} käsitettä.", "En tillslutningstabell har högst {0} begrepp."};
inline constexpr Message terminology_closure_name{
    "terminology-closure-name", "The name of a closure table has 1 to {0} bytes.",
    "Sulkeumataulukon nimessä on 1–{0} tavua.", "Namnet på en tillslutningstabell har 1 till {0} byte."};
inline constexpr Message terminology_closure_unknown{
    "terminology-closure-unknown",
    "There is no closure table '{0}' of the caller's organisation; a request with the name alone makes one.",
    "Kutsujan organisaatiolla ei ole sulkeumataulukkoa '{0}'; pyyntö, jossa on vain nimi, luo sen.",
    "Anroparens organisation har ingen tillslutningstabell '{0}'; en begäran med enbart namnet skapar den."};
inline constexpr Message terminology_closure_version{
    "terminology-closure-version", "'{0}' is no version of the closure table '{1}', which is at version {2}.",
    "'{0}' ei ole sulkeumataulukon '{1}' versio; sen versio on nyt {2}.",
    "'{0}' är ingen version av tillslutningstabellen '{1}', som nu har version {2}."};
inline constexpr Message terminology_code{"terminology-code", "The code system {1} has no code '{0}'.",
                                          "Koodistossa {1} ei ole koodia '{0}'.",
                                          "Kodsystemet {1} har ingen kod '{0}'."};
inline constexpr Message terminology_code_needed{
    "terminology-code-needed", "The request names too few codes; parameters that name one: {0}.",
    "Pyynnössä on liian vähän koodeja; koodin antavat parametrit: {0}.",
    "Begäran anger för få koder; parametrar som anger en: {0}."};
inline constexpr Message terminology_constraint{
    "terminology-constraint", "The expression constraint '{0}' is not understood from character {1} on.",
    "Lauseketta '{0}' ei ymmärretä merkistä {1} alkaen.",
    "Uttrycket '{0}' förstås inte från tecken {1} framåt."};
inline constexpr Message terminology_constraint_large{
    "terminology-constraint-large",
    "The expression constraint goes through more than {0} concepts: name smaller parts of the hierarchy.",
    "Lauseke käy läpi yli {0} käsitettä: nimeä pienempiä osia hierarkiasta.",
    "Uttrycket går igenom fler än {0} begrepp: ange mindre delar av hierarkin."};
inline constexpr Message terminology_cycle{
    "terminology-cycle", "The value set {0} leads back to itself and cannot be counted out.",
    "Arvojoukko {0} johtaa takaisin itseensä, eikä sen koodeja voida luetella.",
    "Värdemängden {0} leder tillbaka till sig själv och kan inte räknas upp."};
inline constexpr Message terminology_deep{"terminology-deep",
                                          "More than {0} value sets import one another, each the next.",
                                          "Yli {0} arvojoukkoa ottaa mukaan toisensa, kukin seuraavan.",
                                          "Fler än {0} värdemängder tar in varandra, var och en nästa."};
inline constexpr Message terminology_dependency{
    "terminology-dependency", "'{0}' has a translation where {1} is '{2}'; give what is so as dependency.",
    "Koodilla '{0}' on vastine, kun {1} on '{2}'; kerro tilanne parametrilla dependency.",
    "'{0}' har en motsvarighet där {1} är '{2}'; ange läget med parametern dependency."};
inline constexpr Message terminology_deprecated_member{
    "terminology-deprecated-member",
    "'{0}' of {1} is deprecated in the value set {2}; think again before using it.",
    "'{0}', jonka koodisto on {1}, on vanhentunut arvojoukossa {2}; harkitse, ennen kuin käytät sitä.",
    "'{0}' i {1} är föråldrad i värdemängden {2}; tänk efter innan du använder den."};
inline constexpr Message terminology_display{"terminology-display",
                                             "'{0}' is no display of {1}; right is: {2}.",
                                             "'{0}' ei ole koodin {1} näyttönimi; oikein on: {2}.",
                                             "'{0}' är inget visningsnamn för {1}; rätt är: {2}."};
inline constexpr Message terminology_display_fallback{
    "terminology-display-fallback",
    "'{0}' is a right display of {1}, but not in the language asked for ({2}), in which there is none.",
    "'{0}' on oikea näyttönimi koodille {1}, mutta ei pyydetyllä kielellä ({2}), jolla nimeä ei ole.",
    "'{0}' är ett rätt visningsnamn för {1}, men inte på det begärda språket ({2}), där det inte finns "
    "något."};
inline constexpr Message terminology_display_old{
    "terminology-display-old", "'{0}' is no longer a display of '{1}'; right is: {2}.",
    "'{0}' ei ole enää koodin '{1}' näyttönimi; oikein on: {2}.",
    "'{0}' är inte längre ett visningsnamn för '{1}'; rätt är: {2}."};
inline constexpr Message terminology_file{
    "terminology-file", "{0} is not whole, or of another version of this program: load the release again.",
    "{0} ei ole ehjä tai on tehty ohjelman toisella versiolla: lataa julkaisu uudelleen.",
    "{0} är inte hel, eller gjord av en annan version av programmet: ladda utgåvan på nytt."};
inline constexpr Message terminology_filter{
    "terminology-filter", "The filter '{1}' on '{0}' of the code system {2} has no usable value.",
    "Koodiston {2} suodattimella '{1}', joka koskee ominaisuutta '{0}', ei ole kelvollista arvoa.",
    "Filtret '{1}' på '{0}' i kodsystemet {2} har inget användbart värde."};
inline constexpr Message terminology_filter_operator{
    "terminology-filter-operator", "'{0}' is no operator of a value set's filter.",
    "'{0}' ei ole arvojoukon suodattimen operaattori.", "'{0}' är ingen operator för en värdemängds filter."};
inline constexpr Message terminology_inactive{
    "terminology-inactive", "'{0}' is {1} and should not be used any more.",
    "Koodin '{0}' tila on {1}, eikä sitä pidä enää käyttää.", "'{0}' är {1} och bör inte längre användas."};
inline constexpr Message terminology_infer{"terminology-infer",
                                           "The code system of '{0}' cannot be told from the value set {1}.",
                                           "Koodin '{0}' koodistoa ei voida päätellä arvojoukosta {1}.",
                                           "Kodsystemet för '{0}' kan inte härledas ur värdemängden {1}."};
inline constexpr Message terminology_large{
    "terminology-large", "The expansion has more than {0} codes; ask for a part of it with count or filter.",
    "Arvojoukossa on purettuna yli {0} koodia; pyydä siitä osa parametrilla count tai filter.",
    "Expansionen har fler än {0} koder; begär en del av den med count eller filter."};
inline constexpr Message terminology_map_cycle{
    "terminology-map-cycle", "The concept map {0} leads back to itself for codes that it does not map.",
    "Käsitekartta {0} johtaa takaisin itseensä koodeissa, joita se ei kuvaa.",
    "Begreppskartan {0} leder tillbaka till sig själv för koder som den inte täcker."};
inline constexpr Message terminology_map_deep{
    "terminology-map-deep",
    "More than {0} concept maps each send to the next for a code that they do not map.",
    "Yli {0} käsitekarttaa ohjaa toinen toiselleen koodin, jota ne eivät kuvaa.",
    "Fler än {0} begreppskartor hänvisar vidare till varandra för en kod som de inte täcker."};
inline constexpr Message terminology_map_none{
    "terminology-map-none", "There is no concept map from {0} here.",
    "Täällä ei ole käsitekarttaa lähteestä {0}.", "Det finns ingen begreppskarta från {0} här."};
inline constexpr Message terminology_map_none_to{"terminology-map-none-to",
                                                 "There is no concept map from {0} to {1} here.",
                                                 "Täällä ei ole käsitekarttaa lähteestä {0} kohteeseen {1}.",
                                                 "Det finns ingen begreppskarta från {0} till {1} här."};
inline constexpr Message terminology_map_other{
    "terminology-map-other", "The concept map {0} sends to {1} for what it does not map, which is not here.",
    "Käsitekartta {0} ohjaa kuvaamattomat koodit kartalle {1}, jota ei ole täällä.",
    "Begreppskartan {0} hänvisar för det den inte täcker till {1}, som inte finns här."};
inline constexpr Message terminology_map_source{
    "terminology-map-source", "The concept map {0} leads from {1}, not from {2}.",
    "Käsitekartan {0} lähde on {1} eikä {2}.", "Begreppskartan {0} utgår från {1}, inte från {2}."};
inline constexpr Message terminology_map_unknown{
    "terminology-map-unknown", "There is no concept map {0} here.", "Käsitekarttaa {0} ei ole täällä.",
    "Det finns ingen begreppskarta {0} här."};
inline constexpr Message terminology_maps_many{
    "terminology-maps-many",
    "More than {1} concept maps lead from or to {0}; name the one that is meant by url.",
    "Yli {1} käsitekarttaa johtaa lähteestä {0} tai siihen; nimeä tarkoitettu parametrilla url.",
    "Fler än {1} begreppskartor leder från eller till {0}; ange den avsedda med url."};
inline constexpr Message terminology_none_in_set{
    "terminology-none-in-set", "None of the codes is in the value set {0}.",
    "Mikään koodeista ei ole arvojoukossa {0}.", "Ingen av koderna finns i värdemängden {0}."};
inline constexpr Message terminology_not_active{
    "terminology-not-active", "'{0}' is a code, but not an active one, as is asked for here.",
    "'{0}' on koodi, mutta se ei ole aktiivinen, kuten tässä vaaditaan.",
    "'{0}' är en kod, men inte en aktiv sådan, vilket krävs här."};
inline constexpr Message terminology_not_in_set{
    "terminology-not-in-set", "'{0}' of {1} is not in the value set {2}.",
    "'{0}', jonka koodisto on {1}, ei ole arvojoukossa {2}.", "'{0}' i {1} finns inte i värdemängden {2}."};
inline constexpr Message terminology_one_code{
    "terminology-one-code", "Exactly one of code, coding and codeableConcept says what is asked about.",
    "Kysyttävä kerrotaan täsmälleen yhdellä näistä: code, coding, codeableConcept.",
    "Exakt en av code, coding och codeableConcept anger vad som frågas."};
inline constexpr Message terminology_own{"terminology-own",
                                         "A request may bring along no more than {0} resources of its own.",
                                         "Pyynnössä voi olla mukana enintään {0} omaa resurssia.",
                                         "En begäran får ha med sig högst {0} egna resurser."};
inline constexpr Message terminology_release_large{
    "terminology-release-large", "A release may have no more than {0} concepts, and 4 GB of texts.",
    "Julkaisussa saa olla enintään {0} käsitettä ja 4 Gt tekstiä.",
    "En utgåva får ha högst {0} begrepp och 4 GB text."};
inline constexpr Message terminology_release_none{
    "terminology-release-none",
    "There is neither a snapshot of SNOMED CT (sct2_Concept_Snapshot…) nor a LOINC table (Loinc.csv) in {0}.",
    "Kohteessa {0} ei ole SNOMED CT:n tilannevedosta (sct2_Concept_Snapshot…) eikä LOINC-taulukkoa "
    "(Loinc.csv).",
    "I {0} finns varken en ögonblicksbild av SNOMED CT (sct2_Concept_Snapshot…) eller en LOINC-tabell "
    "(Loinc.csv)."};
inline constexpr Message terminology_set_as_system{
    "terminology-set-as-system", "{0} is a value set; the system of a code is a code system.",
    "{0} on arvojoukko; koodin system on koodisto.",
    "{0} är en värdemängd; en kods system är ett kodsystem."};
inline constexpr Message terminology_set_needed{
    "terminology-set-needed",
    "The request names no value set: give url or valueSet, or call the operation on a stored one.",
    "Pyynnössä ei ole arvojoukkoa: anna url tai valueSet, tai kutsu operaatiota tallennetulle arvojoukolle.",
    "Begäran anger ingen värdemängd: ange url eller valueSet, eller anropa operationen på en sparad."};
inline constexpr Message terminology_set_unknown{"terminology-set-unknown", "There is no value set {0} here.",
                                                 "Arvojoukkoa {0} ei ole täällä.",
                                                 "Det finns ingen värdemängd {0} här."};
inline constexpr Message terminology_status{"terminology-status", "The {0} {1} is marked as {2}.",
                                            "{0} {1} on merkitty tilaan {2}.", "{0} {1} är märkt som {2}."};
inline constexpr Message terminology_supplement{"terminology-supplement",
                                                "There is no supplement {0} here, which is needed.",
                                                "Tarvittavaa täydennystä (supplement) {0} ei ole täällä.",
                                                "Tillägget (supplement) {0}, som behövs, finns inte här."};
inline constexpr Message terminology_supplement_as_system{
    "terminology-supplement-as-system",
    "{0} only adds to another code system; it cannot be the system of a code.",
    "{0} vain täydentää toista koodistoa; se ei voi olla koodin system.",
    "{0} kompletterar bara ett annat kodsystem; det kan inte vara en kods system."};
inline constexpr Message terminology_system_missing{
    "terminology-system-missing",
    "A code means something only with the system that it is from; there is none here.",
    "Koodi tarkoittaa jotain vain koodistonsa kanssa; tässä system puuttuu.",
    "En kod betyder något endast tillsammans med sitt kodsystem; här saknas system."};
inline constexpr Message terminology_system_relative{"terminology-system-relative",
                                                     "The system of a code is an absolute URI; '{0}' is not.",
                                                     "Koodin system on absoluuttinen URI; '{0}' ei ole.",
                                                     "En kods system är en absolut URI; det är inte '{0}'."};
inline constexpr Message terminology_system_unknown{
    "terminology-system-unknown", "The code cannot be looked up: there is no code system {0} here.",
    "Koodia ei voida tarkistaa: koodistoa {0} ei ole täällä.",
    "Koden kan inte slås upp: det finns inget kodsystem {0} här."};
inline constexpr Message terminology_system_version{
    "terminology-system-version", "The code system {0} is here in the version '{1}', asked for is '{2}'.",
    "Koodistosta {0} on täällä versio '{1}', pyydetty on '{2}'.",
    "Kodsystemet {0} finns här i versionen '{1}', begärd är '{2}'."};
inline constexpr Message terminology_table_column{"terminology-table-column", "{0} has no column '{1}'.",
                                                  "Tiedostossa {0} ei ole saraketta '{1}'.",
                                                  "{0} saknar kolumnen '{1}'."};
inline constexpr Message terminology_table_row{"terminology-table-row",
                                               "{0}:{1}: this row is not as the first row says.",
                                               "{0}:{1}: rivi ei ole sellainen kuin ensimmäinen rivi kertoo.",
                                               "{0}:{1}: raden är inte sådan som första raden anger."};
inline constexpr Message terminology_table_unreadable{
    "terminology-table-unreadable", "{0} cannot be read: {1}.", "Tiedostoa {0} ei voi lukea: {1}.",
    "{0} kan inte läsas: {1}."};
inline constexpr Message terminology_translation_large{
    "terminology-translation-large",
    "The translation asks more than {0} concept maps, or finds more than {1} codes.",
    "Käännös kysyy yli {0} käsitekartalta tai löytää yli {1} koodia.",
    "Översättningen frågar fler än {0} begreppskartor eller hittar fler än {1} koder."};
inline constexpr Message terminology_uncountable{
    "terminology-uncountable",
    "The codes of {0} cannot be counted out here; without a filter that is needed.",
    "Koodeja, joita {0} sisältää, ei voida luetella täällä; ilman suodatinta se olisi tarpeen.",
    "Koderna i {0} kan inte räknas upp här; utan filter behövs det."};
inline constexpr Message terminology_unmapped{
    "terminology-unmapped", "The concept map {2} says nothing of '{0}' of {1}.",
    "Käsitekartta {2} ei kerro mitään koodiston {1} koodista '{0}'.",
    "Begreppskartan {2} säger inget om '{0}' i {1}."};
inline constexpr Message terminology_unmatched{
    "terminology-unmatched", "The concept map {2} says that '{0}' of {1} has no counterpart.",
    "Käsitekartan {2} mukaan koodiston {1} koodilla '{0}' ei ole vastinetta.",
    "Begreppskartan {2} säger att '{0}' i {1} saknar motsvarighet."};

}  // namespace linkki::base::message
