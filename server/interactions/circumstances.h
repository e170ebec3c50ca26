// What the judgement of a referral Task needs to know besides the Task: its request, children, contacts,
// plan, measures, service, client and past, as they are with what the same request writes.
//
// What was looked at and could change is put into the write set's read set.
// Cost      only what the step in question may ask for is looked up
#pragma once

#include "interactions/case_view.h"
#include "referral/judge.h"

namespace linkki::interactions {

struct ChildTask {
  Seen seen;
  std::string kind;  // "fulfill": a child referral; else of the workflow's children
  bool was_open = false, is_open = false;
};

// A referral Task that is judged.
struct TaskCase {
  Seen task;
  const json::Value* before = nullptr;  // nullptr: it begins now
  const json::Value* after = nullptr;
  Seen request;
  std::vector<ChildTask> children;
};

// As standing_of, and asked: whoever owns a child that is, or was, open.
referral::Standing standing_in(const access::Principal& caller, CaseView& view, const TaskCase& one);
TaskCase open_case(CaseView& view, const Seen& task, const json::Value* before, const json::Value* after);
referral::Circumstances circumstances_of(CaseView& view, const TaskCase& one,
                                         const referral::Standing& standing);

// A referral Task: code `fulfill`, its focus a referral that whoever wrote the Task sees, as stored or as the
// request puts it. What was one stays one.
bool is_referral_task(CaseView& view, const Seen& task, const json::Value* as);
// Of a Task that is a part of a referral Task: its kind; nullptr: none that the workflow names.
const referral::Child* child_kind(const referral::Workflow& workflow, const json::Value& task);
// The referral Task that a Task is a part of; target none: of none.
Seen parent_of(CaseView& view, const json::Value& task);
bool is_open(const referral::Workflow& workflow, const json::Value& task);

}  // namespace linkki::interactions
