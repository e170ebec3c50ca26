// Runs a search on one snapshot: plan, index, allowed set, order, page, includes.
//
// Plan      one for each type (type_plan.h); the results of several types are one list
// Paging    a Position names the snapshot of the first page, and the last match shown. What changed since is
// dropped
//           from the index stream and judged as it was then, so nothing is missed or repeated; the caller's
//           grants are those of now. More than changed_max changes behind a position: `gone`, begin anew.
// Limits    Settings
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "repository/condition.h"
#include "repository/sight.h"
#include "search/query.h"

namespace linkki::repository {

class Snapshot;

struct Position {
  std::uint64_t sequence = 0;  // of the snapshot of the first page
  std::vector<std::optional<std::string>>
      keys;           // the sort keys of the last match shown; nullopt: it had none
  Number number = 0;  // of the last match shown
};

struct Match {
  Number number = 0;
  std::uint32_t version = 0;  // as of the snapshot of the first page
  access::Sight sight;        // why it may be shown
};

struct Found {
  std::vector<Match> matches, includes;
  std::optional<std::uint64_t> total;  // absent: asked not to, or dearer than total_max
  std::optional<Position> next;        // absent: this was the last page
};

namespace find {

struct Settings {
  // Only what refers to compartment_focus by one of these parameters; 0: no compartment.
  std::vector<std::string> compartment;
  Number compartment_focus = 0;
  std::uint32_t page_entries = 20;  // without _count
  std::uint32_t page_entries_max = 1'000;
  std::uint64_t total_max = 200'000;    // candidates looked at for a total that nobody asked for
  std::uint64_t changed_max = 100'000;  // changes behind a paging link
  std::size_t includes_max = 1'000;     // included resources of a page
  int include_rounds_max = 8;           // :iterate
};

// A query without a type is one on all of query.types, which the caller may read.
// Errors: bad_request (a clause that cannot be answered), gone (the position is too old), too-costly
// (includes).
base::Outcome<Found> run(const Snapshot& snapshot, const search::Query& query, const Sight& sight,
                         const std::optional<Position>& position, base::Instant now,
                         const Settings& settings);

}  // namespace find
}  // namespace linkki::repository
