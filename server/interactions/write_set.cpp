#include "interactions/write_set.h"

#include "interactions/clocks.h"
#include "interactions/course.h"
#include "interactions/disclosure.h"
#include "interactions/merge.h"
#include "interactions/messages.h"
#include "interactions/reference_integrity.h"
#include "interactions/trail.h"

namespace linkki::interactions {

std::size_t WriteSet::put(const Call& call, fhir::Resource resource, const repository::Row* before,
                          std::vector<base::Issue> warnings) {
  resources_.push_back(std::move(resource));
  Item item{{}, call, &resources_.back(), 0, std::nullopt, {}, {}, {}};
  item.step.effect = before && !before->header.deleted ? Effect::updated : Effect::created;
  item.step.type = resources_.back().type->name;
  item.step.id = resources_.back().id();
  item.step.issues = std::move(warnings);
  if (before) {
    item.before = before->header;
    item.number = snapshot_.number(item.step.type, item.step.id);
  }
  items_.push_back(std::move(item));
  return items_.size() - 1;
}

std::size_t WriteSet::remove(const Call& call, repository::Number number, const repository::Row& before) {
  Item item{{}, call, nullptr, number, before.header, {}, {}, {}};
  item.step.effect = Effect::deleted;
  item.step.type = snapshot_.type_name(number);
  item.step.id = before.header.id;
  items_.push_back(std::move(item));
  return items_.size() - 1;
}

std::size_t WriteSet::keep(const Call& call, repository::Number number, const repository::Row& row) {
  Item item{{}, call, nullptr, number, row.header, {}, {}, {}};
  item.step.effect = Effect::unchanged;
  item.step.type = snapshot_.type_name(number);
  item.step.id = row.header.id;
  item.step.version = row.header.version;
  item.step.time = row.header.time;
  item.step.body = row.body;
  items_.push_back(std::move(item));
  return items_.size() - 1;
}

std::size_t WriteSet::nothing(const Call& call) {
  items_.push_back({{}, call, nullptr, 0, std::nullopt, {}, {}, {}});
  return items_.size() - 1;
}

void WriteSet::require(Predicate predicate) {
  predicates_.push_back(std::move(predicate));
}

void WriteSet::depend_on(repository::Number number, const repository::Header& header) {
  reads_.push_back({{repository::type_of(number), header.id}, header.version});
}

std::optional<WriteSet::Put> WriteSet::put_at(std::size_t step) {
  Item& item = items_[step];
  if (!item.resource) return std::nullopt;
  const bool stored = item.before && !item.before->deleted;
  return Put{item.call, *item.resource, item.number, stored ? &*item.before : nullptr, item.intended};
}

const json::Value* WriteSet::find(const repository::Target& target) const {
  for (const Item& item : items_) {
    if (item.resource && item.step.id == target.id && snapshot_.type(item.step.type) == target.type) {
      return &item.resource->document.root;
    }
  }
  return nullptr;
}

std::vector<std::string> WriteSet::targets() const {
  std::vector<std::string> targets;
  for (const Item& item : items_) {
    if (item.step.effect == Effect::unchanged || item.step.effect == Effect::nothing) continue;
    const std::uint32_t version = item.before ? item.before->version + 1 : 1;
    targets.push_back(item.step.type + "/" + item.step.id + "/_history/" + std::to_string(version));
  }
  return targets;
}

base::Outcome<void> WriteSet::check_references() {
  std::vector<Changed> changes;
  for (Item& item : items_) {
    const bool changed = item.resource || item.step.effect == Effect::deleted;
    if (!changed) continue;
    changes.push_back({.target = {snapshot_.type(item.step.type), item.step.id},
                       .resource = item.resource,
                       .number = item.number,
                       .stored = item.before && !item.before->deleted,
                       .warnings = &item.step.issues,
                       .entry = item.call.entry});
  }
  return interactions::check_references(call_, snapshot_, sight_, changes, predicates_);
}

base::Outcome<WriteSet::Finished> WriteSet::finish() {
  CaseView view(*this);
  TRY_VOID(follow_course(view));
  TRY_VOID(follow_merge(view));
  set_clocks(view);
  Finished finished;
  std::vector<Pending> pending;
  for (const Item& item : items_) {
    if (!item.resource) continue;
    pending.push_back(
        {{snapshot_.type(item.step.type), item.step.id}, &item.resource->document.root, item.before, {}});
  }
  TRY_VOID(check_references());
  decide_ownership(call_, snapshot_, sight_, pending);
  finished.prepared.grants = disclose(view);
  std::move(given_.begin(), given_.end(), std::back_inserter(finished.prepared.grants));
  finished.prepared.reads = std::move(reads_);
  finished.prepared.guards = std::move(guards_);
  finished.prepared.predicates = std::move(predicates_);
  finished.prepared.submission = std::move(submission_);
  finished.prepared.timers = std::move(timers_);
  finished.prepared.rung = std::move(rung_);
  finished.prepared.outbox = std::move(outbox_);
  auto next = pending.begin();
  for (Item& item : items_) {
    TRY_VOID(draft(item, item.resource ? &*next++ : nullptr, finished.prepared));
    finished.steps.push_back(std::move(item.step));
  }
  return finished;
}

base::Outcome<void> WriteSet::check_unhiding(const Item& item) const {
  const repository::Number acting = sight_.organization();
  if (acting && (acting == item.before->issuer || acting == item.before->custodian)) return base::done();
  return base::refuse(base::Refusal::forbidden,
                      base::error(base::IssueType::forbidden, base::message::label_kept, {},
                                  place(item.call.entry, item.step.type) + ".meta.security"));
}

access::GuardianView WriteSet::said_by_case(const Item& item, const Pending& pending) const {
  const repository::Target& root = pending.ownership.case_root;
  if (const json::Value* const put = root.none() ? nullptr : find(root)) return access::guardian_view(*put);
  repository::Number number = item.before ? item.before->case_id : 0;
  if (!root.none()) number = snapshot_.number("ServiceRequest", root.id);
  const auto row = number ? snapshot_.current(number) : std::nullopt;
  return row ? row->header.guardians : access::GuardianView::unsaid;
}

base::Outcome<void> WriteSet::check_proxy(const Item& item, const Pending& pending,
                                          const repository::Write& write) const {
  if (item.call.principal.role != access::Role::proxy) return base::done();
  const bool in_case = !pending.ownership.case_root.none() || (item.before && item.before->case_id);
  for (const repository::Target& patient : write.patients) {
    const repository::Number number = snapshot_.number("Patient", patient.id);
    const auto row = number ? snapshot_.current(number) : std::nullopt;
    const auto said = in_case ? said_by_case(item, pending)
                      : row   ? row->header.guardians
                              : access::GuardianView::unsaid;
    if (sight_.acts_for(number, write.header.guardians, said)) continue;
    return base::refuse(base::Refusal::forbidden,
                        base::error(base::IssueType::forbidden, base::message::guardian_withheld, {},
                                    place(item.call.entry, item.step.type)));
  }
  return base::done();
}

base::Outcome<void> WriteSet::draft(Item& item, const Pending* pending, repository::Prepared& prepared) {
  switch (item.step.effect) {
    case Effect::nothing: return base::done();
    case Effect::unchanged: {
      const repository::Target target{repository::type_of(item.number), item.step.id};
      prepared.reads.push_back({target, item.step.version});
      const access::Sight sight = sight_.sees(item.number, *item.before);
      for (auto& entry : entries_of(item.call, snapshot_,
                                    {{item.number, item.step.version, sight, item.before->patients}})) {
        entry.repeat = true;
        prepared.audit.push_back({std::move(entry), {}, {}});
      }
      return base::done();
    }
    case Effect::deleted: {
      prepared.writes.push_back(repository::draft::remove(item.number, *item.before));
      break;
    }
    case Effect::created:
    case Effect::updated: {
      const auto kind = !item.before           ? repository::ChangeKind::created
                        : item.before->deleted ? repository::ChangeKind::revived
                                               : repository::ChangeKind::updated;
      TRY(auto write, repository::draft::put(snapshot_, item.resource->document, kind,
                                             item.before ? item.before->version : 0, pending->ownership));
      if (item.before && item.before->hidden && !write.header.hidden) TRY_VOID(check_unhiding(item));
      TRY_VOID(check_proxy(item, *pending, write));
      item.step.body = write.body;
      write.header.named = !item.before && item.call.route.interaction == Interaction::update;
      prepared.writes.push_back(std::move(write));
      break;
    }
  }
  item.step.write = prepared.writes.size() - 1;
  const access::Sight sight = item.basis    ? item.basis
                              : item.before ? sight_.sees(item.number, *item.before)
                                            : access::Sight{access::Basis::own_record};
  for (auto& entry : drafts_of(item.call, snapshot_, prepared.writes.back(), sight)) {
    if (item.basis.basis == access::Basis::break_glass) entry.entry.kind = audit::Kind::break_glass;
    if (!item.why.empty()) entry.entry.detail = item.why;
    prepared.audit.push_back(std::move(entry));
  }
  return base::done();
}

Answer answer_of(const Step& step, const repository::Committed& committed,
                 const repository::Reading& reading) {
  Answer answer;
  answer.issues = step.issues;
  answer.version = step.write ? committed.results[*step.write].version : step.version;
  const base::Instant time = step.write ? committed.time : step.time;
  switch (step.effect) {
    case Effect::deleted:
    case Effect::nothing: answer.status = 204; return answer;
    case Effect::created: answer.status = 201; break;
    case Effect::updated:
    case Effect::unchanged: answer.status = 200; break;
  }
  answer.modified = time;
  answer.location = step.type + "/" + step.id + "/_history/" + std::to_string(answer.version);
  answer.json = reading.codec->decode(step.body, answer.version, time);
  return answer;
}

}  // namespace linkki::interactions
