// Sorted lists of resource numbers out of the index: the raw material of a search.
#pragma once

#include <cstdint>
#include <vector>

#include "repository/condition.h"

namespace linkki::repository::candidates {

using Numbers = std::vector<Number>;  // sorted, each once

// About how many entries a condition has: exact for single values, looked at up to `enough` keys otherwise.
std::uint64_t estimate(const storage::Reads& reads, const Condition& condition, std::uint64_t enough);
// What lies in any of the ranges; a negated condition's ranges too: the caller takes them away.
Numbers collect(const storage::Reads& reads, const Condition& condition);
Numbers all_of(const storage::Reads& reads, FacetCode facet);
std::uint64_t count_of(const storage::Reads& reads, FacetCode facet);
// The resources whose facet has this value.
Numbers with(const storage::Reads& reads, FacetCode facet, std::string_view value);

// The resources of a type that refer to this one, anywhere.
Numbers referring(const storage::Reads& reads, const Facets::Type& type, Number target);

Numbers intersect(const Numbers& a, const Numbers& b);
Numbers without(const Numbers& a, const Numbers& b);

}  // namespace linkki::repository::candidates
