// What a search demands of the resources of one type, as a tree over conditions: joined by and, or, not, and
// reaching over references to other resources.
//
// Lifetime  ends before the facets it points to
#pragma once

#include <string>
#include <vector>

#include "repository/condition.h"
#include "repository/ranges/ranges.h"
#include "search/query.h"

namespace linkki::repository {

struct Far;

struct Criterion {
  using Kind = search::Clause::Kind;

  Kind kind = Kind::all;
  Condition condition;           // test
  std::vector<Criterion> parts;  // all, any, none
  FacetCode reference = 0;       // chain: of this type; has: of the type that refers
  std::vector<Far> far;          // chain: by the target's type; has: one, the type that refers
  std::string text;              // as it was asked
  bool by_contact = false;       // asks for contact data (access/contact_data.h); of a far end its own does
};

// The other end of a reference.
struct Far {
  const Facets::Type* type = nullptr;
  std::string name;  // of the type
  Criterion criterion;
};

// All clauses together: kind all, with no `all` directly in it.
// Errors: bad_request (search_unsupported, search_indexing), of whichever type they arise on
base::Outcome<Criterion> make_criterion(const Ground& ground, const std::string& type,
                                        const std::vector<search::Clause>& clauses);

// Calls visit(type) for every type that the criterion reaches.
template <class Visit>
void each_type(const Criterion& criterion, Visit&& visit) {
  for (const Criterion& part : criterion.parts) each_type(part, visit);
  for (const Far& far : criterion.far) {
    visit(*far.type);
    each_type(far.criterion, visit);
  }
}

}  // namespace linkki::repository
