// A search as it is run on the resources of one type: its conditions as ranges of the index, and what sorts
// them.
//
// Plan      the condition with the fewest entries drives; the others are intersected while they are small,
// and held
//           against the rows of each candidate otherwise
// Lifetime  ends before its snapshot and query
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "repository/candidates.h"
#include "repository/find.h"
#include "repository/snapshot.h"

namespace linkki::repository {

class TypePlan {
 public:
  using Keys = std::vector<std::optional<std::string>>;  // one for each sort; nullopt: no value

  // Errors: bad_request (search_unsupported, search_indexing)
  static base::Outcome<TypePlan> make(const Snapshot& snapshot, const search::Query& query,
                                      const std::string& type, base::Instant now,
                                      const find::Settings& settings);

  TypeCode code() const { return facets_->code; }
  // All that match now, whoever may see them; with `_id` deleted ones and mere names too.
  candidates::Numbers collect() const;
  // Whether every caller sees all of collect().
  bool open() const;

  // Of one resource, by its rows.
  bool matches(Number number, const std::vector<IndexRow>& rows) const;
  Keys keys(const std::vector<IndexRow>& rows) const;
  // The rows that an older version had: extracted again.
  std::vector<IndexRow> rows_of(const Row& row) const;

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
  std::vector<Condition> conditions_;
  std::vector<std::vector<FacetCode>> sort_facets_;
};

}  // namespace linkki::repository
