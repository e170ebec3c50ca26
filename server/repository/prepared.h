// A write that is ready to be committed: made on the request's thread from a snapshot, applied by the write
// queue.
//
// What it depends on is either its read set (a version that must still be current: if not, it is prepared
// again) or a predicate (a condition judged inside the commit: if it fails, its failure is the answer). A
// guard is a predicate that comes before the read set: what was possible when it was prepared and is so no
// more is a race lost, not tried again. Resources are named by type and id; the numbers of those not yet
// stored are given out in the commit.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/entry.h"
#include "repository/change.h"
#include "repository/due.h"
#include "repository/grants.h"
#include "repository/index.h"
#include "repository/resource.h"

namespace linkki::repository {

// A row whose value is the number of a resource: references between stored resources.
struct ReferenceRow {
  FacetCode facet = 0;
  Target target;
};

struct Write {
  Target target;
  ChangeKind kind = ChangeKind::created;
  std::uint32_t base_version = 0;       // the version it was prepared from; 0: there was none
  Header header;                        // the flags and labels; version, time, id and numbers are filled in
  Target author, custodian, case_root;  // type 0: none
  Target issuer;                        // of its label; type 0: as in the header
  std::vector<Target> patients;
  std::string body;  // of Codec::encode; empty: deleted
  std::vector<IndexRow> rows;
  std::vector<ReferenceRow> reference_rows;
  FacetCode updated = 0;         // the facet of _lastUpdated; 0: not indexed (deleted)
  std::uint64_t generation = 0;  // of the definitions that made the rows (Reading::generation)
};

struct Read {
  Target target;
  std::uint32_t version = 0;  // 0: was not there
};

// An audit entry whose resources may get their numbers only now.
struct AuditDraft {
  audit::Entry entry;  // time, patient and disclosed are filled in
  Target patient;      // type 0: none
  struct Disclosed {
    Target target;
    std::uint32_t version = 0;
  };
  std::vector<Disclosed> disclosed;
};

// The first answer to a submission, kept so that a repeat gets the same.
struct Submission {
  Target organization;
  std::string identifier;  // system|value
  std::string digest;      // 32 bytes
  std::string response;    // as the writer of the answer wants it back
};

struct Due {  // a timer (due.h) to be set, or ended
  std::string name;
  std::optional<base::Instant> at;  // nullopt: ended
};

struct Prepared {
  std::vector<Read> reads;
  std::vector<std::function<base::Outcome<void>(const storage::Reads&)>> guards, predicates;
  std::vector<Write> writes;
  std::vector<GivenGrants> grants;  // those of Consents first
  std::vector<AuditDraft> audit;
  std::optional<Submission> submission;
  std::vector<Due> timers;
  std::optional<due::Timer>
      rung;  // the timer that this is done for; conflict where it does not wait any more
  std::vector<std::string> outbox;
};

struct Committed {
  base::Instant time;
  std::uint64_t sequence = 0;  // of the last change
  struct Result {
    Number number = 0;
    std::uint32_t version = 0;
  };
  std::vector<Result> results;  // one for each of Prepared::writes
};

}  // namespace linkki::repository
