// One alternative of a clause → ranges of the facets of its parameter. A file for each type of parameter.
//
// Errors    bad_request: search_unsupported, search_text_long, search_digits …, each naming the parameter
// Standard  https://hl7.org/fhir/R4/search.html#ptypes
#pragma once

#include <vector>

#include "repository/condition.h"
#include "repository/snapshot.h"
#include "search/codes.h"
#include "search/query.h"

namespace linkki::repository {

using Ranges = std::vector<Range>;  // any of them

// What ranges are made with.
struct Ground {
  const Snapshot& snapshot;
  base::Instant now;  // for dates that are about right
  const search::Codes* codes =
      nullptr;                         // what terminology says of them; nullptr: :in and its like are refused
  double near_metres = 0;              // how far `near` looks that says no distance
  mutable std::size_t slip_words = 0;  // that were looked for under other spellings

  const storage::Reads& reads() const { return snapshot.reads(); }
  const Dictionary& dictionary() const { return *snapshot.reading().dictionary; }
  const Facets& facets() const { return *snapshot.reading().facets; }
  const FacetHash& hash() const { return *snapshot.reading().hash; }
};

// One alternative and where it stands.
struct Asked {
  const search::Clause& clause;
  const search::Value& value;
  const ParameterFacets& facets;
};

base::Outcome<Ranges> token_ranges(const Ground& ground, const Asked& asked);
base::Outcome<Ranges> reference_ranges(const Ground& ground, const Asked& asked);
base::Outcome<Ranges> date_ranges(const Ground& ground, const Asked& asked);
base::Outcome<Ranges> string_ranges(const Ground& ground, const Asked& asked);
base::Outcome<Ranges> number_ranges(const Asked& asked);
base::Outcome<Ranges> quantity_ranges(const Ground& ground, const Asked& asked);
base::Outcome<Ranges> uri_ranges(const Ground& ground, const Asked& asked);
base::Outcome<Ranges> composite_ranges(const Ground& ground, const Asked& asked);
base::Outcome<Ranges> near_ranges(const Ground& ground, const Asked& asked);

// The whole facet, one value of it, all that begin with something, all in some bounds, and any of a list.
Range whole(FacetCode facet);
Range exactly(FacetCode facet, const std::string& value);
Range beginning_with(FacetCode facet, const std::string& prefix);
Range within(FacetCode facet, const Bounds& bounds);
Range any_of(FacetCode facet, std::vector<std::string> values);
// Of a facet of joined values.
Range joined(FacetCode facet, std::vector<Bounds> parts);
// Of a facet of codes: `code`, `system|code` or `|code`.
Range code_range(const FacetHash& hash, FacetCode facet, const search::Value& value);

base::Failure unsupported(const search::Clause& clause);
base::Failure too_many_digits(const search::Clause& clause);

}  // namespace linkki::repository
