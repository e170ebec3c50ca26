// What a component of a composite may be: bounds of the parts that component.h gives its values.
#pragma once

#include <optional>
#include <vector>

#include "repository/parts.h"
#include "repository/ranges/ranges.h"

namespace linkki::repository {

using Alternatives = std::vector<std::vector<Bounds>>;  // any of them

Alternatives token_bounds(const search::Value& value, const FacetHash& hash);
Alternatives reference_bounds(const search::Value& value, const definitions::SearchParameter& parameter,
                              const FacetHash& hash);
Alternatives date_bounds(const search::Value& value, base::Instant now);
Alternatives string_bounds(const search::Value& value);
Alternatives uri_bounds(const search::Value& value, const FacetHash& hash);
// nullopt: more digits than can be reckoned with.
std::optional<Alternatives> number_bounds(const search::Value& value);
std::optional<Alternatives> quantity_bounds(const search::Value& value, const FacetHash& hash);

}  // namespace linkki::repository
