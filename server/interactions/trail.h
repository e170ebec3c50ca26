// Audit entries of an interaction: one for each patient whose data it showed or changed.
//
// Reading what is open to all leaves no entry, writing it does. A search that finds nobody leaves one,
// without a patient.
#pragma once

#include <vector>

#include "interactions/call.h"

namespace linkki::interactions {

struct Shown {
  repository::Number number = 0;
  std::uint32_t version = 0;
  access::Sight sight;
  std::vector<repository::Number> patients;
};

// Who asks what, without the resources.
audit::Entry entry_of(const Call& call);

// For a read, history or search; `call.query` is recorded for searches. Empty: nothing to record.
std::vector<audit::Entry> entries_of(const Call& call, const repository::Snapshot& snapshot,
                                     const std::vector<Shown>& shown);

// A refused try on client data is told to the trail, too, within the budget of refusals.h; that the trail is
// full changes nothing about the refusal. Of who has no token only the number is told; of a token that does
// not hold nothing is believed, so the entry names the address alone.
void record_refusal(const Call& call, const base::Failure& failure);

// For a write: what it changes, one draft a patient. `sight`: why the caller may touch what was there before.
std::vector<repository::AuditDraft> drafts_of(const Call& call, const repository::Snapshot& snapshot,
                                              const repository::Write& write, const access::Sight& sight);

}  // namespace linkki::interactions
