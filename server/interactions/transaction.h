// The writes of a transaction as one Prepared: targets named, references resolved, entries run in R4's order
// (DELETE, POST, PUT and PATCH), overlap refused.
//
// Order     which fullUrl means which resource is settled before anything runs, so that entries may point to
//           each other in circles; a conditional create that finds its resource stands for that one
// Errors    of any entry, with its place; bad_request (two entries about the same, a reference to a urn: that
//           no entry has); precondition_failed (a conditional reference without exactly one match)
// Threads   one
#pragma once

#include "interactions/bundle_entry.h"
#include "interactions/write_set.h"

namespace linkki::interactions {

struct TransactionEntry {
  fhir::RequestEntry request;
  Call call;
};

struct Planned {
  repository::Prepared prepared;
  std::vector<Step> steps;
  std::vector<std::size_t> step_of;  // by entry; npos: a read
  repository::Reading reading;
  std::vector<Answer> repeated;  // by entry; not empty: the same submission again, nothing is written

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

base::Outcome<Planned> plan(const Call& bundle, const std::vector<TransactionEntry>& entries,
                            const repository::Snapshot& snapshot, const repository::Sight& sight);

}  // namespace linkki::interactions
