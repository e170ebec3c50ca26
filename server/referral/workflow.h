// The course of a referral as data: fhir-profiles/referral-workflow.json, read once and checked, then plain
// structs.
//
// What a word of the file means stands in fhir-profiles/README.md; each has one place in code: relations and
// conditions are enums here, what they ask is judged in judge.h, what an effect does in derive.h.
// Errors    unavailable, with the JSON pointer of what is wrong: a word that is unknown, a datum, condition or
//           child that is named and not there, a status that no state has
// Threads   immutable once read
// Design    referral.md §3
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/principal.h"
#include "base/language.h"
#include "base/outcome.h"

namespace linkki::base {
struct Settings;
}

namespace linkki::referral {

struct Label {
  std::string fi, sv, en;
  const std::string& in(base::Language language) const;
};

struct Code {
  std::string system, code;
};

// What a caller is to a Task. `server`: a timer of the server, or what it derives.
enum class Relation : std::uint8_t {
  requester,
  subject,
  representative,
  addressed,
  owner,
  coordinates,
  participant,
  asked,
  author,
  custodian,
  anyone,
  server,
};

enum class Condition : std::uint8_t {
  request_active,
  basis,
  impersonal,
  not_hidden,
  unclaimed,
  inside,
  no_open_child,
  no_open_question,
  open_question,
  open_abort,
  reopening_time,
  baseline,
  led_to,
  no_capacity,
};
std::string_view code(Relation relation);    // "representative"
std::string_view code(Condition condition);  // "no-open-child"

struct State {
  std::string status;
  std::vector<std::string> business;  // the first is what it begins with
  bool final = false;
  Label label;
};

struct Outcome {
  std::string code, business;
  bool led_to = false;
};

struct Datum {
  std::string name, at, child, type, values;
  std::vector<std::string> codes;  // that count; empty: all
  Label label;
};

struct Holding {  // a condition, as it is shown
  Condition condition{};
  Label label;
};

struct Permit {
  Relation relation{};
  std::vector<access::Role> roles;  // none: no caller, the server alone
};

struct Need {
  std::vector<std::string> one;  // of these data
  std::optional<Condition> when;
  std::vector<std::string> codes, offers;
};

enum class OwnerRule : std::uint8_t { kept, caller_or_named, as_addressed, named };
enum class RequestEffect : std::uint8_t {
  unchanged,
  draft,
  active,
  revoked,
  entered_in_error,
  completed_when_last,
  as_given,
};

struct Filled {  // an extension of the Task that the server fills in where it is absent
  std::string extension;
  std::chrono::days after{};
};

struct Transition {
  std::string id, row;
  Label label;
  std::vector<std::string> from, from_business;  // "new": the Task is being created
  std::string to;                                // a status, or same, before, any
  std::string business;          // a status, or unchanged, before, from-outcome, as-given, none
  std::string business_of_pool;  // of a Task without owner, where it differs
  std::vector<Permit> by;
  std::vector<Need> needs;
  std::vector<std::string> may;
  std::vector<Condition> conditions;
  OwnerRule owner = OwnerRule::kept;
  std::vector<Filled> sets;
  std::string opens;  // a kind of child
  bool ends_children = false;
  RequestEffect request = RequestEffect::unchanged;
};

// From when a clock runs.
enum class Since : std::uint8_t {
  entered,          // the status that the Task has now
  answer_by,        // the end of the day of the extension answer-by
  expected_date,    // of the datum expected-date
  support_period,   // of Task.restriction.period.end
  due,              // the same, of a follow-up
  last_task_ended,  // the last of the Tasks of a ServiceRequest
  capacity_as_of,   // of the extension capacity
  last_verified,    // of the extension last-verified
  period_end,       // of a Consent
};

struct Clock {
  std::string id;
  std::string of;                   // Task (a referral's), a kind of child, another resource's type
  std::vector<std::string> whiles;  // statuses
  Since since{};
  std::chrono::days after{};          // negative: before
  std::string stops_while;            // a kind of child that is open; empty: nothing stops it
  std::chrono::days stops_at_most{};  // in all
  std::string does;                   // a transition; empty: none
  std::vector<Relation> tells;
  std::string marks;  // what readers take it for from then on, nothing being stored; empty: nothing
};

struct ChildMove {
  std::vector<std::string> from;
  std::string to;
  std::vector<Relation> by;
  std::vector<std::string> needs;  // "a | b": one of them
  std::string then;                // the transition of the parent; empty: none
};

struct Child {
  std::string kind;
  Code code;
  Label label;
  std::string opened_by;  // a transition of the parent; empty: none
  std::vector<Relation> owner;
  bool blocks = false;                   // the parent's end
  std::vector<std::chrono::months> due;  // after its parent ended; empty: it is opened by hand
  std::vector<ChildMove> moves;
};

struct Dialect {
  std::string id;
  std::vector<std::string> profiles;
  std::vector<std::pair<std::string, std::string>> shows;  // a status, and what its Tasks show instead
  bool any_result = false;                                 // any output counts as a result
  std::vector<Code> results;
  std::string outcome;
};

struct Workflow {
  // Code systems.
  std::string business_system, reason_system, outcome_system, data_system;
  std::vector<std::string> request_profiles, request_categories;
  Code task;
  std::vector<State> states;
  std::vector<Outcome> outcomes;
  std::vector<Datum> data;
  std::vector<Holding> conditions;
  std::vector<Transition> transitions;
  std::vector<Child> children;
  std::vector<Clock> clocks;
  std::vector<Dialect> dialects;
  std::chrono::days reopening{};  // of Condition::reopening_time

  const State* state(std::string_view status) const;
  const Outcome* outcome(std::string_view code) const;
  const Datum* datum(std::string_view name) const;
  const Transition* transition(std::string_view id) const;
  const Child* child(std::string_view kind) const;
  const Clock* clock(std::string_view id) const;
  bool final(std::string_view status) const;
};

// The times that an operator has set, by the names that the file knows them by (`setting`); the others are as
// the file has them.
using Times = std::map<std::string, std::chrono::days, std::less<>>;
Times times_of(const base::Settings& settings);

base::Outcome<Workflow> read_workflow(std::string json, const Times& times = {});

}  // namespace linkki::referral
