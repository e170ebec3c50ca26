// Parameters of ours that depend on other resources: a service is in a municipality also by where its
// Locations lie. They are searched as chains; an index row would be stale as soon as a Location changed.
//
//   HealthcareService  municipality, county   its own coverageArea, and those of its locations and the
//                                             Locations that its coverageArea names
//   HealthcareService  near                   its locations' positions
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "definitions/definitions.h"
#include "search/query.h"

namespace linkki::search {

// What a test of such a parameter means; nullopt: the parameter depends on no other resource, or the
// definitions lack what it is made of. With :not and :missing it is about all of the places together.
std::optional<Clause> derive(std::string_view type, const Clause& test,
                             const definitions::Definitions& definitions);

// Where the values of such a parameter are that has none of its own.
struct Elsewhere {
  std::string_view type;
  std::vector<std::string_view> references;  // that lead there
};
std::optional<Elsewhere> values_elsewhere(std::string_view type, std::string_view code);

}  // namespace linkki::search
