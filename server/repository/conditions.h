// Clauses of a search → conditions: what each type of parameter asks of the index (ranges/) and which facets
// answer it.
//
// Lifetime  what it is made with outlives it
#pragma once

#include "repository/condition.h"
#include "repository/ranges/ranges.h"
#include "search/query.h"

namespace linkki::repository {

// The refusal of what is found by a parameter whose index is being built.
base::Failure indexing(const storage::Reads& reads, std::string_view type, std::string_view code,
                       const Facets::Type& facets);

class Conditions {
 public:
  explicit Conditions(const Ground& ground) : ground_(ground) {}

  // Errors: bad_request for what this engine cannot answer (search_unsupported, search_indexing, naming the
  //         parameter), too-costly and what terminology refuses
  base::Outcome<Condition> make(const std::string& type, const search::Clause& clause) const;

 private:
  base::Outcome<Condition> by_id(const Facets::Type& facets, const search::Clause& clause) const;
  base::Outcome<Ranges> ranges(const search::Clause& clause, const search::Value& value,
                               const ParameterFacets& facets) const;

  const Ground ground_;
};

}  // namespace linkki::repository
