#include "interactions/trail.h"

#include <map>

#include "interactions/status.h"

namespace linkki::interactions {
namespace {

bool is_query(Interaction interaction) {
  return interaction == Interaction::search || interaction == Interaction::history;
}

}  // namespace

audit::Entry entry_of(const Call& call) {
  audit::Entry entry;
  entry.time = call.now;
  entry.interaction = call.route.interaction;
  entry.role = call.principal.role;
  entry.client_id = call.principal.client_id;
  entry.organization = call.principal.organization;
  entry.person = call.principal.person;
  entry.person_name = call.principal.person_name;
  entry.purpose = call.principal.purpose;
  entry.token_id = call.principal.token_id;
  entry.type = call.route.type;
  entry.request_id = call.request_id;
  if (is_query(call.route.interaction)) entry.query = call.query;
  return entry;
}

std::vector<audit::Entry> entries_of(const Call& call, const repository::Snapshot& snapshot,
                                     const std::vector<Shown>& shown) {
  struct Key {
    repository::Number patient;
    access::Basis basis;
    auto operator<=>(const Key&) const = default;
  };
  std::map<Key, audit::Entry> entries;
  const auto add = [&](repository::Number patient, const Shown& one) {
    auto& entry = entries[{patient, one.sight.basis}];
    if (entry.disclosed.empty()) {
      entry = entry_of(call);
      entry.patient = patient;
      entry.basis = access::code(one.sight.basis);
      if (one.sight.reference) {
        entry.basis_reference =
            snapshot.reference(one.sight.reference) + "/_history/" + std::to_string(one.sight.version);
      }
    }
    entry.disclosed.push_back({one.number, one.version});
  };
  bool only_open = !shown.empty();
  for (const Shown& one : shown) {
    if (one.sight.basis == access::Basis::open) continue;
    only_open = false;
    if (one.patients.empty()) add(0, one);
    for (const repository::Number patient : one.patients) add(patient, one);
  }
  std::vector<audit::Entry> list;
  for (auto& [key, entry] : entries) list.push_back(std::move(entry));
  if (list.empty() && !only_open && is_query(call.route.interaction) && !access::is_public(call.route.type)) {
    list.push_back(entry_of(call));
  }
  return list;
}

void record_refusal(const Call& call, const base::Failure& failure) {
  if (call.principal.anonymous() || access::is_public(call.route.type)) return;
  audit::Entry entry = entry_of(call);
  entry.result =
      status(failure.refusal) < 500 ? audit::Result::minor_failure : audit::Result::serious_failure;
  if (!failure.issues.empty() && failure.issues.front().message)
    entry.detail = failure.issues.front().message->code;
  if (!call.parts.trail.append({entry}).ok()) call.parts.log.error("audit-refusal-lost", {});
}

std::vector<repository::AuditDraft> drafts_of(const Call& call, const repository::Write& write) {
  if (write.header.open) return {};
  repository::AuditDraft draft;
  draft.entry = entry_of(call);
  draft.entry.basis = access::code(access::Basis::own_record);
  draft.disclosed.push_back({write.target, write.base_version + 1});
  std::vector<repository::AuditDraft> drafts;
  for (const repository::Target& patient : write.patients) {
    draft.patient = patient;
    drafts.push_back(draft);
  }
  if (drafts.empty() && !write.header.patients.empty()) {
    for (const repository::Number patient : write.header.patients) {
      draft.entry.patient = patient;
      drafts.push_back(draft);
    }
  }
  if (drafts.empty()) drafts.push_back(std::move(draft));
  return drafts;
}

}  // namespace linkki::interactions
