// What a step asks for and what of it is there.
#pragma once

#include "referral/judge.h"

namespace linkki::referral {

struct Lack {
  std::vector<const Need*> needs;
  std::vector<Condition> conditions;
  bool none() const { return needs.empty() && conditions.empty(); }
  std::size_t size() const { return needs.size() + conditions.size(); }
};

class Requirements {
 public:
  Requirements(const Workflow& workflow, const Standing& standing, const Change& change,
               const Circumstances& circumstances)
      : workflow_(workflow),
        standing_(standing),
        change_(change),
        circumstances_(circumstances),
        dialect_(dialect_of(workflow, *change.after)) {}

  Lack lacking(const Transition& step) const;
  bool given(const Need& need) const;
  bool holds(Condition condition) const;
  // An output of ours; nullptr: none.
  const json::Value* output(const json::Value& task, const std::string& name) const;
  // The businessStatus that a step to the state `to` leaves.
  std::string business_after(const Transition& step, const std::string& to) const;
  bool waits_in_pool() const { return !change_.after->find("owner"); }

 private:
  bool is_there(const std::string& kind) const;
  bool given(const std::string& name, const Need& need) const;
  bool reason_given(const Need& need) const;
  std::string_view outcome_code() const;
  bool has_other_result() const;

  const Workflow& workflow_;
  const Standing& standing_;
  const Change& change_;
  const Circumstances& circumstances_;
  const Dialect* const dialect_;
};

// The first element of a Task that tells of a person; empty: none.
std::string find_personal(const json::Value& task, const std::string& path = "Task");

}  // namespace linkki::referral
