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

}  // namespace linkki::base::message
