// Runs a search on one snapshot: plan, index, allowed set, order, page, includes.
//
// Plan      one for each type (type_plan.h); the results of several types are one list. What few resources
//           meet drives, and they are sorted. Where many match, the index of the first sort is walked, and
//           each is asked whether it matches, until the page is full.
// Paging    a Position names the snapshot of the first page, and the match shown that its page lies behind or
//           before. What changed since is dropped from the index stream and judged as it was then, so nothing
//           is missed or repeated; the caller's grants are those of now. More than changed_max changes behind
//           a position: `gone`, begin anew.
// Limits    Settings
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "repository/condition.h"
#include "repository/sight.h"
#include "search/codes.h"
#include "search/query.h"

namespace linkki::repository {

class Snapshot;

// Where a page lies: behind a match that was shown, before one, or at the start of all.
struct Position {
  enum class At : std::uint8_t { after, before, start };

  std::uint64_t sequence = 0;                    // of the snapshot of the first page
  std::vector<std::optional<std::string>> keys;  // the sort keys of that match; nullopt: it had none
  Number number = 0;                             // of that match
  At at = At::after;
};

struct Match {
  Number number = 0;
  std::uint32_t version = 0;          // as of the snapshot of the first page
  access::Sight sight;                // why it may be shown
  std::optional<double> metres = {};  // from the place that was asked for, if one was
  std::optional<double> score = {};   // how well it fits the words that were asked for (relevance.h)
};

struct Found {
  std::vector<Match> matches, includes;
  std::optional<std::uint64_t> total;  // absent: asked not to, or dearer than total_max
  std::optional<Position> next;        // absent: this was the last page
  std::optional<Position> previous;    // absent: this was the first
  Position first;
  std::vector<base::Issue> plan;  // with Settings::explain: a line for each step
};

namespace find {

struct Settings {
  // Only what refers to compartment_focus by one of the parameters of its type; 0: no compartment.
  std::map<std::string, std::vector<std::string>, std::less<>> compartment;
  Number compartment_focus = 0;
  std::uint32_t page_entries = 20;  // without _count
  std::uint32_t page_entries_max = 1'000;
  std::uint64_t total_max = 200'000;       // candidates looked at for a total that nobody asked for
  std::uint64_t changed_max = 100'000;     // changes behind a paging link
  std::uint64_t chain_width_max = 50'000;  // resources that a chain leads to
  std::uint64_t rows_max = 1'000'000;      // resources looked at
  std::uint64_t walk_matches_min = 500;    // fewer are all looked at and sorted
  std::function<bool()> stopped = {};      // the client has gone, or the time is over
  std::size_t includes_max = 1'000;        // included resources of a page
  int include_rounds_max = 8;              // :iterate
  bool explain = false;
  std::shared_ptr<const search::Codes> codes = nullptr;  // nullptr: :in and its like are refused
  double near_metres = 50'000;                           // how far `near` looks that says no distance
};

// A query without a type is one on all of query.types, which the caller may read.
// Errors: bad_request (a clause that cannot be answered), gone (the position is too old), too-costly (rows,
// chains, includes), timeout (stopped)
base::Outcome<Found> run(const Snapshot& snapshot, const search::Query& query, const Sight& sight,
                         const std::optional<Position>& position, base::Instant now,
                         const Settings& settings);

}  // namespace find
}  // namespace linkki::repository
