// A clause of a search as ranges of the index: the same ranges are scanned in the store and held against the
// rows of one resource (an older version of it, on a later page), so both always agree.
#pragma once

#include <string>
#include <vector>

#include "base/outcome.h"
#include "repository/facets.h"
#include "repository/index.h"
#include "search/query.h"

namespace linkki::repository {

// Values of one facet in [from, to). `to` empty: to the end of the facet.
// Date facets hold two instants; [second_from, second_to) restricts the second one (empty: free).
struct Range {
  FacetCode facet = 0;
  std::string from, to;
  std::string second_from, second_to;
  std::string contains;   // prefix facets: only values with this in them
  std::string ends = {};  // only values that end so and were not cut there

  bool admits(std::string_view value) const;  // all of the above
};

struct Condition {
  std::vector<Range> ranges;    // any of them
  bool negated = false;         // live resources that are in none of them
  bool by_number = false;       // `_id`: these numbers (negated: all others) instead of ranges
  std::vector<Number> numbers;  // sorted

  bool matches(Number number, const std::vector<IndexRow>& rows) const;
};

// The end of all values that begin with `prefix`; empty: there is none.
std::string after_prefix(std::string prefix);

// The refusal of what is found by a parameter whose index is being built.
base::Failure indexing(const storage::Reads& reads, std::string_view type, std::string_view code,
                       const Facets::Type& facets);

class Conditions {
 public:
  Conditions(const storage::Reads& reads, const Dictionary& dictionary, const Facets& facets,
             const FacetHash& hash, base::Instant now)
      : reads_(reads), dictionary_(dictionary), facets_(facets), hash_(hash), now_(now) {}

  // Errors: bad_request for what this engine cannot answer yet (search_unsupported, search_indexing, naming
  // the
  //         parameter).
  base::Outcome<Condition> make(const std::string& type, const search::Clause& clause) const;

 private:
  struct Dates;
  base::Outcome<void> add(Condition& condition, const search::Clause& clause, const search::Value& value,
                          const ParameterFacets& facets) const;
  void add_token(Condition& condition, const search::Value& value, const ParameterFacets& facets) const;
  Range code_range(FacetCode facet, const search::Value& value) const;
  base::Outcome<void> add_reference(Condition& condition, const search::Clause& clause,
                                    const search::Value& value, const ParameterFacets& facets) const;
  void add_date(Condition& condition, const search::Value& value, const ParameterFacets& facets) const;
  base::Outcome<void> add_string(Condition& condition, const search::Clause& clause,
                                 const search::Value& value, const ParameterFacets& facets) const;
  base::Outcome<void> add_number(Condition& condition, const search::Clause& clause,
                                 const search::Value& value, const ParameterFacets& facets) const;
  base::Outcome<void> add_uri(Condition& condition, const search::Clause& clause, const search::Value& value,
                              const ParameterFacets& facets) const;

  const storage::Reads& reads_;
  const Dictionary& dictionary_;
  const Facets& facets_;
  const FacetHash& hash_;
  const base::Instant now_;
};

}  // namespace linkki::repository
