// What the layer fhir tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message bundle_entries{"bundle-entries", "The Bundle has more than {0} entries.",
                                        "Bundle-resurssissa on yli {0} kohtaa.",
                                        "Bundle har fler än {0} poster."};
inline constexpr Message bundle_entry_list{"bundle-entry-list", "Bundle.entry is an array of entries.",
                                           "Bundle.entry on taulukko, jossa on kohtia.",
                                           "Bundle.entry är en array av poster."};
inline constexpr Message bundle_entry_request{
    "bundle-entry-request", "Every entry of a {0} needs a request with a method and a url.",
    "Kun Bundle-resurssin tyyppi on {0}, jokaisessa kohdassa pitää olla request, jossa on method ja url.",
    "Varje post i en {0} behöver en request med method och url."};
inline constexpr Message bundle_entry_resource{
    "bundle-entry-resource", "An entry with the method {0} needs a resource.",
    "Kohdassa, jonka metodi on {0}, pitää olla resurssi.", "En post med metoden {0} behöver en resurs."};
inline constexpr Message bundle_method{
    "bundle-method", "'{0}' is no method of Bundle.entry.request: GET, HEAD, POST, PUT, PATCH, DELETE.",
    "'{0}' ei kelpaa metodiksi Bundle.entry.request-elementissä; sallittuja ovat GET, HEAD, POST, PUT, "
    "PATCH, DELETE.",
    "'{0}' är ingen metod för Bundle.entry.request: GET, HEAD, POST, PUT, PATCH, DELETE."};
inline constexpr Message bundle_not_a_batch{
    "bundle-not-a-batch", "Only a Bundle of type batch or transaction can be posted here; the type is '{0}'.",
    "Tänne voi lähettää POST-metodilla vain Bundle-resurssin, jonka tyyppi on batch tai transaction; tyyppi "
    "on nyt '{0}'.",
    "Hit kan endast en Bundle av typen batch eller transaction skickas med POST; typen är '{0}'."};
inline constexpr Message bundle_other{
    "bundle-other",
    "Only a Bundle can be posted here, not {0}; a resource is created by "
    "POST to its type, as in POST [base]/Patient.",
    "Tänne voi lähettää POST-metodilla vain Bundle-resurssin, ei resurssia {0}; resurssi luodaan tyyppinsä "
    "osoitteessa, esimerkiksi POST [base]/Patient.",
    "Hit kan endast en Bundle skickas med POST, inte {0}; en resurs skapas med POST till sin typ, till "
    "exempel POST [base]/Patient."};
inline constexpr Message bundle_property{"bundle-property", "{0} has no property '{1}'.",
                                         "Elementillä {0} ei ole ominaisuutta '{1}'.",
                                         "{0} har ingen egenskap '{1}'."};
inline constexpr Message no_issue{"no-issue", "Everything is in order.", "Kaikki on kunnossa.",
                                  "Allt är i sin ordning."};
inline constexpr Message patch_depth{
    "patch-depth", "Operation {0} of the patch nests deeper than {1} levels.",
    "Patchin operaatio {0} on yli {1} tasoa syvä.", "Patchens operation {0} är djupare än {1} nivåer."};
inline constexpr Message patch_location{"patch-location",
                                        "Operation {0} of the patch, {1}: nothing is at '{2}'.",
                                        "Patchin operaatio {0}, {1}: kohdassa '{2}' ei ole mitään.",
                                        "Patchens operation {0}, {1}: det finns inget vid '{2}'."};
inline constexpr Message patch_malformed{"patch-malformed", "Operation {0} of the patch is malformed: {1}.",
                                         "Patchin operaatio {0} on virheellinen: {1}.",
                                         "Patchens operation {0} är felaktig: {1}."};
inline constexpr Message patch_not_an_array{"patch-not-an-array", "A JSON Patch is an array of operations.",
                                            "JSON Patch on taulukko, jossa on operaatioita.",
                                            "En JSON Patch är en array av operationer."};
inline constexpr Message patch_test_failed{
    "patch-test-failed",
    "Operation {0} of the patch: the value at '{1}' is another one than the test expects.",
    "Patchin operaatio {0}: kohdassa '{1}' on toinen arvo kuin testi odottaa.",
    "Patchens operation {0}: värdet vid '{1}' är ett annat än det som testet väntar sig."};
inline constexpr Message patch_too_costly{
    "patch-too-costly", "The patch has more than {0} operations or takes more than {1} bytes.",
    "Patchissa on yli {0} operaatiota tai se vie yli {1} tavua.",
    "Patchen har fler än {0} operationer eller tar mer än {1} byte."};
inline constexpr Message resource_not_an_object{"resource-not-an-object", "A resource is a JSON object.",
                                                "Resurssi on JSON-objekti.", "En resurs är ett JSON-objekt."};
inline constexpr Message resource_type_missing{
    "resource-type-missing", "The property resourceType is missing.", "Ominaisuus resourceType puuttuu.",
    "Egenskapen resourceType saknas."};
inline constexpr Message resource_type_not_a_string{
    "resource-type-not-a-string", "The property resourceType must be a string.",
    "Ominaisuuden resourceType pitää olla merkkijono.", "Egenskapen resourceType ska vara en sträng."};
inline constexpr Message resource_type_unknown{
    "resource-type-unknown", "'{0}' is no resource type of FHIR R4.",
    "'{0}' ei ole FHIR R4:n resurssityyppi.", "'{0}' är ingen resurstyp i FHIR R4."};
inline constexpr Message too_many_issues{"too-many-issues", "There are {0} more issues, left out here.",
                                         "Huomautuksia on vielä {0}; ne on jätetty pois.",
                                         "Det finns ytterligare {0} anmärkningar, som har utelämnats här."};

inline constexpr Message xml_attribute{"xml-attribute", "{0} has no attribute '{1}' in XML.",
                                       "Tyypillä {0} ei ole XML:ssä attribuuttia '{1}'.",
                                       "{0} har inget attribut '{1}' i XML."};
inline constexpr Message xml_depth{"xml-depth", "The XML nests deeper than {0} levels, at byte {1}.",
                                   "XML on yli {0} tasoa syvä, tavu {1}.",
                                   "XML är djupare än {0} nivåer, vid byte {1}."};
inline constexpr Message xml_doctype{
    "xml-doctype", "A document type (DTD) is not read here, and so no entity of one; it is at byte {0}.",
    "Dokumenttityyppiä (DTD) ei lueta täällä, eikä siis sen entiteettejä; se on tavussa {0}.",
    "En dokumenttyp (DTD) läses inte här, och alltså inga entiteter i den; den står vid byte {0}."};
inline constexpr Message xml_element{"xml-element", "{0} has no element '{1}' in XML.",
                                     "Tyypillä {0} ei ole XML:ssä elementtiä '{1}'.",
                                     "{0} har inget element '{1}' i XML."};
inline constexpr Message xml_empty{
    "xml-empty", "An element needs a value or an extension; leave out what is not known.",
    "Elementissä pitää olla arvo tai laajennus; jätä pois se, mitä ei tiedetä.",
    "Ett element behöver ett värde eller ett tillägg; lämna bort det som inte är känt."};
inline constexpr Message xml_namespace{"xml-namespace",
                                       "'{0}' is in the namespace '{1}'; it belongs in '{2}'.",
                                       "'{0}' on nimiavaruudessa '{1}'; se kuuluu nimiavaruuteen '{2}'.",
                                       "'{0}' finns i namnrymden '{1}'; det hör till '{2}'."};
inline constexpr Message xml_narrative{
    "xml-narrative", "A narrative declares the namespace {0} on its div, and none of its names has a prefix.",
    "Kertomus ilmoittaa nimiavaruuden {0} div-elementissään, eikä missään sen nimessä ole etuliitettä.",
    "En berättelse anger namnrymden {0} i sitt div-element, och inget av dess namn har ett prefix."};
inline constexpr Message xml_order{"xml-order", "{0} stands behind {1}; in XML it belongs before it.",
                                   "{0} on elementin {1} jäljessä; XML:ssä sen paikka on ennen sitä.",
                                   "{0} står efter {1}; i XML hör det hemma före."};
inline constexpr Message xml_repeat{"xml-repeat", "{0} occurs once only.", "{0} esiintyy vain kerran.",
                                    "{0} förekommer bara en gång."};
inline constexpr Message xml_resource{
    "xml-resource", "{0} holds one element, which is the resource, as in <contained><Patient/></contained>.",
    "{0} sisältää yhden elementin, joka on resurssi, esimerkiksi <contained><Patient/></contained>.",
    "{0} innehåller ett element, som är resursen, till exempel <contained><Patient/></contained>."};
inline constexpr Message xml_size{"xml-size", "The XML has more than {0}, at byte {1}.",
                                  "XML:ssä on yli {0}, tavu {1}.", "XML har fler än {0}, vid byte {1}."};
inline constexpr Message xml_syntax{"xml-syntax", "This is no well-formed XML: {0}, at byte {1}.",
                                    "Tämä ei ole hyvin muodostettua XML:ää: {0}, tavu {1}.",
                                    "Detta är inte välformad XML: {0}, vid byte {1}."};
inline constexpr Message xml_text{
    "xml-text", "A text cannot stand in {0}; a value is an attribute, as in <status value=\"final\"/>.",
    "Tekstiä ei voi olla elementissä {0}; arvo on attribuutti, esimerkiksi <status value=\"final\"/>.",
    "En text kan inte stå i {0}; ett värde är ett attribut, till exempel <status value=\"final\"/>."};
inline constexpr Message xml_value{"xml-value", "This is not a valid {0}, which is {1}.",
                                   "Arvo ei ole kelvollinen {0}; kelvollinen on {1}.",
                                   "Detta är ingen giltig {0}; giltigt är {1}."};

}  // namespace linkki::base::message
