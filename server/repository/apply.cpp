#include "repository/apply.h"

#include <algorithm>

#include "repository/due.h"
#include "repository/identity.h"
#include "repository/index_rows.h"
#include "repository/messages.h"
#include "repository/meta.h"
#include "repository/submission.h"

namespace linkki::repository {
namespace {

base::Outcome<Number> number_of_target(storage::WriteTransaction& write, const Target& target) {
  if (target.none()) return Number{0};
  return identity::find_or_reserve(write, target.type, target.id);
}

std::uint32_t current_version(const storage::Reads& reads, const Target& target) {
  const Number number = identity::find(reads, target.type, target.id);
  const auto row = number ? rows::current(reads, number) : std::nullopt;
  return row ? row->header.version : 0;
}

// Rows that an older set of definitions made would be missed by what is new in the index.
bool made_with_current_definitions(const storage::Reads& reads, const Prepared& prepared) {
  return std::all_of(prepared.writes.begin(), prepared.writes.end(), [&](const Write& write) {
    return !write.updated || write.generation == meta::number(reads, meta::generation);
  });
}

bool still_current(const storage::Reads& reads, const Prepared& prepared) {
  if (!made_with_current_definitions(reads, prepared)) return false;
  for (const Read& read : prepared.reads) {
    if (current_version(reads, read.target) != read.version) return false;
  }
  for (const Write& write : prepared.writes) {
    if (current_version(reads, write.target) != write.base_version) return false;
  }
  return true;
}

base::Outcome<Header> complete(storage::WriteTransaction& write, const Write& draft, base::Instant time) {
  Header header = draft.header;
  header.version = draft.base_version + 1;
  header.time = time;
  header.deleted = draft.kind == ChangeKind::deleted;
  header.id = draft.target.id;
  if (!draft.author.none()) {
    TRY(header.author, number_of_target(write, draft.author));
  }
  if (!draft.custodian.none()) {
    TRY(header.custodian, number_of_target(write, draft.custodian));
  }
  if (!header.custodian) header.custodian = header.author;
  if (!draft.issuer.none()) {
    TRY(header.issuer, number_of_target(write, draft.issuer));
  }
  if (!draft.case_root.none()) {
    TRY(header.case_id, number_of_target(write, draft.case_root));
  }
  if (!draft.patients.empty()) header.patients.clear();
  for (const Target& patient : draft.patients) {
    TRY(const Number number, number_of_target(write, patient));
    header.patients.push_back(number);
  }
  return header;
}

int live_difference(const Write& draft) {
  switch (draft.kind) {
    case ChangeKind::created:
    case ChangeKind::revived: return 1;
    case ChangeKind::updated: return 0;
    case ChangeKind::deleted: return -1;
  }
  ensure(!"a kind of change");
}

base::Outcome<Committed::Result> apply_write(storage::WriteTransaction& write, const Write& draft,
                                             std::uint64_t sequence, base::Instant time) {
  TRY(const Number number, number_of_target(write, draft.target));
  TRY(const Header header, complete(write, draft, time));
  if (draft.base_version) TRY_VOID(rows::retire(write, number));
  TRY_VOID(rows::put_current(write, number, header, draft.body));
  TRY(auto index_rows, complete(write, draft.rows, draft.reference_rows, draft.updated, time));
  TRY_VOID(index::replace(write, number, std::move(index_rows)));
  if (const int difference = live_difference(draft))
    TRY_VOID(meta::add_live(write, draft.target.type, difference));
  TRY_VOID(changes::append(write, {sequence, number, header.version, draft.kind, time}));
  return Committed::Result{number, header.version};
}

base::Outcome<audit::Entry> complete_entry(storage::WriteTransaction& write, const AuditDraft& draft,
                                           base::Instant time) {
  audit::Entry entry = draft.entry;
  entry.time = time;
  if (!draft.patient.none()) {
    TRY(entry.patient, number_of_target(write, draft.patient));
  }
  for (const AuditDraft::Disclosed& disclosed : draft.disclosed) {
    TRY(const Number number, number_of_target(write, disclosed.target));
    entry.disclosed.push_back({number, disclosed.version});
  }
  return entry;
}

base::Outcome<void> take_timer(storage::WriteTransaction& write, const due::Timer& timer) {
  TRY(const bool waited, due::ring(write, timer));
  if (waited) return base::done();
  return base::refuse(base::Refusal::conflict,
                      base::error(base::IssueType::conflict, base::message::timer_rung, {timer.name}));
}

base::Outcome<void> apply_beside(storage::WriteTransaction& write, const Prepared& prepared) {
  const auto resolve = [&](const Target& target) { return number_of_target(write, target); };
  for (const GivenGrants& given : prepared.grants) TRY_VOID(grants::replace(write, given, resolve));
  for (const Due& due : prepared.timers)
    TRY_VOID(due.at ? due::set_timer(write, {due.name, *due.at}) : due::end_timer(write, due.name));
  for (const std::string& message : prepared.outbox) TRY_VOID(due::put_message(write, message));
  if (!prepared.submission) return base::done();
  const Submission& submission = *prepared.submission;
  TRY(const Number organization, number_of_target(write, submission.organization));
  return submissions::put(write, organization, submission.identifier, submission.digest, submission.response);
}

}  // namespace

base::Outcome<std::optional<Committed>> apply(storage::WriteTransaction& write, const Prepared& prepared,
                                              base::Instant time, std::vector<audit::Entry>& audit) {
  for (const auto& guard : prepared.guards) TRY_VOID(guard(write));
  if (!still_current(write, prepared)) return std::optional<Committed>{};
  for (const auto& predicate : prepared.predicates) TRY_VOID(predicate(write));
  if (prepared.rung) TRY_VOID(take_timer(write, *prepared.rung));
  Committed committed{time, changes::last_sequence(write), {}};
  for (const Write& draft : prepared.writes) {
    TRY(const auto result, apply_write(write, draft, ++committed.sequence, time));
    committed.results.push_back(result);
  }
  TRY_VOID(apply_beside(write, prepared));
  for (const AuditDraft& draft : prepared.audit) {
    TRY(auto entry, complete_entry(write, draft, time));
    audit.push_back(std::move(entry));
  }
  return std::optional<Committed>{std::move(committed)};
}

}  // namespace linkki::repository
