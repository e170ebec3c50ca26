// The story of a referral: what became of it step by step, read from the versions of what belongs to it.
//
// A step is a version that differs in status, businessStatus or owner from the one before: of the referral,
// of those based on it, of their Tasks and parts of these, of Communications about them, and of the Consents
// that they rest on. A version that the caller may not see is no step, and nothing is told of what was before
// it. Who        wrote a version stands in the audit trail. The person is told if the caller may see them;
// past
//            entries_max entries only the organisation is known
// Cost       10 µs a version, 4 µs an audit entry about any of it
// Errors     too-costly: more than versions_max versions
#pragma once

#include "interactions/trail.h"
#include "referral/workflow.h"

namespace linkki::interactions {

struct StoryStep {
  base::Instant time;
  repository::Number number = 0;
  std::uint32_t version = 0;
  std::string what;                                  // "Task/1/_history/2"
  const referral::Transition* transition = nullptr;  // nullptr: none of the workflow, or not known
  const referral::Child* child = nullptr;            // of a Task that is part of another one
  std::string from, to;                 // states of the workflow, else statuses; "": there was none
  std::string business, reason;         // a code of ours; JSON of a CodeableConcept
  repository::Number organization = 0;  // that they acted for; 0: not known
  repository::Number person = 0;        // 0: not known, or not for the caller
  access::Role role = access::Role::none;
  std::vector<std::string> consents;  // "Consent/1/_history/1": active then, and permitting something
};

struct Story {
  std::vector<StoryStep> steps;  // by time; of one commit: Consents, ServiceRequests, Tasks, the rest
  std::vector<Shown> shown;      // every version that was looked at, for the audit trail

  static constexpr std::size_t versions_max = 5'000;
  static constexpr std::size_t entries_max = 50'000;     // looked at, oldest first
  static constexpr std::size_t sequences_max = 500'000;  // of entries, gathered
};

base::Outcome<Story> tell_story(const Call& call, const repository::Snapshot& snapshot,
                                const repository::Sight& sight, repository::Number request);

}  // namespace linkki::interactions
