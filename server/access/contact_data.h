// What of a hidden person's Patient says where they are: withheld from who may see the person without a right
// to contact data, and not found by.
//
// What is not known to be harmless is withheld: elements, extensions and search parameters that others add,
// too. An address stays that is marked for it (yhteysosoite: where post reaches a person without telling
// where they live). Design    referral.md §4, TURVAKIELTO
#pragma once

#include <string_view>

#include "base/json/value.h"

namespace linkki::access {

inline constexpr std::string_view contact_address =
    "https://w3id.org/linkki/fhir/StructureDefinition/contact-address";

// Leaves of a Patient what is shown to everybody who sees them, tagged SUBSETTED.
void withhold_contact_data(json::Document& patient);

// Whether what is found by a search parameter, or put in order by it, tells of it.
bool tells_contact_data(std::string_view type, std::string_view parameter);

}  // namespace linkki::access
