// What the layer search tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message definition_branch{
    "definition-branch",
    "The expression of the search parameter says nothing about a {0}, which is its base.",
    "Hakuparametrin lauseke ei kerro mitään tyypistä {0}, jota se koskee (base).",
    "Sökparameterns uttryck säger ingenting om {0}, som är dess base."};
inline constexpr Message definition_code{"definition-code",
                                         "'{0}' cannot be the code of a search parameter; it begins with a "
                                         "letter and has letters, digits, - and _.",
                                         "'{0}' ei kelpaa hakuparametrin koodiksi; koodi alkaa kirjaimella, "
                                         "ja siinä on kirjaimia, numeroita ja merkkejä - ja _.",
                                         "'{0}' kan inte vara en sökparameters kod; den börjar med en "
                                         "bokstav och har bokstäver, siffror, - och _."};
inline constexpr Message definition_code_taken{
    "definition-code-taken", "{0} has a search parameter '{1}' already, that of {2}; choose another code.",
    "Tyypillä {0} on jo hakuparametri '{1}', jonka määrittelee {2}; valitse toinen koodi.",
    "{0} har redan en sökparameter '{1}', den i {2}; välj en annan kod."};
inline constexpr Message index_values{
    "index-values", "The resource has more than {0} values to be searched by; '{1}' was one too many.",
    "Resurssissa on yli {0} haettavaa arvoa; '{1}' oli liikaa.",
    "Resursen har fler än {0} sökbara värden; '{1}' var ett för mycket."};
inline constexpr Message search_chain{
    "search-chain", "'{0}' is no reference, so nothing follows the dot in '{1}.'.",
    "'{0}' ei ole viittaus, joten pisteen jäljessä ei voi olla mitään: '{1}.'.",
    "'{0}' är ingen referens, så inget följer efter punkten i '{1}.'."};
inline constexpr Message search_encoding{
    "search-encoding",
    "The search is not percent-encoded UTF-8 without control characters, at character {0} of the query.",
    "Haku ei ole prosenttikoodattua UTF-8:aa ilman ohjausmerkkejä, kyselyn merkki {0}.",
    "Sökningen är inte procentkodad UTF-8 utan styrtecken, vid tecken {0} i frågan."};
inline constexpr Message search_filter{"search-filter", "The filter needs {0}, at character {1}.",
                                       "Suodattimessa pitää merkin {1} kohdalla olla {0}.",
                                       "Filtret behöver {0}, vid tecken {1}."};
inline constexpr Message search_filter_operator{
    "search-filter-operator",
    "'{0}' cannot be compared by '{1}', at character {2} of the filter; it can by: {3}.",
    "Parametria '{0}' ei voi verrata operaattorilla '{1}', suodattimen merkki {2}; mahdollisia ovat: {3}.",
    "'{0}' kan inte jämföras med '{1}', vid tecken {2} i filtret; möjliga är: {3}."};
inline constexpr Message search_has{"search-has",
                                    "'{0}' is not complete; it is written _has:Type:reference:parameter.",
                                    "'{0}' on vajaa; se kirjoitetaan _has:Tyyppi:viittaus:parametri.",
                                    "'{0}' är ofullständig; den skrivs _has:Typ:referens:parameter."};
inline constexpr Message search_has_reference{"search-has-reference", "'{0}' of {1} is no reference to {2}.",
                                              "Tyypin {1} '{0}' ei ole viittaus tyyppiin {2}.",
                                              "'{0}' för {1} är ingen referens till {2}."};
inline constexpr Message search_has_type{"search-has-type", "'{0}' in '{1}' is no resource type.",
                                         "'{0}' ei ole resurssityyppi: '{1}'.",
                                         "'{0}' i '{1}' är ingen resurstyp."};
inline constexpr Message search_modifier{"search-modifier",
                                         "The parameter '{0}' takes no modifier '{1}'; it takes: {2}.",
                                         "Parametri '{0}' ei ota tarkenninta '{1}'; se ottaa: {2}.",
                                         "Parametern '{0}' tar ingen modifierare '{1}'; den tar: {2}."};
inline constexpr Message search_modifier_recurse{
    "search-modifier-recurse", "'{0}:recurse' is of an older FHIR; write '{0}:iterate'.",
    "'{0}:recurse' on vanhemmasta FHIRistä; kirjoita '{0}:iterate'.",
    "'{0}:recurse' hör till en äldre FHIR; skriv '{0}:iterate'."};
inline constexpr Message search_not_supported{"search-not-supported", "'{0}' is not supported yet: {1}.",
                                              "'{0}' ei ole vielä tuettu: {1}.",
                                              "'{0}' stöds inte ännu: {1}."};
inline constexpr Message search_once{"search-once", "The parameter '{0}' may be given only once.",
                                     "Parametrin '{0}' voi antaa vain kerran.",
                                     "Parametern '{0}' får anges bara en gång."};
inline constexpr Message search_parameter_unknown{
    "search-parameter-unknown", "'{0}' is no search parameter of {1}; the nearest is '{2}'. There are: {3}.",
    "'{0}' ei ole tyypin {1} hakuparametri; lähin on '{2}'. Parametrit ovat: {3}.",
    "'{0}' är ingen sökparameter för {1}; närmast är '{2}'. Det finns: {3}."};
inline constexpr Message search_score{
    "search-score", "_score sorts by the words that are asked for: ask for some with _content or _text.",
    "_score järjestää haettujen sanojen mukaan: hae sanoja parametrilla _content tai _text.",
    "_score sorterar efter de ord som söks: sök ord med _content eller _text."};
inline constexpr Message search_sort_unknown{
    "search-sort-unknown", "{1} cannot be sorted by '{0}'; the nearest is '{2}'. Possible are: {3}.",
    "Tyyppiä {1} ei voi järjestää parametrilla '{0}'; lähin on '{2}'. Mahdollisia ovat: {3}.",
    "{1} kan inte sorteras efter '{0}'; närmast är '{2}'. Möjliga är: {3}."};
inline constexpr Message search_too_costly{"search-too-costly", "The search has more than {0} {1}.",
                                           "Haussa on yli {0} {1}.", "Sökningen har mer än {0} {1}."};
inline constexpr Message search_value{"search-value",
                                      "The parameter '{0}' needs {1}, at character {2} of its value.",
                                      "Parametrin '{0}' arvossa pitää merkin {2} kohdalla olla {1}.",
                                      "Parametern '{0}' behöver {1}, vid tecken {2} i värdet."};
inline constexpr Message search_zone{"search-zone", "'{0}' is not a time zone.", "'{0}' ei ole aikavyöhyke.",
                                     "'{0}' är ingen tidszon."};

}  // namespace linkki::base::message
