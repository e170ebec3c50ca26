#include "interactions/trail.h"

#include <map>

#include "interactions/status.h"

namespace linkki::interactions {
namespace {

bool is_query(Interaction interaction) {
  return interaction == Interaction::search || interaction == Interaction::history;
}

Interaction told_of(const Route& route) {
  if (route.interaction != Interaction::history) return route.interaction;
  if (!route.id.empty()) return Interaction::history_instance;
  return route.type.empty() ? Interaction::history_system : Interaction::history_type;
}

void set_basis(audit::Entry& entry, const repository::Snapshot& snapshot, const access::Sight& sight) {
  entry.basis = access::code(sight.basis);
  if (!sight.reference) return;
  entry.basis_reference = snapshot.reference(sight.reference) + "/_history/" + std::to_string(sight.version);
}

}  // namespace

audit::Entry entry_of(const Call& call) {
  audit::Entry entry;
  entry.time = call.now;
  entry.interaction = told_of(call.route);
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
    repository::Number reference;
    std::uint32_t version;
    auto operator<=>(const Key&) const = default;
  };
  std::map<Key, audit::Entry> entries;
  const auto add = [&](repository::Number patient, const Shown& one) {
    auto& entry = entries[{patient, one.sight.basis, one.sight.reference, one.sight.version}];
    if (entry.disclosed.empty()) {
      entry = entry_of(call);
      entry.patient = patient;
      set_basis(entry, snapshot, one.sight);
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
  const bool public_alone = access::is_public(call.route.type) || call.principal.anonymous();
  if (list.empty() && !only_open && is_query(call.route.interaction) && !public_alone) {
    list.push_back(entry_of(call));
  }
  return list;
}

std::vector<repository::AuditDraft> drafts_of(const Call& call, const repository::Snapshot& snapshot,
                                              const repository::Write& write, const access::Sight& sight) {
  repository::AuditDraft draft;
  draft.entry = entry_of(call);
  set_basis(draft.entry, snapshot, sight);
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

namespace {

std::string caller_of(const Call& call) {
  if (call.bad_token) return "bad token";
  const access::Principal& who = call.principal;
  return who.anonymous() ? std::string{} : "token " + who.client_id + " " + who.organization;
}

audit::Entry left_out(const Call& call, std::string what) {
  audit::Entry entry;
  entry.time = call.now;
  entry.kind = audit::Kind::system;
  entry.detail = std::move(what);
  return entry;
}

// About the patients of what was asked for, whether the caller may see it or not.
std::vector<audit::Entry> refusals_of(const Call& call, const repository::Snapshot& snapshot,
                                      const base::Failure& failure) {
  audit::Entry entry = entry_of(call);
  entry.result =
      status(failure.refusal) < 500 ? audit::Result::minor_failure : audit::Result::serious_failure;
  if (!failure.issues.empty() && failure.issues.front().message)
    entry.detail = failure.issues.front().message->code;
  if (call.bad_token) entry.detail += " from " + call.peer;
  const auto number = call.route.id.empty() ? 0 : snapshot.number(call.route.type, call.route.id);
  const auto row = number ? snapshot.current(number) : std::nullopt;
  if (!row) return {entry};
  entry.disclosed.push_back({number, 0});  // asked for, not shown: no version
  std::vector<audit::Entry> entries;
  for (const repository::Number patient : row->header.patients) {
    entry.patient = patient;
    entries.push_back(entry);
  }
  if (entries.empty()) entries.push_back(std::move(entry));
  return entries;
}

}  // namespace

void record_refusal(const Call& call, const base::Failure& failure) {
  if (call.route.interaction == Interaction::capabilities || access::is_public(call.route.type)) return;
  const auto verdict = call.refusals->judge(caller_of(call), call.now);
  std::vector<audit::Entry> entries;
  if (!verdict.left_out.empty()) entries.push_back(left_out(call, verdict.left_out));
  const auto append = [&]() -> base::Outcome<void> {
    if (verdict.recorded) {
      TRY(const auto snapshot, call.parts.repository.snapshot());
      for (audit::Entry& entry : refusals_of(call, snapshot, failure)) entries.push_back(std::move(entry));
    }
    return call.parts.trail.append(entries);
  };
  if (!append().ok()) call.parts.log.error("audit-refusal-lost", {});
}

}  // namespace linkki::interactions
