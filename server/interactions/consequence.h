// What follows from a step in the same commit: other Tasks, requests, and what must not have changed until
// then.
#pragma once

#include "interactions/circumstances.h"
#include "referral/judge.h"

namespace linkki::interactions {

class Consequences {
 public:
  explicit Consequences(CaseView& view)
      : set_(view.set()), workflow_(set_.call().parts.workflow), view_(view) {}

  // In the resource that the request puts, or as another write.
  void put(const Call& call, const Seen& seen, json::Document document);
  // The open children of a Task that ends, and theirs.
  void end_children(const Call& call, const referral::Transition& step, const referral::Verdict& verdict,
                    const json::Value& after, const TaskCase& parent, int generation = 0);
  void follow_request(const Call& call, const referral::Transition& step, const TaskCase& one);
  // The state that was judged is still there when it is committed.
  void keep_state(const Call& call, const Seen& task);
  // No Task has come until then that points to this resource.
  void keep_referring(const Call& call, repository::Number number);

  static constexpr int generations_max = 8;

 private:
  bool is_last(const TaskCase& one, const repository::Target& request);

  WriteSet& set_;
  const referral::Workflow& workflow_;
  CaseView& view_;
};

json::Document copy_of(const json::Value& resource);

}  // namespace linkki::interactions
