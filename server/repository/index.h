// The search index: which resources have a given value in a facet, and which facets a resource has.
//
// index   facet code(4) ∥ value (0–500 bytes) → number(8), sorted, fixed width
// values  row_key(8) → its rows, sorted: { facet step, size·2 + 1 if its last 8 bytes stood before [where],
//         value }… varints; `where` is the offset at which the 8 bytes stand: the hash of a system, of many
//         codes
//
// A facet is one way to look at one parameter of one type; facets.h says which there are and how values are
// made.
// Limits    limits::index_values_per_resource_max rows a resource
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "repository/dictionary.h"
#include "repository/tables.h"

namespace linkki::repository {

struct IndexRow {
  FacetCode facet = 0;
  std::string value;
  auto operator<=>(const IndexRow&) const = default;
};

namespace index {

std::string key(FacetCode facet, std::string_view value);

// The rows stored for a resource; empty: none.
std::vector<IndexRow> stored(const storage::Reads& reads, Number number);
// The value of the first (lowest) or last row of a facet; nullopt: the resource has none. Serves sorting.
std::optional<std::string> value(const storage::Reads& reads, Number number, FacetCode facet, bool last);

// Makes `rows` the rows of the resource: what is new is put, what is gone is erased, the rest is not touched.
base::Outcome<void> replace(storage::WriteTransaction& write, Number number, std::vector<IndexRow> rows);

}  // namespace index
}  // namespace linkki::repository
