// ConceptMap/$translate: what a code is in another code system.
//
// The map is conceptMap, the instance, or url (with conceptMapVersion). Without one all maps are asked that
// lead from the value set `source` (or from the code's system) to the value set `target` and the system
// `targetsystem`, as far as those are given. A code that a group does not list goes the way of its
// `unmapped`. `reverse` asks the same maps the other way round: source and target, dependsOn and product,
// wider and narrower change places, and what is unmapped stays so. A dependency holds where its concept has a
// coding of the value and system of dependsOn, or that text.
//
// Answer    Parameters: result, message (why there is none), and for each translation `match` with
// equivalence,
//           concept (display in the language asked for), product, source (the map)
// Errors    bad_request: not exactly one of code, coding, codeableConcept; no system
//           not_found: no such map, no map between these
//           unprocessable: maps that name one another for what they do not map, in a circle or more than
//           limits::concept_maps_chain_max; more than limits::translation_steps_max maps or translation_matches_max
//           codes
// Standard  https://hl7.org/fhir/R4/conceptmap-operation-translate.html
#pragma once

#include <string>

#include "terminology/request.h"

namespace linkki::terminology {

base::Outcome<std::string> translate(const Shared& catalogue, const Request& request);

}  // namespace linkki::terminology
