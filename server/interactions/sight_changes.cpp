#include "interactions/sight_changes.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/bytes.h"
#include "repository/candidates.h"
#include "repository/messages.h"
#include "repository/sight_log.h"

namespace linkki::interactions {
namespace {

using access::Part;
using base::Instant;
using repository::Number;
using repository::Row;
using repository::Snapshot;
using repository::TypeCode;
using repository::sight_log::Moved;

constexpr std::size_t changes_max = 1'000;
constexpr std::size_t members_max = 1'000;

// What lies in a case hangs together by references between these.
constexpr std::string_view types_of_case[] = {"Appointment",
                                              "AppointmentResponse",
                                              "CarePlan",
                                              "Communication",
                                              "Condition",
                                              "Consent",
                                              "DocumentReference",
                                              "Encounter",
                                              "Goal",
                                              "Observation",
                                              "Provenance",
                                              "ServiceRequest",
                                              "Task",
                                              "QuestionnaireResponse"};

// The resources of one case, found from its root on.
class Case {
 public:
  Case(const Snapshot& snapshot, Number root) : snapshot_(snapshot), root_(root) {}

  const std::set<Number>& members() {
    std::vector<Number> ahead{root_};
    members_.insert(root_);
    while (!ahead.empty() && members_.size() < members_max) {
      const Number one = ahead.back();
      ahead.pop_back();
      for (const Number next : beside(one)) {
        if (is_member(next) && members_.insert(next).second) ahead.push_back(next);
      }
    }
    return members_;
  }

 private:
  bool is_member(Number number) const {
    const auto row = snapshot_.current(number);
    return row && row->header.case_id == root_;
  }

  // What refers to it, and what it refers to.
  std::vector<Number> beside(Number number) const {
    const auto& facets = *snapshot_.reading().facets;
    std::vector<Number> found;
    for (const std::string_view type : types_of_case) {
      const auto* const source = facets.find(type);
      const auto some = repository::candidates::referring(snapshot_.reads(), *source, number);
      found.insert(found.end(), some.begin(), some.end());
    }
    const auto* const own = facets.find(snapshot_.type_name(number));
    for (const auto& row : repository::index::stored(snapshot_.reads(), number)) {
      const bool refers = row.facet == own->refers ||
                          std::any_of(own->parameters.begin(), own->parameters.end(), [&](const auto& one) {
                            return one.code(repository::Facet::target) == row.facet;
                          });
      if (refers && row.value.size() == 8) found.push_back(base::read_big_endian<Number>(row.value));
    }
    return found;
  }

  const Snapshot& snapshot_;
  const Number root_;
  std::set<Number> members_;
};

// Others hold no grants, or see nothing by them.
bool holds_grants(access::Role role) {
  using access::Role;
  return role == Role::system || role == Role::referrer || role == Role::link_worker ||
         role == Role::coordinator || role == Role::producer || role == Role::light_participant ||
         role == Role::importer || role == Role::tester;
}

class Changes {
 public:
  Changes(const Call& call, const Snapshot& snapshot, const repository::Sight& sight, Instant since)
      : call_(call),
        snapshot_(snapshot),
        sight_(sight),
        since_(since),
        type_(call.route.type.empty() ? TypeCode{0} : snapshot.type(call.route.type)) {}

  base::Outcome<std::vector<SightChange>> find() {
    if (!holds_grants(call_.principal.role)) return std::vector<SightChange>{};
    for (const std::string& holder : {call_.principal.organization, call_.principal.person}) {
      TRY_VOID(look_at(holder));
    }
    std::vector<SightChange> found;
    for (const auto& [number, time] : moved_) {
      if (auto change = judge(number, time)) found.push_back(*std::move(change));
    }
    if (found.size() > changes_max) return too_many();
    std::stable_sort(found.begin(), found.end(),
                     [](const SightChange& a, const SightChange& b) { return a.time > b.time; });
    return found;
  }

 private:
  static base::Failure too_many() {
    return base::refuse(
        base::Refusal::gone,
        base::error(base::IssueType::expired, base::message::sight_changes, {std::to_string(changes_max)}));
  }

  base::Outcome<void> look_at(const std::string& holder) {
    const std::size_t slash = holder.find('/');
    if (slash == std::string::npos) return base::done();
    const Number number = snapshot_.number(holder.substr(0, slash), holder.substr(slash + 1));
    if (!number) return base::done();
    const Instant now = std::max(call_.now, repository::changes::last_time(snapshot_.reads()));
    const auto moved =
        repository::sight_log::between(snapshot_.reads(), number, since_, now, changes_max * 10);
    if (!moved) return too_many();
    for (const Moved& one : *moved) note(one);
    return base::done();
  }

  void note(const Moved& moved) {
    const auto row = snapshot_.current(moved.target);
    if (!row) return;
    if (row->header.case_id != moved.target) return touch(moved.target, moved.time);
    auto& members = cases_[moved.target];
    if (members.empty()) members = Case(snapshot_, moved.target).members();
    for (const Number member : members) {
      const auto part = snapshot_.current(member)->header.part;
      if (moved.part == Part::none || moved.part == part) touch(member, moved.time);
    }
  }

  void touch(Number number, Instant time) {
    if (type_ && repository::type_of(number) != type_) return;
    if (!access::permit(call_.principal, snapshot_.type_name(number), Interaction::history).ok()) return;
    Instant& last = moved_[number];
    last = std::max(last, time);
  }

  std::optional<SightChange> judge(Number number, Instant time) const {
    const auto row = snapshot_.current(number);
    if (row->header.deleted) return std::nullopt;
    const access::Sight seen = sight_.sees(number, row->header);
    const bool changed = row->header.time >= since_;  // told by its own entry
    if (seen) return changed ? std::nullopt : std::optional(SightChange{number, *row, time, seen});
    if (!could_be_seen(number, row->header.version, time)) return std::nullopt;
    return SightChange{number, *row, time, {}};
  }

  // It was there before, and no label of its own kept it from those that a grant names.
  bool could_be_seen(Number number, std::uint32_t version, Instant time) const {
    for (; version > 0; --version) {
      const auto row = snapshot_.version(number, version);
      if (!row || row->header.time >= time) continue;
      return !row->header.deleted && (!row->header.hidden || !call_.principal.person.empty());
    }
    return false;
  }

  const Call& call_;
  const Snapshot& snapshot_;
  const repository::Sight& sight_;
  const Instant since_;
  const TypeCode type_;
  std::map<Number, std::set<Number>> cases_;
  std::map<Number, Instant> moved_;
};

}  // namespace

base::Outcome<std::vector<SightChange>> sight_changes(const Call& call, const Snapshot& snapshot,
                                                      const repository::Sight& sight, Instant since) {
  return Changes(call, snapshot, sight, since).find();
}

}  // namespace linkki::interactions
