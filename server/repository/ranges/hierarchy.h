// Resources that are parts of others of their type: an Organization of an Organization, a Location of a
// Location.
//
// Errors    too-costly: more than limits::search_hierarchy_max resources
// Standard  https://hl7.org/fhir/R4/search.html#recursive
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "repository/ranges/ranges.h"

namespace linkki::repository {

class Hierarchy {
 public:
  // By its search parameter that says what a resource is part of; nullopt: the type has none.
  static std::optional<Hierarchy> of(const Ground& ground, const std::string& type);

  // What the resource is part of, and what is part of it, directly or not; itself too.
  base::Outcome<std::vector<Number>> above(Number number) const;
  base::Outcome<std::vector<Number>> below(Number number) const;

 private:
  Hierarchy(const storage::Reads& reads, FacetCode target) : reads_(&reads), target_(target) {}
  template <class Next>
  base::Outcome<std::vector<Number>> follow(Number number, Next&& next) const;

  const storage::Reads* reads_;
  FacetCode target_;
};

base::Failure no_hierarchy(const search::Clause& clause, const std::vector<std::string>& types);

}  // namespace linkki::repository
