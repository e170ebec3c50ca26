// What a caller may do with a referral Task: pure, from the Task before and after, what the caller is to it,
// and what else was found. The finding and the storing are interactions/course.h's.
//
// Which step a change is: of the transitions that lead from the state before to the state after, those that
// this caller may take; of these, those whose data and conditions are all there; of these the most specific:
// first that whose businessStatus the client named, then that whose needs ask for codes that were given, that
// whose condition is something open (a request to cancel), that with the most data given besides a reason,
// then the order of the file. Where none is complete, the refusal tells of the one nearest to it by the same
// measure. Within one state a step needs a sign that it is meant: another owner, a child that is opened, the
// businessStatus or a datum that it asks for; without a sign it is an edit, which those may do who take part.
//
// Errors    forbidden: others may take this step, not this caller
//           unprocessable (business-rule): no such step; it lacks data or conditions, each with its FHIRPath;
//           code, focus or client of a sent Task changed; a pool's Task with something personal in it
// Design    referral.md §3
#pragma once

#include <set>

#include "referral/consent.h"
#include "referral/state.h"

namespace linkki::referral {

class Relations {
 public:
  Relations() = default;
  Relations(std::initializer_list<Relation> all) {
    for (const Relation relation : all) add(relation);
  }
  void add(Relation relation) { bits_ |= 1u << static_cast<unsigned>(relation); }
  bool has(Relation relation) const { return bits_ & 1u << static_cast<unsigned>(relation); }

 private:
  unsigned bits_ = 0;
};

struct Standing {
  access::Role role = access::Role::none;
  Relations relations;
  bool everyone = false;  // a tester of the sandbox stands for every role and relation but the server's
};

enum class Capacity : std::uint8_t { unknown, some, none };

// Found elsewhere than in the Task itself.
struct Circumstances {
  std::string request_status;     // of the ServiceRequest, with what the same transaction makes of it
  std::set<std::string> present;  // data that are there: why, source, contact, plan, replacement, informant …
  std::vector<std::string> open;  // kinds of the children that stay open; "fulfill": a child referral
  std::set<std::string> opened;   // kinds of children that the same transaction opens
  std::set<std::string> ending;   // … and ends
  bool hidden = false;            // the client's label hides them
  bool inside = true;             // a new owner belongs to the one that the Task was addressed to
  bool baseline = false;
  bool recent = false;  // it ended within the time for reopening
  Capacity capacity = Capacity::unknown;
  std::string status_before;               // before the present state began
  std::string business_before;             // before the present businessStatus; empty: not known
  std::string caller;                      // reference to the caller as an owner; empty: no owner
  const json::Value* addressed = nullptr;  // whom the Task was sent to: Task.owner then; nullptr: a pool
  Gap basis = Gap::no_consent;             // what the sharing with the receiver lacks
  std::string receiver;                    // who that is: a reference; of a pool, who of it is not covered
};

struct Verdict {
  const Transition* transition = nullptr;  // nullptr: an edit
  std::string from, to;                    // logical states; from "new": created
  std::string business;                    // code to stand in Task.businessStatus; empty: none of ours
  bool as_given = false;                   // nothing is derived: brought in from another system
};

// `wanted`: the step that an operation or a child asks for; nullptr: whichever the change is.
base::Outcome<Verdict> judge(const Workflow& workflow, const Standing& standing, const Change& change,
                             const Circumstances& circumstances, const Transition* wanted = nullptr);

bool may_take(const Transition& transition, const Standing& standing);
// Those that the caller may take from here, in the order of the file.
std::vector<const Transition*> steps_from(const Workflow& workflow, const Standing& standing,
                                          const json::Value* task);
bool holds(const Workflow& workflow, Condition condition, const Standing& standing, const Change& change,
           const Circumstances& circumstances);

}  // namespace linkki::referral
