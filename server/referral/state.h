// Where a Task stands in the workflow, whatever dialect it is written in.
//
// The state is the logical one: a Task in a dialect that does not know `received` is received when it shows
// `requested` and our businessStatus says so.
#pragma once

#include "base/json/value.h"
#include "referral/workflow.h"

namespace linkki::referral {

// A ServiceRequest that obeys the workflow: by a profile that it claims or the system of a category.
bool governs(const Workflow& workflow, const json::Value& request);

struct Change {
  const json::Value* before = nullptr;  // nullptr: the Task is being created
  const json::Value* after = nullptr;
};

// Whether a reference is another than before; of what is created: no.
bool changed(const Change& change, std::string_view element);
// "new" of nothing.
std::string state_of(const Workflow& workflow, const json::Value* task);
// What the Task becomes.
std::string state_after(const Workflow& workflow, const Change& change);
// The code of ours in Task.businessStatus; empty: none.
std::string_view business_of(const Workflow& workflow, const json::Value& task);
// The dialect whose profile the Task claims; nullptr: none.
const Dialect* dialect_of(const Workflow& workflow, const json::Value& task);
bool is_person(std::string_view owner);  // a reference to a person or to the role of one

}  // namespace linkki::referral
