// What a step makes of the Task itself, beside what the client wrote: pure.
//
//   status          as the Task's dialect shows the new state
//   businessStatus  our coding, beside those of others
//   statusReason    text from the display; a text alone gets the coding `other`; one that the last step left
//                   is taken away
//   owner           of a claim: the caller where none is named; of a Task given back: whom it was addressed to
//   extension       answer-by and what else the step sets, where it is absent
// An edit keeps our businessStatus as it was. What an importer brings in stays as given.
#pragma once

#include <functional>

#include "base/clock.h"
#include "referral/judge.h"

namespace linkki::referral {

struct Surroundings {
  base::Instant now;
  // The display of a code; empty: not known.
  std::function<std::string(std::string_view system, std::string_view code)> display;
};

void derive(const Workflow& workflow, const Verdict& verdict, const Circumstances& circumstances,
            const json::Value* before, const Surroundings& surroundings, json::Document& task);

// Ends a Task that ends with its parent: cancelled, with our businessStatus (empty: none) and the reason.
void cancel(const Workflow& workflow, std::string_view business, const json::Value* reason,
            json::Document& task);
void set_business(const Workflow& workflow, std::string_view business, json::Document& task);

// What becomes of the ServiceRequest; empty: it stays. `last`: no other Task of it is open.
//
// What is revoked, on hold or in error is not made active by a Task; draft goes to active when it is sent,
// completed to active when a Task is opened again. An end (completed, revoked, in error) waits for the last
// Task.
std::string request_status_after(const Transition& transition, std::string_view now, bool last);

}  // namespace linkki::referral
