// When a clock of the workflow rings: pure, from the resource as it will stand and what is known of its past.
//
// A date ends with its day in the zone, a dateTime with the time that it tells. A clock that stops while a
// child is open is late by the time that the child was open, and no more than it stops at most.
// Design    referral.md §3
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/json/value.h"
#include "referral/workflow.h"
#include "search/zone.h"

namespace linkki::referral {

struct Running {
  const json::Value& resource;
  bool entered = false;  // its status began now
  base::Instant now;
  std::chrono::microseconds stopped{};  // that children of Clock::stops_while were open; one is: all
  // Of a ServiceRequest: since when nobody works on it; nullopt: a Task is open, or it wants none.
  std::optional<base::Instant> last_task_ended;
};

struct Hands {
  bool as_before = false;  // nothing that the clock goes by has changed
  std::optional<base::Instant> rings;
};

Hands hands_of(const Workflow& workflow, const Clock& clock, const Running& running,
               const search::Zone& zone);
// The moment that a dateTime tells, the end of the day, month or year that a date is. nullopt: neither
std::optional<base::Instant> end_of(std::string_view text, const search::Zone& zone);
// The status that Clock::whiles names: the logical one of a Task, `active` of a service in use.
std::string status_of(const Workflow& workflow, const json::Value& resource);

}  // namespace linkki::referral
