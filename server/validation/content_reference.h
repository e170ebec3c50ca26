// What R4 repeats by reference, such as Questionnaire.item.item: a profile asks of it what it asks of the
// original.
//
// Standard  https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.contentReference
#pragma once

#include "validation/profile.h"

namespace linkki::validation {

// Gives the nodes below `root` that repeat another one a way to it (Node::same_as). Once, when all are read.
void link_content(Node& root);

}  // namespace linkki::validation
