// A clause of a search as ranges of the index: the same ranges are scanned in the store and held against the
// rows of one resource (an older version of it, on a later page), so both always agree.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/outcome.h"
#include "repository/circle.h"
#include "repository/facets.h"
#include "repository/index.h"
#include "repository/parts.h"

namespace linkki::repository {

// Values of one facet in [from, to). `to` empty: to the end of the facet.
// Date facets hold two instants; [second_from, second_to) restricts the second one (empty: free).
struct Range {
  FacetCode facet = 0;
  std::string from, to;
  std::string second_from, second_to;
  std::string contains;  // prefix facets: only values with this in them
  std::string ends;      // only values that end so and were not cut there
  // Sorted: of all in [from, to) only these values are meant. nullptr: every one is.
  std::shared_ptr<const std::vector<std::string>> among;
  std::vector<Bounds> parts;             // joined values (parts.h): what each part may be
  std::shared_ptr<const Circle> circle;  // places: only those within. nullptr: anywhere

  bool admits(std::string_view value) const;  // all of the above
};

struct Condition {
  std::vector<Range> ranges;    // any of them
  bool negated = false;         // live resources that are in none of them
  bool by_number = false;       // `_id`: these numbers (negated: all others) instead of ranges
  std::vector<Number> numbers;  // sorted
  bool word = false;            // of a text that is searched (words.h)
  bool by_reading = false;      // its ranges are of rows that are not stored, but made from the resource

  bool matches(Number number, const std::vector<IndexRow>& rows) const;
};

// The end of all values that begin with `prefix`; empty: there is none.
std::string after_prefix(std::string prefix);

}  // namespace linkki::repository
