// ValueSet/$expand: the codes of a value set, or those that fit a text, or a page of them.
//
// excludeNested=false nests codes below one another where the set is one rule over one code system and all of
// it is shown; otherwise they are in one list. excludeNotForUI leaves out groups and deprecated codes. What
// R4's expansion has no place for (properties) stands in the extensions that R5 gives for it.
// Errors    as Evaluation::members; not_found (no such value set); too-costly: more than limits::expansion_page_max
//           codes and no count
// Standard  https://hl7.org/fhir/R4/valueset-operation-expand.html
#pragma once

#include <string>

#include "terminology/request.h"

namespace linkki::terminology {

// A ValueSet with its expansion. One that is asked for in pages has the same identifier on each of them.
base::Outcome<std::string> expand(const Shared& catalogue, const Request& request);

// The names of the parameters that an expansion heeds, besides those that name the set.
std::span<const std::string_view> expansion_parameters();

// Why a code system or value set that another one uses should be used with care: withdrawn, deprecated,
// retired, and draft or experimental where the other is not so itself; empty: nothing speaks against it.
std::string_view doubt_of(const json::Value& used, const json::Value& by);

}  // namespace linkki::terminology
