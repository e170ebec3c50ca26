// What the layer validation tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message validation_answer_bound{
    "validation-answer-bound", "The answer to {0} is beyond {1} of its question.",
    "Vastaus kysymykseen {0} ylittää tai alittaa rajan: {1}.", "Svaret på {0} ligger utanför frågans {1}."};
inline constexpr Message validation_answer_count{
    "validation-answer-count", "The question {0} has {1} to {2} answers.",
    "Kysymyksellä {0} on {1}–{2} vastausta.", "Frågan {0} har {1} till {2} svar."};
inline constexpr Message validation_answer_disabled{
    "validation-answer-disabled", "The item {0} is answered, though by other answers it is not asked.",
    "Kohtaan {0} on vastattu, vaikka muiden vastausten perusteella sitä ei kysytä.",
    "Punkten {0} har besvarats, fast den enligt andra svar inte ställs."};
inline constexpr Message validation_answer_misplaced{
    "validation-answer-misplaced", "The item {0} is a {1}, which has no answer.",
    "Kohdan {0} tyyppi on {1}, eikä sillä ole vastausta.", "Punkten {0} är en {1}, som inte har något svar."};
inline constexpr Message validation_answer_missing{"validation-answer-missing",
                                                   "The item {0} must be answered.",
                                                   "Kohtaan {0} pitää vastata.", "Punkten {0} ska besvaras."};
inline constexpr Message validation_answer_nesting{"validation-answer-nesting",
                                                   "Items below the question {0} stand in its answer.",
                                                   "Kysymyksen {0} alla olevat kohdat ovat sen vastauksessa.",
                                                   "Punkterna under frågan {0} står i dess svar."};
inline constexpr Message validation_answer_option{"validation-answer-option",
                                                  "The answer to {0} is none of its options.",
                                                  "Vastaus kysymykseen {0} ei ole mikään sen vaihtoehdoista.",
                                                  "Svaret på {0} är inget av dess alternativ."};
inline constexpr Message validation_answer_repeated{
    "validation-answer-repeated", "The item {0} is answered once only.", "Kohtaan {0} vastataan vain kerran.",
    "Punkten {0} besvaras bara en gång."};
inline constexpr Message validation_answer_type{
    "validation-answer-type", "The question {0} asks for {1}, not for {2}.",
    "Kysymyksen {0} vastaus on tyyppiä {1}, ei {2}.", "Frågan {0} ber om {1}, inte om {2}."};
inline constexpr Message validation_answer_unknown{
    "validation-answer-unknown", "The Questionnaire has no item {0} here.",
    "Questionnaire-resurssissa ei ole tässä kohtaa {0}.", "Questionnaire har ingen punkt {0} här."};
inline constexpr Message validation_attachment_size{
    "validation-attachment-size", "size says {0} bytes, data has {1}.",
    "Elementin size mukaan tavuja on {0}, elementissä data niitä on {1}.",
    "Enligt size finns det {0} byte, data har {1}."};
inline constexpr Message validation_bundle_ambiguous{
    "validation-bundle-ambiguous", "'{0}' could mean several entries of this Bundle.",
    "'{0}' voi tarkoittaa useaa tämän Bundle-resurssin kohtaa.",
    "'{0}' kan betyda flera poster i denna Bundle."};
inline constexpr Message validation_bundle_misnamed{
    "validation-bundle-misnamed", "'{0}' has the id of an entry of this Bundle that is a {1}.",
    "'{0}': tunniste (id) on tämän Bundle-resurssin kohdalla, jonka tyyppi on {1}.",
    "'{0}' har samma id som en post i denna Bundle, och den är en {1}."};
inline constexpr Message validation_choice{"validation-choice",
                                           "Only one value may be given for {0}[x]; {1} is one too many.",
                                           "Elementillä {0}[x] voi olla vain yksi arvo; {1} on liikaa.",
                                           "Endast ett värde får anges för {0}[x]; {1} är ett för mycket."};
inline constexpr Message validation_code{"validation-code", "'{0}' is none of the codes of {1}.",
                                         "'{0}' ei ole mikään arvojoukon {1} koodeista.",
                                         "'{0}' är ingen av koderna i {1}."};
inline constexpr Message validation_code_extensible{
    "validation-code-extensible",
    "'{0}' is none of the codes of {1}; another code is right only where none of them fits.",
    "'{0}' ei ole mikään arvojoukon {1} koodeista; muu koodi on oikein vain, kun mikään niistä ei sovi.",
    "'{0}' är ingen av koderna i {1}; en annan kod är rätt endast där ingen av dem passar."};
inline constexpr Message validation_code_missing{
    "validation-code-missing", "A code of {0} is needed here; an extension does not stand in its place.",
    "Tässä pitää olla koodi arvojoukosta {0}; laajennus ei käy sen tilalle.",
    "Här behövs en kod ur {0}; ett tillägg räcker inte i dess ställe."};
inline constexpr Message validation_code_newer{
    "validation-code-newer", "The code system {0}, as of R4, has no code '{1}'; a later version may.",
    "Koodistossa {0}, sellaisena kuin se on R4:ssä, ei ole koodia '{1}'; myöhemmässä versiossa voi olla.",
    "Kodsystemet {0} har i R4 ingen kod '{1}'; en senare version kan ha den."};
inline constexpr Message validation_code_of{"validation-code-of",
                                            "'{0}' is none of the codes of {1}, which are: {2}.",
                                            "'{0}' ei ole mikään arvojoukon {1} koodeista, jotka ovat: {2}.",
                                            "'{0}' är ingen av koderna i {1}, som är: {2}."};
inline constexpr Message validation_code_preferred{
    "validation-code-preferred", "'{0}' is none of the codes of {1}, which are recommended.",
    "'{0}' ei ole mikään arvojoukon {1} koodeista, joita suositellaan.",
    "'{0}' är ingen av koderna i {1}, som rekommenderas."};
inline constexpr Message validation_code_undecided{
    "validation-code-undecided",
    "Whether '{0}' is one of the codes of {1} cannot be told: "
    "a code system that it is made of is not loaded here.",
    "Ei voida sanoa, onko '{0}' jokin arvojoukon {1} koodeista: koodistoa, josta se on koottu, ei ole "
    "ladattu tänne.",
    "Det går inte att säga om '{0}' är en av koderna i {1}: ett kodsystem som den består av är inte laddat "
    "här."};
inline constexpr Message validation_code_unknown{
    "validation-code-unknown", "The code system {0} has no code '{1}'.",
    "Koodistossa {0} ei ole koodia '{1}'.", "Kodsystemet {0} har ingen kod '{1}'."};
inline constexpr Message validation_coding_missing{
    "validation-coding-missing", "A coding with a code of {0} is needed here.",
    "Tässä pitää olla Coding, jonka koodi on arvojoukosta {0}.", "Här behövs en Coding med en kod ur {0}."};
inline constexpr Message validation_companion{
    "validation-companion", "{0} has {1} items and _{0} has {2}; fill up the shorter one with null.",
    "Elementissä {0} on {1} alkiota ja elementissä _{0} on {2}; täydennä lyhyempi null-arvoilla.",
    "{0} har {1} element och _{0} har {2}; fyll ut den kortare med null."};
inline constexpr Message validation_constraint{"validation-constraint", "{0}: {1}", "{0}: {1}", "{0}: {1}"};
inline constexpr Message validation_cql_unknown{"validation-cql-unknown", "The library {0} defines no '{1}'.",
                                                "Kirjasto {0} ei määrittele nimeä '{1}'.",
                                                "Biblioteket {0} definierar inget '{1}'."};
inline constexpr Message validation_discriminator{
    "validation-discriminator", "'{0}' leads to nothing in {1}, so that slices cannot be told apart by it.",
    "'{0}' ei johda mihinkään tyypissä {1}, joten viipaleita (slice) ei voi erottaa sen avulla.",
    "'{0}' leder inte till något i {1}, så skivor (slices) kan inte skiljas åt med det."};
inline constexpr Message validation_display{
    "validation-display", "'{0}' is no name of the code {1}, which is called '{2}'.",
    "'{0}' ei ole koodin {1} nimi; sen nimi on '{2}'.", "'{0}' är inget namn på koden {1}, som heter '{2}'."};
inline constexpr Message validation_empty{
    "validation-empty", "There are no empty strings, objects or arrays in FHIR; leave out what is not known.",
    "FHIRissä ei ole tyhjiä merkkijonoja, objekteja eikä taulukoita; jätä pois se, mitä ei tiedetä.",
    "I FHIR finns inga tomma strängar, objekt eller arrayer; lämna bort det som inte är känt."};
inline constexpr Message validation_extension{
    "validation-extension", "ext-1: An extension has either a value or extensions of its own.",
    "ext-1: Laajennuksella on joko arvo tai omia laajennuksia.",
    "ext-1: Ett tillägg har antingen ett värde eller egna tillägg."};
inline constexpr Message validation_extension_modifier{
    "validation-extension-modifier", "The extension {0} is {1}, so it stands in {2}.",
    "Laajennus {0} on {1}, joten sen paikka on {2}.", "Tillägget {0} är {1}, så det står i {2}."};
inline constexpr Message validation_extension_modifier_unknown{
    "validation-extension-modifier-unknown",
    "The modifier extension {0} is not known here: what it changes could not be respected.",
    "Merkitystä muuttavaa laajennusta {0} ei tunneta täällä: sitä, mitä se muuttaa, ei voitaisi ottaa "
    "huomioon.",
    "Det betydelseändrande tillägget {0} är inte känt här: det som det ändrar kunde inte beaktas."};
inline constexpr Message validation_extension_place{
    "validation-extension-place", "The extension {0} cannot stand here; it is for: {1}.",
    "Laajennus {0} ei voi olla tässä; se on tarkoitettu: {1}.",
    "Tillägget {0} kan inte stå här; det är avsett för: {1}."};
inline constexpr Message validation_extension_unknown{
    "validation-extension-unknown", "The extension was not checked against {0}, which is not loaded here.",
    "Laajennusta ei tarkistettu määrittelyä {0} vasten, koska sitä ei ole ladattu tänne.",
    "Tillägget kontrollerades inte mot {0}, som inte är laddad här."};
inline constexpr Message validation_extension_url{
    "validation-extension-url", "The url of an extension is absolute, but within other extensions.",
    "Laajennuksen url on absoluuttinen, paitsi toisen laajennuksen sisällä.",
    "Ett tilläggs url är absolut, utom i andra tillägg."};
inline constexpr Message validation_filter_expression{
    "validation-filter-expression", "'{0}' cannot give the value of a filter; needed is: {1}.",
    "'{0}' ei voi antaa suodattimen arvoa; tarvitaan: {1}.",
    "'{0}' kan inte ge ett filters värde; det behövs: {1}."};
inline constexpr Message validation_filter_value{"validation-filter-value",
                                                 "'{0}' is no value of the property {1}; it takes: {2}.",
                                                 "'{0}' ei ole ominaisuuden {1} arvo; siihen kelpaa: {2}.",
                                                 "'{0}' är inget värde för egenskapen {1}; den tar: {2}."};
inline constexpr Message validation_fragment{
    "validation-fragment", "ref-1: '{0}' refers to nothing that this resource contains.",
    "ref-1: '{0}' ei viittaa mihinkään, mitä tämä resurssi sisältää.",
    "ref-1: '{0}' refererar inte till något som resursen innehåller."};
inline constexpr Message validation_full_url_missing{
    "validation-full-url-missing", "In a Bundle of this type each entry with a resource has a fullUrl.",
    "Tämäntyyppisessä Bundle-resurssissa jokaisella kohdalla, jossa on resurssi, on fullUrl.",
    "I en Bundle av den här typen har varje post med en resurs en fullUrl."};
inline constexpr Message validation_full_url_other{
    "validation-full-url-other", "The fullUrl ends with another type or id than the resource has.",
    "fullUrl päättyy toiseen tyyppiin tai tunnisteeseen kuin resurssilla on.",
    "fullUrl slutar med en annan typ eller ett annat id än resursen har."};
inline constexpr Message validation_full_url_relative{"validation-full-url-relative",
                                                      "A fullUrl is absolute.", "fullUrl on absoluuttinen.",
                                                      "En fullUrl är absolut."};
inline constexpr Message validation_id_alone{
    "validation-id-alone", "ele-1: An element needs a value or something else besides its id.",
    "ele-1: Elementissä pitää olla arvo tai jotain muuta tunnisteen (id) lisäksi.",
    "ele-1: Ett element behöver ett värde eller något annat utöver sitt id."};
inline constexpr Message validation_identifier_uri{
    "validation-identifier-uri",
    "With the system urn:ietf:rfc:3986 the value is a whole URI, such as urn:oid:1.2.3; '{0}' is none.",
    "Kun system on urn:ietf:rfc:3986, arvo on kokonainen URI, esimerkiksi urn:oid:1.2.3; '{0}' ei ole.",
    "Med systemet urn:ietf:rfc:3986 är värdet en hel URI, till exempel urn:oid:1.2.3; det är inte '{0}'."};
inline constexpr Message validation_kind{"validation-kind", "A JSON {0} is needed here, not a JSON {1}.",
                                         "Tässä pitää olla JSON-tyyppi {0}, ei {1}.",
                                         "Här behövs JSON-typen {0}, inte {1}."};
inline constexpr Message validation_max{"validation-max", "{0} may occur {1} times at most.",
                                        "{0} voi esiintyä enintään {1} kertaa.",
                                        "{0} får förekomma högst {1} gånger."};
inline constexpr Message validation_measure_code{
    "validation-measure-code", "This {0} needs a code: the Measure has not just one.",
    "Tämä {0} tarvitsee koodin (code), koska mittarissa (Measure) niitä ei ole vain yhtä.",
    "Denna {0} behöver en kod (code), eftersom mätningen (Measure) inte har bara en."};
inline constexpr Message validation_measure_left{
    "validation-measure-left", "The Measure has more of these, which are not reported: {0} ({1}).",
    "Mittarissa (Measure) on näitä enemmän, raportoimatta jäi: {0} ({1}).",
    "Mätningen (Measure) har fler av dessa, som inte rapporteras: {0} ({1})."};
inline constexpr Message validation_measure_other{
    "validation-measure-other", "The Measure has no {0} with this code.",
    "Mittarissa (Measure) ei ole kohtaa {0}, jolla on tämä koodi.",
    "Mätningen (Measure) har ingen {0} med denna kod."};
inline constexpr Message validation_measure_score{
    "validation-measure-score", "There is no measureScore where the scoring of the Measure is 'cohort'.",
    "Elementtiä measureScore ei ole, kun mittarin (Measure) scoring on 'cohort'.",
    "Det finns ingen measureScore när mätningens (Measure) scoring är 'cohort'."};
inline constexpr Message validation_measure_twice{
    "validation-measure-twice", "This {0} of the Measure is reported already.",
    "Tämä mittarin (Measure) {0} on jo raportoitu.", "Denna {0} i mätningen (Measure) är redan rapporterad."};
inline constexpr Message validation_measure_unknown{
    "validation-measure-unknown",
    "The report was not checked against the Measure {0}, which is not loaded here.",
    "Raporttia ei tarkistettu mittaria (Measure) {0} vasten, koska sitä ei ole ladattu tänne.",
    "Rapporten kontrollerades inte mot mätningen (Measure) {0}, som inte är laddad här."};
inline constexpr Message validation_missing{"validation-missing", "{0} is required.", "{0} on pakollinen.",
                                            "{0} är obligatoriskt."};
inline constexpr Message validation_null{
    "validation-null",
    "null may only stand in an array, where the value or its companion has the other part.",
    "null voi olla vain taulukossa, kun arvolla tai sen parilla on toinen osa.",
    "null får endast stå i en array, där värdet eller dess motpart har den andra delen."};
inline constexpr Message validation_profile_aggregation{
    "validation-profile-aggregation", "{0}: the target does not lie where it has to (profile {1}).",
    "{0}: viittauksen kohde ei ole siellä, missä sen pitää olla (profiili {1}).",
    "{0}: målet finns inte där det ska finnas (profil {1})."};
inline constexpr Message validation_profile_closed{
    "validation-profile-closed",
    "{0}: this is in none of the slices, and nothing else may stand here (profile {1}).",
    "{0}: tämä ei kuulu mihinkään viipaleeseen (slice), eikä tässä voi olla muuta (profiili {1}).",
    "{0}: detta hör inte till någon skiva (slice), och inget annat får stå här (profil {1})."};
inline constexpr Message validation_profile_constraint{"validation-profile-constraint",
                                                       "{0}: {1} (profile {2}).", "{0}: {1} (profiili {2}).",
                                                       "{0}: {1} (profil {2})."};
inline constexpr Message validation_profile_fixed{
    "validation-profile-fixed", "{0} is always {1} (profile {2}).",
    "Elementin {0} arvo on aina {1} (profiili {2}).", "{0} är alltid {1} (profil {2})."};
inline constexpr Message validation_profile_high{
    "validation-profile-high", "{0} is {1} at most (profile {2}).",
    "Elementin {0} arvo on enintään {1} (profiili {2}).", "{0} är högst {1} (profil {2})."};
inline constexpr Message validation_profile_kind{
    "validation-profile-kind", "{0} is {1}, not {2} (profile {3}).",
    "Elementin {0} tyyppi on {1}, ei {2} (profiili {3}).", "{0} är {1}, inte {2} (profil {3})."};
inline constexpr Message validation_profile_language{
    "validation-profile-language",
    "{0}: the languages of the narrative's sections are: {1}; wanted is: {2} (profile {3}).",
    "{0}: tekstin osien kielet ovat: {1}; vaaditaan: {2} (profiili {3}).",
    "{0}: språken i textens delar är: {1}; det krävs: {2} (profil {3})."};
inline constexpr Message validation_profile_long{
    "validation-profile-long", "{0} has {1} characters at most (profile {2}).",
    "Elementissä {0} on enintään {1} merkkiä (profiili {2}).", "{0} har högst {1} tecken (profil {2})."};
inline constexpr Message validation_profile_low{
    "validation-profile-low", "{0} is {1} at least (profile {2}).",
    "Elementin {0} arvo on vähintään {1} (profiili {2}).", "{0} är minst {1} (profil {2})."};
inline constexpr Message validation_profile_max{"validation-profile-max",
                                                "{0} occurs {1} times at most, not {2} (profile {3}).",
                                                "{0} esiintyy enintään {1} kertaa, ei {2} (profiili {3}).",
                                                "{0} förekommer högst {1} gånger, inte {2} (profil {3})."};
inline constexpr Message validation_profile_min{"validation-profile-min",
                                                "{0} occurs {1} times at least, not {2} (profile {3}).",
                                                "{0} esiintyy vähintään {1} kertaa, ei {2} (profiili {3}).",
                                                "{0} förekommer minst {1} gånger, inte {2} (profil {3})."};
inline constexpr Message validation_profile_none{
    "validation-profile-none", "{0} conforms to none of these: {1} (profile {2}).",
    "{0} ei ole minkään seuraavista mukainen: {1} (profiili {2}).",
    "{0} följer ingen av dessa: {1} (profil {2})."};
inline constexpr Message validation_profile_order{
    "validation-profile-order", "{0} stands behind what it should precede (profile {1}).",
    "{0} on sen jäljessä, mitä sen pitäisi edeltää (profiili {1}).",
    "{0} står efter det som det borde komma före (profil {1})."};
inline constexpr Message validation_profile_pattern{
    "validation-profile-pattern", "{0} contains {1} (profile {2}).",
    "Elementin {0} pitää sisältää {1} (profiili {2}).", "{0} innehåller {1} (profil {2})."};
inline constexpr Message validation_profile_short{
    "validation-profile-short", "{0} has {1} characters at least (profile {2}).",
    "Elementissä {0} on vähintään {1} merkkiä (profiili {2}).", "{0} har minst {1} tecken (profil {2})."};
inline constexpr Message validation_profile_target{
    "validation-profile-target", "{0} cannot refer to a {1}; possible are: {2} (profile {3}).",
    "{0} ei voi viitata resurssiin {1}; mahdollisia ovat: {2} (profiili {3}).",
    "{0} kan inte referera till en {1}; möjliga är: {2} (profil {3})."};
inline constexpr Message validation_profile_type{
    "validation-profile-type", "This is a profile for {0}, here is {1} (profile {2}).",
    "Tämä profiili on tyypille {0}, mutta tässä on {1} (profiili {2}).",
    "Detta är en profil för {0}, här är {1} (profil {2})."};
inline constexpr Message validation_profile_unknown{
    "validation-profile-unknown",
    "The resource was not checked against the profile {0}, which is not loaded here.",
    "Resurssia ei tarkistettu profiilia {0} vasten, koska sitä ei ole ladattu tänne.",
    "Resursen kontrollerades inte mot profilen {0}, som inte är laddad här."};
inline constexpr Message validation_profile_value{
    "validation-profile-value", "{0} needs a value; what stands in its place here is not allowed instead.",
    "{0} tarvitsee arvon; se, mitä tässä on sen paikalla, ei kelpaa sen sijaan.",
    "{0} behöver ett värde; det som står i dess ställe här är inte tillåtet."};
inline constexpr Message validation_property{"validation-property", "{0} has no property '{1}'.",
                                             "Elementillä {0} ei ole ominaisuutta '{1}'.",
                                             "{0} har ingen egenskap '{1}'."};
inline constexpr Message validation_property_near{
    "validation-property-near", "{0} has no property '{1}'. Did you mean '{2}'?",
    "Elementillä {0} ei ole ominaisuutta '{1}'. Tarkoititko '{2}'?",
    "{0} har ingen egenskap '{1}'. Menade du '{2}'?"};
inline constexpr Message validation_property_twice{
    "validation-property-twice", "The property '{0}' is declared twice.",
    "Ominaisuus '{0}' on määritelty kahdesti.", "Egenskapen '{0}' är definierad två gånger."};
inline constexpr Message validation_property_type{
    "validation-property-type", "The property '{0}' is declared as {1}; this is a {2}.",
    "Ominaisuuden '{0}' tyypiksi on määritelty {1}; tämä on {2}.",
    "Egenskapen '{0}' är definierad som {1}; detta är en {2}."};
inline constexpr Message validation_questionnaire_unknown{
    "validation-questionnaire-unknown",
    "The answers were not checked against the Questionnaire {0}, which is not loaded here.",
    "Vastauksia ei tarkistettu lomaketta (Questionnaire) {0} vasten, koska sitä ei ole ladattu tänne.",
    "Svaren kontrollerades inte mot formuläret (Questionnaire) {0}, som inte är laddat här."};
inline constexpr Message validation_search_base{
    "validation-search-base", "The expression starts from {0}, which is no base of the parameter: {1}.",
    "Lauseke alkaa tyypistä {0}, joka ei ole parametrin lähtötyyppi (base): {1}.",
    "Uttrycket börjar med {0}, som inte är någon bas (base) för parametern: {1}."};
inline constexpr Message validation_search_id{"validation-search-id", "What a search has found has an id.",
                                              "Haun löytämällä resurssilla on id.",
                                              "Det som en sökning har hittat har ett id."};
inline constexpr Message validation_subject_results{
    "validation-subject-results", "subjectResults belong to reports of the type subject-list alone.",
    "subjectResults kuuluu vain raporttiin, jonka tyyppi on subject-list.",
    "subjectResults hör endast till rapporter av typen subject-list."};
inline constexpr Message validation_supplement{
    "validation-supplement", "{0} is a supplement; the system of a code is the code system that it adds to.",
    "{0} on täydennys (supplement); koodin system on se koodisto, jota se täydentää.",
    "{0} är ett tillägg (supplement); en kods system är det kodsystem som det kompletterar."};
inline constexpr Message validation_system_content{
    "validation-system-content", "{0} does not go with the content '{1}'.",
    "{0} ei sovi yhteen sisällön '{1}' kanssa.", "{0} går inte ihop med innehållet '{1}'."};
inline constexpr Message validation_target{
    "validation-target", "A reference to a {0} cannot stand here; possible are: {1}.",
    "Tässä ei voi olla viittausta resurssiin {0}; mahdollisia ovat: {1}.",
    "En referens till en {0} kan inte stå här; möjliga är: {1}."};
inline constexpr Message validation_undecided{
    "validation-undecided", "It could not be decided whether the rule {0} is kept.",
    "Ei voitu ratkaista, noudatetaanko sääntöä {0}.", "Det gick inte att avgöra om regeln {0} följs."};
inline constexpr Message validation_value{"validation-value", "This is not a valid {0}, which is {1}.",
                                          "Arvo ei ole kelvollinen {0}; kelvollinen on {1}.",
                                          "Detta är ingen giltig {0}; giltigt är {1}."};
inline constexpr Message validation_value_set_unknown{
    "validation-value-set-unknown",
    "The code was not checked against the value set {0}, which is not loaded here.",
    "Koodia ei tarkistettu arvojoukkoa {0} vasten, koska sitä ei ole ladattu tänne.",
    "Koden kontrollerades inte mot värdemängden {0}, som inte är laddad här."};

}  // namespace linkki::base::message
