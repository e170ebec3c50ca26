#include "interactions/operations/story.h"

#include <algorithm>
#include <map>
#include <set>

#include "audit/block.h"
#include "base/json/parse.h"
#include "base/json/print.h"
#include "interactions/circumstances.h"
#include "interactions/messages.h"
#include "referral/consent.h"
#include "referral/element.h"
#include "referral/state.h"
#include "repository/audit_store.h"
#include "repository/candidates.h"
#include "repository/includes.h"
#include "repository/messages.h"

namespace linkki::interactions {
namespace {

using referral::Transition;
using repository::AuditStore;
using repository::Number;
using repository::Snapshot;

struct Version {
  Number number = 0;
  repository::Header header;
  json::Document document;
  access::Sight sight;
};

// What the server takes a status from; of a Task its logical state.
std::string state_in(const referral::Workflow& workflow, const json::Value& resource) {
  if (resource.text_of("resourceType") == "Task") return referral::state_of(workflow, &resource);
  return std::string(resource.text_of("status"));
}

class Teller {
 public:
  Teller(const Call& call, const Snapshot& snapshot, const repository::Sight& sight)
      : call_(call), snapshot_(snapshot), sight_(sight), workflow_(call.parts.workflow) {}

  base::Outcome<Story> tell(Number request) {
    gather(request);
    for (const Number number : numbers_) TRY_VOID(read_versions(number));
    for (const auto& [number, versions] : versions_) add_steps(versions);
    std::stable_sort(story_.steps.begin(), story_.steps.end(), [&](const StoryStep& a, const StoryStep& b) {
      return std::tuple(a.time, rank(a), a.number, a.version) <
             std::tuple(b.time, rank(b), b.number, b.version);
    });
    TRY_VOID(add_actors());
    for (StoryStep& step : story_.steps) step.consents = consents_at(step.time);
    return std::move(story_);
  }

 private:
  int rank(const StoryStep& step) const {
    const std::string_view type = snapshot_.type_name(step.number);
    return type == "Consent" ? 0 : type == "ServiceRequest" ? 1 : type == "Task" ? 2 : 3;
  }

  // Everything that refers to what is there already, until nothing more does; what is hidden leads nowhere.
  void gather(Number request) {
    std::vector<Number> open;
    const auto take = [&](Number number) {
      if (repository::visible(snapshot_, sight_, number) && numbers_.insert(number).second)
        open.push_back(number);
    };
    take(request);
    while (!open.empty() && numbers_.size() < Story::versions_max) {
      const Number at = open.back();
      open.pop_back();
      const std::string_view type = snapshot_.type_name(at);
      if (type != "ServiceRequest" && type != "Task") continue;
      if (type == "ServiceRequest") take_consents(at);
      for (const std::string_view other : {"ServiceRequest", "Task", "Communication"}) {
        if (!access::permit(call_.principal, other, Interaction::read).ok()) continue;
        const auto* const facets = snapshot_.reading().facets->find(other);
        if (!facets) continue;
        for (const Number number : repository::candidates::referring(snapshot_.reads(), *facets, at))
          take(number);
      }
    }
  }

  // Those that the request names, and those about the client that are of its case.
  void take_consents(Number request) {
    const auto* const facets = snapshot_.reading().facets->find("Consent");
    if (!facets || !access::permit(call_.principal, "Consent", Interaction::read).ok()) return;
    const auto row = snapshot_.current(request);
    const auto take = [&](Number number) {
      if (repository::visible(snapshot_, sight_, number)) numbers_.insert(number);
    };
    const auto resource = json::parse(snapshot_.json(*row)).value();
    const json::Value* const named = resource.root.find("supportingInfo");
    for (const json::Value& one : named ? named->items() : std::span<json::Value>{}) {
      const std::string_view reference = one.text_of("reference");
      const Number number = reference.starts_with("Consent/") ? number_of(reference) : 0;
      if (number) take(number);
    }
    for (const Number patient : row->header.patients) {
      for (const Number number : repository::candidates::referring(snapshot_.reads(), *facets, patient)) {
        const auto consent = snapshot_.current(number);
        if (consent && consent->header.case_id && consent->header.case_id == row->header.case_id)
          take(number);
      }
    }
  }

  base::Outcome<void> read_versions(Number number) {
    const auto current = snapshot_.current(number);
    for (std::uint32_t version = 1; version <= current->header.version; ++version) {
      if (++read_ > Story::versions_max) {
        return base::refuse(base::Refusal::unprocessable,
                            base::error(base::IssueType::too_costly, base::message::search_rows,
                                        {std::to_string(Story::versions_max)}));
      }
      const auto row = snapshot_.version(number, version);
      const access::Sight seen = row ? sight_.sees(number, row->header) : access::Sight{};
      if (!seen || row->header.deleted) continue;
      versions_[number].push_back({number, row->header, json::parse(snapshot_.json(*row)).value(), seen});
      story_.shown.push_back({number, version, seen, row->header.patients});
    }
    return base::done();
  }

  void add_steps(const std::vector<Version>& versions) {
    const Version* before = nullptr;
    for (const Version& version : versions) {
      const bool follows = before && before->header.version + 1 == version.header.version;
      add_step(follows ? &before->document.root : nullptr, version);
      before = &version;
    }
  }

  void add_step(const json::Value* before, const Version& version) {
    const json::Value& now = version.document.root;
    const bool task = now.text_of("resourceType") == "Task";
    StoryStep step;
    step.to = state_in(workflow_, now);
    if (before) step.from = state_in(workflow_, *before);
    if (task) step.business = referral::business_of(workflow_, now);
    const std::string_view was = task && before ? referral::business_of(workflow_, *before) : "";
    const referral::Change change{before, &now};
    const bool handed_over = task && before && referral::changed(change, "owner");
    if (before && step.from == step.to && was == step.business && !handed_over) return;
    step.time = version.header.time;
    step.number = version.number;
    step.version = version.header.version;
    step.what = snapshot_.reference(version.number) + "/_history/" + std::to_string(step.version);
    if (step.version == 1) step.organization = version.header.author;
    if (task) step.child = child_kind(workflow_, now);
    if (task && !step.child) step.transition = transition_of(step, was, version.header.version == 1);
    const json::Value* const reason = now.find("statusReason");
    const json::Value* const old = before ? before->find("statusReason") : nullptr;
    if (reason && (!old || step.from != step.to || json::print(*old) != json::print(*reason)))
      step.reason = json::print(*reason);
    story_.steps.push_back(std::move(step));
  }

  // Of those that lead from here to there, the one that leads to this businessStatus; else the first.
  const Transition* transition_of(const StoryStep& step, std::string_view was, bool first) const {
    const std::string from = first ? "new" : step.from;
    const bool stays = from == step.to;
    const Transition* fitting = nullptr;
    for (const Transition& one : workflow_.transitions) {
      if (std::find(one.from.begin(), one.from.end(), from) == one.from.end()) continue;
      const bool back = one.to == "before" && !stays;
      if (one.to != step.to && !(one.to == "same" && stays) && !back) continue;
      const bool named =
          !step.business.empty() && (one.business == step.business || one.business_of_pool == step.business);
      const bool told = stays && ((one.business == "unchanged" && was == step.business) ||
                                  (one.business == "before" && was != step.business));
      if (named || told) return &one;
      if (!fitting && !stays) fitting = &one;
    }
    return fitting;
  }

  // The first entry about a version is that of its writing: it stands in the same commit.
  base::Outcome<void> add_actors() {
    std::map<std::pair<Number, std::uint32_t>, StoryStep*> steps;
    for (StoryStep& step : story_.steps) steps[{step.number, step.version}] = &step;
    const AuditStore store(*snapshot_.reading().hash);
    std::set<std::uint64_t> sequences;
    for (const Number number : numbers_) {
      const auto some = store.by_entity(snapshot_.reads(), number);
      sequences.insert(some.begin(), some.end());
      if (sequences.size() > Story::sequences_max) break;
    }
    auto next = sequences.begin();
    for (std::size_t looked_at = 0; next != sequences.end() && !steps.empty();) {
      const std::uint64_t begun = *next;
      TRY_VOID(AuditStore::each(snapshot_.reads(), begun, [&](std::uint64_t at, std::string_view bytes) {
        if (at != *next) return true;
        if (const auto entry = audit::decode(bytes); entry.ok()) name_actor(*entry, steps);
        ++next;
        return ++looked_at < Story::entries_max && !steps.empty() && next != sequences.end() &&
               *next - at < audit::block_entries_max;
      }));
      if (looked_at >= Story::entries_max || (next != sequences.end() && *next == begun)) break;
    }
    return base::done();
  }

  void name_actor(const audit::Entry& entry, std::map<std::pair<Number, std::uint32_t>, StoryStep*>& steps) {
    for (const audit::Disclosed& one : entry.disclosed) {
      const auto found = steps.find({one.number, one.version});
      if (found == steps.end()) continue;
      StoryStep& step = *found->second;
      step.role = entry.role;
      const Number person = number_of(entry.person), organization = number_of(entry.organization);
      const bool known = person && repository::visible(snapshot_, sight_, person) &&
                         access::permit(call_.principal, snapshot_.type_name(person), Interaction::read).ok();
      if (known) step.person = person;
      if (organization) step.organization = organization;
      steps.erase(found);
    }
  }

  Number number_of(std::string_view reference) const {
    const std::size_t slash = reference.find('/');
    if (slash == std::string_view::npos) return 0;
    const std::string_view id = reference.substr(slash + 1);
    return snapshot_.number(reference.substr(0, slash), id.substr(0, id.find('/')));
  }

  // Of each Consent the version of that time, where it permits something.
  std::vector<std::string> consents_at(base::Instant time) {
    std::vector<std::string> found;
    for (const auto& [number, versions] : versions_) {
      if (snapshot_.type_name(number) != "Consent") continue;
      const Version* then = nullptr;
      for (const Version& version : versions) {
        if (version.header.time <= time) then = &version;
      }
      if (then && permits(*then, time))
        found.push_back(snapshot_.reference(number) + "/_history/" + std::to_string(then->header.version));
    }
    return found;
  }

  bool permits(const Version& version, base::Instant time) {
    auto [kept, fresh] = consents_.try_emplace({version.number, version.header.version});
    if (fresh)
      kept->second = referral::read_consent(version.document.root, call_.current.settings->fhir.time_zone);
    const referral::Consent& consent = kept->second;
    return consent.active && std::any_of(consent.provisions.begin(), consent.provisions.end(),
                                         [&](const referral::Provision& one) {
                                           return one.permits && one.window.contains(time);
                                         });
  }

  const Call& call_;
  const Snapshot& snapshot_;
  const repository::Sight& sight_;
  const referral::Workflow& workflow_;
  std::set<Number> numbers_;
  std::size_t read_ = 0;
  std::map<Number, std::vector<Version>> versions_;
  std::map<std::pair<Number, std::uint32_t>, referral::Consent> consents_;
  Story story_;
};

}  // namespace

base::Outcome<Story> tell_story(const Call& call, const Snapshot& snapshot, const repository::Sight& sight,
                                Number request) {
  return Teller(call, snapshot, sight).tell(request);
}

}  // namespace linkki::interactions
