// Sorted lists of resource numbers out of the index: the raw material of a search.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "repository/condition.h"
#include "repository/work.h"

namespace linkki::repository::candidates {

using Numbers = std::vector<Number>;  // sorted, each once

// About how many entries a condition has: exact for single values, looked at up to `enough` keys otherwise.
std::uint64_t estimate(const storage::Reads& reads, const Condition& condition, std::uint64_t enough);
// What lies in any of the ranges; a negated condition's ranges too: the caller takes them away. Stops where
// the work ends.
Numbers collect(const storage::Reads& reads, const Condition& condition, Work& work);
// The numbers of the key that the cursor stands on; it stands on the last of them then.
void add_numbers(storage::Cursor& cursor, Numbers& numbers);
Numbers all_of(const storage::Reads& reads, FacetCode facet);
std::uint64_t count_of(const storage::Reads& reads, FacetCode facet);
// How many have this value, without reading them.
std::uint64_t count_with(const storage::Reads& reads, FacetCode facet, std::string_view value);
// The key of the index where all that meets the condition lies; nullopt: it lies under several.
std::optional<std::string> exact_key(const Condition& condition);
// Whether the number lies under that key of the index.
bool holds(const storage::Reads& reads, const std::string& key, Number number);
// The resources whose facet has this value.
Numbers with(const storage::Reads& reads, FacetCode facet, std::string_view value);

// The resources of a type that refer to this one, anywhere.
Numbers referring(const storage::Reads& reads, const Facets::Type& type, Number target);

Numbers intersect(const Numbers& a, const Numbers& b);
Numbers without(const Numbers& a, const Numbers& b);

}  // namespace linkki::repository::candidates
