// Parts of a resource: _summary and _elements. What is cut is tagged SUBSETTED.
//
// Elements that R4 demands stay at every level, so that the part is still a valid resource of its type; a
// modifier stays with _summary where R4 marks it so.
// Standard  https://hl7.org/fhir/R4/search.html#summary, #elements
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/json/value.h"
#include "fhir/json.h"

namespace linkki::fhir {

enum class Summary : std::uint8_t {
  none,    // false: everything
  marked,  // true: elements marked as summary
  text,    // text, id, meta and what R4 demands at the top
  data,    // everything but text
  count,   // no resource at all: a search's business
};
std::optional<Summary> find_summary(std::string_view code);  // "true", "text", "data", "count", "false"

// count leaves a resource as it is.
void summarize(Resource& resource, Summary summary);
// The elements of the top level with these names (a choice by its FHIRPath name), id, meta and what R4
// demands. Names may be qualified, as Patient.name; those of other types and unknown ones select nothing.
void select_elements(Resource& resource, std::span<const std::string> names);

}  // namespace linkki::fhir
