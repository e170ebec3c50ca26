// What the layer definitions tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message definition_base{
    "definition-base", "The search parameter '{0}' is for '{1}', which is no resource type of R4.",
    "Hakuparametri '{0}' koskee tyyppiä '{1}', joka ei ole R4:n resurssityyppi.",
    "Sökparametern '{0}' gäller '{1}', som inte är en resurstyp i R4."};
inline constexpr Message definition_type{"definition-type",
                                         "A {0} defines nothing that this server works by.",
                                         "Resurssi {0} ei määrittele mitään, mitä tämä palvelin noudattaa.",
                                         "En {0} definierar inget som den här servern arbetar efter."};
inline constexpr Message definition_url{"definition-url", "A {0} needs a url, by which others refer to it.",
                                        "Resurssi {0} tarvitsee elementin url, jolla muut viittaavat siihen.",
                                        "En {0} behöver ett url, som andra refererar till den med."};
inline constexpr Message definitions_file{"definitions-file", "The definitions in '{0}' cannot be used: {1}.",
                                          "Tiedoston '{0}' määrittelyjä ei voida käyttää: {1}.",
                                          "Definitionerna i '{0}' kan inte användas: {1}."};
inline constexpr Message definitions_too_many{
    "definitions-too-many", "This server takes no more than {0} definitions beside those of R4.",
    "Tämä palvelin ottaa R4:n määrittelyjen lisäksi enintään {0} määrittelyä.",
    "Den här servern tar högst {0} definitioner utöver dem i R4."};

inline constexpr Message package_archive{"package-archive", "The package cannot be unpacked: {0}.",
                                         "Pakettia ei voida purkaa: {0}.",
                                         "Paketet kan inte packas upp: {0}."};
inline constexpr Message package_bytes{"package-bytes", "The package has more than {0} bytes.",
                                       "Paketissa on yli {0} tavua.", "Paketet har fler än {0} byte."};
inline constexpr Message package_conflict{
    "package-conflict",
    "{0} is in {1} and in {2}, with another content; a canonical and its version mean one thing.",
    "{0} on paketissa {1} ja myös: {2}, eri sisältöisenä; kanoninen osoite ja versio tarkoittavat yhtä "
    "asiaa.",
    "{0} finns i {1} och i {2}, med annat innehåll; en kanonisk adress och dess version betyder en sak."};
inline constexpr Message package_dependency{
    "package-dependency", "{0} needs {1}, which is not installed; what that defines counts as not loaded.",
    "{0} tarvitsee paketin {1}, jota ei ole asennettu; mitä se määrittelee, katsotaan lataamattomaksi.",
    "{0} behöver {1}, som inte är installerat; det som definieras där räknas som inte laddat."};
inline constexpr Message package_entries{
    "package-entries", "The package has more than {0} files and folders.",
    "Paketissa on yli {0} tiedostoa ja kansiota.", "Paketet har fler än {0} filer och mappar."};
inline constexpr Message package_entry_bytes{
    "package-entry-bytes", "The package's file '{0}' is larger than {1} bytes.",
    "Paketin tiedosto '{0}' on suurempi kuin {1} tavua.", "Paketets fil '{0}' är större än {1} byte."};
inline constexpr Message package_entry_kind{
    "package-entry-kind", "The package's entry '{0}' is {1}; a package has files and folders alone.",
    "Paketin kohta '{0}' on {1}; paketissa on vain tiedostoja ja kansioita.",
    "Paketets post '{0}' är {1}; ett paket har bara filer och mappar."};
inline constexpr Message package_entry_path{
    "package-entry-path", "The package's entry '{0}' is no path within it.",
    "Paketin kohta '{0}' ei ole polku sen sisällä.", "Paketets post '{0}' är ingen sökväg i det."};
inline constexpr Message package_entry_twice{"package-entry-twice", "The package has '{0}' twice.",
                                             "Paketissa on '{0}' kahdesti.", "Paketet har '{0}' två gånger."};
inline constexpr Message package_fhir_version{
    "package-fhir-version", "{0} is for FHIR {1}; this server works by 4.0.",
    "{0} on FHIRin versiolle {1}; tämä palvelin noudattaa versiota 4.0.",
    "{0} är för FHIR {1}; den här servern arbetar efter 4.0."};
inline constexpr Message package_installed{
    "package-installed",
    "{0} is installed already, with another content; remove it before it is added again.",
    "{0} on jo asennettu, eri sisältöisenä; poista se ennen kuin lisäät sen uudelleen.",
    "{0} är redan installerat, med annat innehåll; ta bort det innan det läggs till igen."};
inline constexpr Message package_manifest{
    "package-manifest", "The package's package.json cannot be used: {0}.",
    "Paketin tiedostoa package.json ei voida käyttää: {0}.", "Paketets package.json kan inte användas: {0}."};
inline constexpr Message package_none{
    "package-none", "This is no FHIR package: it has no package/package.json.",
    "Tämä ei ole FHIR-paketti: siinä ei ole tiedostoa package/package.json.",
    "Detta är inget FHIR-paket: det har ingen package/package.json."};
inline constexpr Message package_resource{"package-resource", "The package's file '{0}' cannot be used: {1}",
                                          "Paketin tiedostoa '{0}' ei voida käyttää: {1}",
                                          "Paketets fil '{0}' kan inte användas: {1}"};
inline constexpr Message package_snapshot{"package-snapshot", "No snapshot can be made for {0}: {1}",
                                          "Rakenteelle {0} ei voida tehdä tilannekuvaa: {1}",
                                          "Ingen ögonblicksbild kan göras för {0}: {1}"};
inline constexpr Message package_unknown{"package-unknown", "No package {0} is installed; there are: {1}.",
                                         "Pakettia {0} ei ole asennettu; asennettuina ovat: {1}.",
                                         "Inget paket {0} är installerat; det finns: {1}."};
inline constexpr Message package_unusable{"package-unusable", "The package folder '{0}' cannot be used: {1}.",
                                          "Pakettikansiota '{0}' ei voida käyttää: {1}.",
                                          "Paketmappen '{0}' kan inte användas: {1}."};
inline constexpr Message package_version_needed{
    "package-version-needed", "{0} is installed in several versions; say which: {1}.",
    "Paketista {0} on asennettu useita versioita; kerro mikä niistä: {1}.",
    "{0} är installerat i flera versioner; säg vilken: {1}."};

inline constexpr Message snapshot_base{
    "snapshot-base", "No snapshot can be made of {0}: {1}, which it builds on, is not loaded.",
    "Rakenteelle {0} ei voida tehdä tilannekuvaa: {1}, jolle se rakentuu, ei ole ladattu.",
    "Ingen ögonblicksbild kan göras av {0}: {1}, som den bygger på, är inte laddad."};
inline constexpr Message snapshot_binding{
    "snapshot-binding", "The binding of '{0}' may not be {1}: what it derives from says required.",
    "Elementin '{0}' sidos ei voi olla {1}: pohjassa se on required.",
    "Bindningen för '{0}' får inte vara {1}: grunden säger required."};
inline constexpr Message snapshot_cardinality{
    "snapshot-cardinality",
    "'{0}' may not be {1}: what it derives from has {2}, and that can only be narrowed.",
    "Elementti '{0}' ei voi olla {1}: pohjassa se on {2}, ja sitä voi vain supistaa.",
    "'{0}' får inte vara {1}: grunden har {2}, och det kan bara snävas in."};
inline constexpr Message snapshot_circle{"snapshot-circle", "{0} builds on itself, at some remove.",
                                         "{0} rakentuu jossain vaiheessa itselleen.",
                                         "{0} bygger på sig själv, i något led."};
inline constexpr Message snapshot_closed{
    "snapshot-closed", "'{0}' may not get the slice '{1}': its slicing is closed.",
    "Elementti '{0}' ei voi saada viipaletta '{1}': sen viipalointi on suljettu.",
    "'{0}' får inte få skivan '{1}': dess skivning är sluten."};
inline constexpr Message snapshot_costly{"snapshot-costly",
                                         "The snapshot cannot be made: it would take more than {0}.",
                                         "Tilannekuvaa ei voida tehdä: se veisi enemmän kuin {0}.",
                                         "Ögonblicksbilden kan inte göras: den skulle ta mer än {0}."};
inline constexpr Message snapshot_elements{"snapshot-elements", "The elements cannot be used: {0}.",
                                           "Elementtejä ei voida käyttää: {0}.",
                                           "Elementen kan inte användas: {0}."};
inline constexpr Message snapshot_fixed{
    "snapshot-fixed", "The {1} of '{0}' is another one than what it derives from has.",
    "Elementin '{0}' {1} on toinen kuin pohjassa.", "{1} för '{0}' är en annan än i grunden."};
inline constexpr Message snapshot_not_sliced{
    "snapshot-not-sliced", "'{0}' has the slice '{1}', but no slicing says by what slices are told apart.",
    "Elementillä '{0}' on viipale '{1}', mutta mikään ei kerro, mistä viipaleet erotetaan.",
    "'{0}' har skivan '{1}', men ingen skivning säger hur skivor skiljs åt."};
inline constexpr Message snapshot_structure{"snapshot-structure", "No StructureDefinition {0} is loaded.",
                                            "StructureDefinition-määrittelyä {0} ei ole ladattu.",
                                            "Ingen StructureDefinition {0} är laddad."};
inline constexpr Message snapshot_type{"snapshot-type",
                                       "'{0}' may not be a {1}: what it derives from allows {2}.",
                                       "Elementti '{0}' ei voi olla tyyppiä {1}: pohja sallii: {2}.",
                                       "'{0}' får inte vara av typen {1}: grunden tillåter {2}."};
inline constexpr Message snapshot_types{
    "snapshot-types", "'{0}' may be of several types; what is inside can be told of one alone.",
    "Elementti '{0}' voi olla useaa tyyppiä; sisällöstä voi kertoa vain yhdestä.",
    "'{0}' kan vara av flera typer; om innehållet kan bara sägas något för en."};
inline constexpr Message snapshot_unknown{
    "snapshot-unknown", "'{0}' is in the differential, and not in what it derives from.",
    "'{0}' on muutoksissa (differential), mutta ei siinä, mistä ne johtuvat.",
    "'{0}' finns i ändringarna (differential), men inte i det som de utgår från."};

}  // namespace linkki::base::message
