// What a refused change is told: from, to, what is missing and where, what else this caller may do.
#pragma once

#include "referral/requirement.h"

namespace linkki::referral {

// An element that stays as it was sent: "Task.focus".
base::Failure fixed(const std::string& element);

class Refusals {
 public:
  Refusals(const Workflow& workflow, const Standing& standing, const Change& change,
           const Circumstances& circumstances, std::string from, std::string to)
      : workflow_(workflow),
        standing_(standing),
        change_(change),
        circumstances_(circumstances),
        from_(std::move(from)),
        to_(std::move(to)) {}

  base::Failure wrong_role(const std::vector<const Transition*>& candidates) const;
  base::Failure no_such_step() const;
  base::Failure personal() const;
  base::Failure incomplete(const Transition& step, const Lack& lack) const;

 private:
  std::string allowed() const;
  base::Issue without_basis() const;

  const Workflow& workflow_;
  const Standing& standing_;
  const Change& change_;
  const Circumstances& circumstances_;
  const std::string from_, to_;
};

}  // namespace linkki::referral
