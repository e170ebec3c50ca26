// A search as it is asked of one type: its criterion, and what sorts the results.
//
// Lifetime  ends before its snapshot and query
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "repository/criterion.h"
#include "repository/nearness.h"
#include "repository/order.h"
#include "repository/relevance.h"
#include "repository/snapshot.h"

namespace linkki::repository {

class TypePlan {
 public:
  // Errors: bad_request (search_unsupported, search_indexing)
  static base::Outcome<TypePlan> make(const Snapshot& snapshot, const search::Query& query,
                                      const std::string& type, base::Instant now,
                                      const find::Settings& settings);

  const Facets::Type& type() const { return *facets_; }
  const Criterion& criterion() const { return criterion_; }
  // Whether what it finds, or its order, tells of contact data.
  bool by_contact() const { return criterion_.by_contact || sorts_by_contact_; }
  // Whether every caller sees all that meets the criterion.
  bool open() const;
  // The facets whose values the sort goes by; what has none of them comes last.
  const std::vector<FacetCode>& sort_facets(std::size_t sort) const { return sort_facets_[sort]; }
  // What scores go by; before any is asked for. The plan is not moved any more.
  void weigh(const Moment& moment) { relevance_ = Relevance(criterion_, *facets_, moment); }
  // Of one resource, by its rows.
  SortKeys keys(Number number, const std::vector<IndexRow>& rows, const Moment& moment) const;
  const Nearness& nearness() const { return nearness_; }
  const Relevance& relevance() const { return relevance_; }

 private:
  TypePlan(const Snapshot& snapshot, const search::Query& query, const std::string& type)
      : snapshot_(&snapshot), query_(&query), type_(type), facets_(snapshot.reading().facets->find(type)) {}
  base::Outcome<void> add_compartment(const find::Settings& settings);
  base::Outcome<void> add_sort(const search::Sort& sort);
  base::Failure not_indexed(std::string_view code) const;

  const Snapshot* snapshot_;
  const search::Query* query_;
  std::string type_;
  const Facets::Type* facets_;
  Criterion criterion_;
  bool sorts_by_contact_ = false;
  std::vector<std::vector<FacetCode>> sort_facets_;
  Nearness nearness_;
  Relevance relevance_;
};

}  // namespace linkki::repository
