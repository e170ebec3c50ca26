// What the layer fhirpath tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message fhirpath_arguments{
    "fhirpath-arguments",
    "The function {0}() takes {1} to {2} arguments, at character {3} of the expression.",
    "Funktio {0}() ottaa {1}–{2} argumenttia, lausekkeen merkki {3}.",
    "Funktionen {0}() tar {1} till {2} argument, vid tecken {3} i uttrycket."};
inline constexpr Message fhirpath_depth{
    "fhirpath-depth", "The expression is nested deeper than {0} levels, at character {1}.",
    "Lauseke on yli {0} tasoa syvä, merkki {1}.", "Uttrycket är djupare än {0} nivåer, vid tecken {1}."};
inline constexpr Message fhirpath_element{"fhirpath-element", "There is no element '{0}' in {1}.",
                                          "Elementtiä '{0}' ei ole, kun tyyppi on {1}.",
                                          "Det finns inget element '{0}' i {1}."};
inline constexpr Message fhirpath_function{"fhirpath-function",
                                           "There is no function {0}(), at character {1} of the expression.",
                                           "Funktiota {0}() ei ole, lausekkeen merkki {1}.",
                                           "Det finns ingen funktion {0}(), vid tecken {1} i uttrycket."};
inline constexpr Message fhirpath_items{"fhirpath-items", "The expression gathers more than {0} items.",
                                        "Lauseke kerää yli {0} alkiota.",
                                        "Uttrycket samlar fler än {0} element."};
inline constexpr Message fhirpath_length{"fhirpath-length", "The expression is longer than {0} characters.",
                                         "Lausekkeessa on yli {0} merkkiä.",
                                         "Uttrycket är längre än {0} tecken."};
inline constexpr Message fhirpath_modifier{
    "fhirpath-modifier", "The modifier extension '{0}' is not among those understood.",
    "Merkitystä muuttava laajennus '{0}' ei kuulu niihin, jotka ymmärretään.",
    "Det betydelseändrande tillägget '{0}' hör inte till dem som förstås."};
inline constexpr Message fhirpath_operands{"fhirpath-operands",
                                           "The operator has no meaning between {0} and {1}.",
                                           "Operaattorilla ei ole merkitystä, kun operandit ovat {0} ja {1}.",
                                           "Operatorn har ingen betydelse mellan {0} och {1}."};
inline constexpr Message fhirpath_patch_costly{
    "fhirpath-patch-costly", "The patch takes more work, memory or depth than is allowed.",
    "Patch vaatii enemmän työtä, muistia tai syvyyttä kuin on sallittu.",
    "Patchen kräver mer arbete, minne eller djup än vad som tillåts."};
inline constexpr Message fhirpath_patch_index{"fhirpath-patch-index",
                                              "There is no place {0} in a list of {1} elements.",
                                              "Paikkaa {0} ei ole luettelossa, jossa on {1} elementtiä.",
                                              "Det finns ingen plats {0} i en lista med {1} element."};
inline constexpr Message fhirpath_patch_part{"fhirpath-patch-part", "A FHIRPath Patch needs here: {0}.",
                                             "FHIRPath Patch tarvitsee tässä: {0}.",
                                             "En FHIRPath Patch behöver här: {0}."};
inline constexpr Message fhirpath_patch_present{
    "fhirpath-patch-present", "The element {0} is there already and does not repeat; replace it instead.",
    "Elementti {0} on jo olemassa eikä toistu; korvaa se sen sijaan.",
    "Elementet {0} finns redan och upprepas inte; ersätt det i stället."};
inline constexpr Message fhirpath_patch_target{
    "fhirpath-patch-target", "The path gives {0} elements, where {1} is needed.",
    "Polku antaa {0} elementtiä; tarvitaan {1}.", "Sökvägen ger {0} element, där det behövs {1}."};
inline constexpr Message fhirpath_pattern{"fhirpath-pattern", "The regular expression cannot be used: {0}.",
                                          "Säännöllistä lauseketta ei voida käyttää: {0}.",
                                          "Det reguljära uttrycket kan inte användas: {0}."};
inline constexpr Message fhirpath_profile{"fhirpath-profile", "The profile {0} is not known here.",
                                          "Profiilia {0} ei tunneta täällä.",
                                          "Profilen {0} är inte känd här."};
inline constexpr Message fhirpath_single{"fhirpath-single",
                                         "One item was expected where the expression gives {0}.",
                                         "Odotettiin yhtä alkiota, mutta lauseke antaa niitä {0}.",
                                         "Ett enda element väntades, men uttrycket ger {0}."};
inline constexpr Message fhirpath_steps{
    "fhirpath-steps", "The expression takes more than {0} steps to evaluate.",
    "Lausekkeen laskeminen vaatii yli {0} askelta.", "Uttrycket kräver fler än {0} steg för att beräknas."};
inline constexpr Message fhirpath_syntax{
    "fhirpath-syntax", "This is not FHIRPath: {0} was expected instead of '{1}', at character {2}.",
    "Tämä ei ole FHIRPathia: merkin {2} kohdalla on '{1}', siinä pitäisi olla {0}.",
    "Detta är inte FHIRPath: vid tecken {2} står '{1}', där {0} väntades."};
inline constexpr Message fhirpath_text{"fhirpath-text", "The expression makes a text longer than {0} bytes.",
                                       "Lauseke muodostaa tekstin, jossa on yli {0} tavua.",
                                       "Uttrycket bildar en text som är längre än {0} byte."};
inline constexpr Message fhirpath_time_unit{
    "fhirpath-time-unit", "'{0}' is not a unit that can be added to a date or time.",
    "'{0}' ei ole yksikkö, jonka voi lisätä päivämäärään tai aikaan.",
    "'{0}' är ingen enhet som kan läggas till ett datum eller en tid."};
inline constexpr Message fhirpath_type{"fhirpath-type", "{0} was expected where the expression gives {1}.",
                                       "Tässä pitäisi olla {0}, mutta lauseke antaa tyypin {1}.",
                                       "Här väntades {0}, men uttrycket ger {1}."};
inline constexpr Message fhirpath_unknown_type{"fhirpath-unknown-type", "There is no type {0}.",
                                               "Tyyppiä {0} ei ole.", "Det finns ingen typ {0}."};
inline constexpr Message fhirpath_variable{"fhirpath-variable", "There is no variable %{0}.",
                                           "Muuttujaa %{0} ei ole.", "Det finns ingen variabel %{0}."};

}  // namespace linkki::base::message
