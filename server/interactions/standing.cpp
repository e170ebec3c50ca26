#include "interactions/standing.h"

#include <algorithm>

#include "interactions/pool.h"
#include "referral/element.h"

namespace linkki::interactions {
namespace {

using access::Role;
using referral::reference_of;
using referral::Relation;
using repository::Target;

class Finder {
 public:
  Finder(const access::Principal& caller, const Seen& task, CaseView& view)
      : caller_(caller),
        task_(task),
        shown_(*(task.stored ? task.stored : task.now)),
        view_(view),
        organization_(view.target_of(caller.organization)) {}

  referral::Standing find() {
    referral::Standing standing{caller_.role, {}, caller_.role == Role::tester};
    const auto add = [&](bool holds, Relation relation) {
      if (holds) standing.relations.add(relation);
    };
    const std::string_view owner = reference_of(shown_, "owner");
    const std::string_view client = reference_of(shown_, "for");
    add(wrote(), Relation::author);
    add(is_requester(), Relation::requester);
    add(caller_.role == Role::client && caller_.person == client, Relation::subject);
    add(caller_.role == Role::proxy && represents(client), Relation::representative);
    add(!owner.empty() && is_caller(owner), Relation::owner);
    add(waits_for(), Relation::addressed);
    add(coordinates(owner), Relation::coordinates);
    add(task_.stored != nullptr, Relation::participant);  // else it would not have been found
    add(keeps(), Relation::custodian);
    add(caller_.role == Role::server, Relation::server);
    return standing;
  }

 private:
  // The person, a role of theirs, their organisation; of a system: whoever is in its organisation.
  bool is_caller(std::string_view reference) {
    if (reference == caller_.person && !caller_.person.empty()) return true;
    const Target behind = view_.organization_of(reference);
    const bool ours = !behind.none() && behind == organization_;
    if (!reference.starts_with("PractitionerRole/")) return ours;
    if (ours && (caller_.role == Role::system || caller_.person.empty())) return true;
    const Seen role = view_.see(reference);
    return role.now && !caller_.person.empty() && reference_of(*role.now, "practitioner") == caller_.person;
  }

  bool wrote() const {
    if (!task_.header || !task_.stored) return true;  // it is the one who writes it now
    return task_.header->author && task_.header->author == view_.set().sight().organization();
  }

  bool keeps() const {
    return task_.header && task_.header->custodian &&
           task_.header->custodian == view_.set().sight().organization();
  }

  bool is_requester() {
    const std::string_view requester = reference_of(shown_, "requester");
    if (requester.empty()) return wrote();
    if (is_caller(requester)) return true;
    const Target behind = view_.organization_of(requester);
    return !behind.none() && behind == organization_;
  }

  bool represents(std::string_view client) {
    const Seen related = view_.see(caller_.person);
    return related.now && reference_of(*related.now, "patient") == client;
  }

  bool waits_for() {
    const std::string_view owner = reference_of(shown_, "owner");
    if (referral::is_person(owner) || organization_.none()) return false;
    if (owner.empty()) return in_pool();
    const Target behind = view_.organization_of(owner);
    return view_.within(organization_, behind) || in_team(owner);
  }

  bool in_pool() {
    const auto members = pool_members(view_.set().snapshot(), shown_);
    return std::find(members.begin(), members.end(), organization_) != members.end();
  }

  bool in_team(std::string_view owner) {
    if (!owner.starts_with("CareTeam/")) return false;
    const Seen team = view_.see(owner);
    const json::Value* const participants = team.now ? team.now->find("participant") : nullptr;
    if (!participants) return false;
    return std::any_of(participants->items().begin(), participants->items().end(),
                       [&](const auto& one) { return is_caller(reference_of(one, "member")); });
  }

  bool coordinates(std::string_view owner) {
    if (caller_.role != Role::coordinator) return false;
    if (owner.empty()) return in_pool();
    return view_.within(view_.organization_of(owner), organization_);
  }

  const access::Principal& caller_;
  const Seen& task_;
  const json::Value& shown_;
  CaseView& view_;
  const Target organization_;
};

}  // namespace

referral::Standing standing_of(const access::Principal& caller, const Seen& task, CaseView& view) {
  return Finder(caller, task, view).find();
}

bool belongs_to_addressed(const json::Value& task, std::string_view owner, const access::Principal& caller,
                          CaseView& view) {
  const Target behind =
      owner == caller.person ? view.target_of(caller.organization) : view.organization_of(owner);
  const std::string_view addressed = reference_of(task, "owner");
  if (!addressed.empty()) {
    return addressed == owner || view.within(behind, view.organization_of(addressed)) ||
           addressed.starts_with("CareTeam/");
  }
  const auto members = pool_members(view.set().snapshot(), task);
  return std::find(members.begin(), members.end(), behind) != members.end();
}

}  // namespace linkki::interactions
