// How far a resource lies from the places that a search asks for: what its results are sorted by where
// nothing else is asked, and what is told of each of them. A service lies where its Locations do (derived.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "repository/circle.h"
#include "repository/facets.h"
#include "repository/index.h"
#include "search/query.h"

namespace linkki::repository {

class Moment;

class Nearness {
 public:
  Nearness() = default;
  // Of the clauses that ask where resources of the type are; `near_metres` where none says how far.
  Nearness(const std::vector<search::Clause>& clauses, const Facets& facets, std::string_view type,
           double near_metres);

  bool asked() const { return !circles_.empty(); }
  // To the nearest of the places, from where the resource with these rows lies within its distance; nullopt:
  // nowhere, as far as the caller can see.
  std::optional<double> metres(const std::vector<IndexRow>& rows, const Moment& moment) const;
  // Sorts as the distance does.
  std::optional<std::string> key(const std::vector<IndexRow>& rows, const Moment& moment) const;

 private:
  void set_facets(const Facets& facets, std::string_view type, const search::Clause& clause);
  void take(const std::vector<IndexRow>& rows, std::optional<double>& nearest) const;

  FacetCode place_ = 0;
  std::vector<FacetCode> references_;  // to what has the place; empty: the resource has it
  std::vector<Circle> circles_;
};

}  // namespace linkki::repository
