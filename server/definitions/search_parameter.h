// SearchParameter resources → rows.
//
// Standard  https://hl7.org/fhir/R4/searchparameter.html
#pragma once

#include <optional>

#include "base/json/value.h"
#include "definitions/content.h"

namespace linkki::definitions {

// Strings and lists are laid in the content. Empty: no server can use it (no expression, or no base).
std::optional<SearchParameter> read_search_parameter(const json::Value& resource, Content& content);

}  // namespace linkki::definitions
