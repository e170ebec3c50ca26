// The snapshot of a StructureDefinition: all that holds, made of what it derives from and its differential.
//
// The elements of the base, changed as the differential says; where it tells of what is inside an element,
// that is unfolded from its type, the profile of its type, or the element that it refers to
// (contentReference). Slices begin as a copy of what is sliced; extensions take what their definition says of
// itself. The base may be a profile that has no snapshot itself: one is made of it first.
//
// Errors    unprocessable with every contradiction (snapshot-…), not_found with snapshot-base
// Limits    limits::snapshot_…; one that would cost more is refused (cost.h)
// Cost      a few milliseconds; each type that is unfolded is looked up once
// Standard  https://hl7.org/fhir/R4/profiling.html#snapshot
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/json/value.h"
#include "base/outcome.h"
#include "definitions/definitions.h"

namespace linkki::definitions {

// A StructureDefinition by its canonical, as JSON; empty: there is none.
using FindStructure = std::function<base::Outcome<std::optional<std::string>>(std::string_view canonical)>;

// The value of StructureDefinition.snapshot: {"element": […]}.
base::Outcome<json::Value> make_snapshot(const json::Value& structure, const FindStructure& find,
                                         json::Arena& arena);

// From the definitions in force.
FindStructure structures_of(const Definitions& definitions);

}  // namespace linkki::definitions
