#include "referral/refusal.h"

#include <algorithm>
#include <set>

#include "referral/element.h"
#include "referral/messages.h"

namespace linkki::referral {
namespace {

using base::IssueType;
using base::Refusal;

// Where a datum would stand, as FHIRPath: one for each place.
std::vector<std::string> places_of(const Datum& datum) {
  std::string at = datum.at.starts_with("child.") ? "Task" + datum.at.substr(5) : datum.at;
  at = at.substr(0, at.find('('));
  const std::size_t bar = at.find(" | ");
  if (bar == std::string::npos) return {at};
  return {at.substr(0, bar), at.substr(bar + 3)};
}

std::string place_of(Condition condition) {
  switch (condition) {
    case Condition::request_active: return "ServiceRequest.status";
    case Condition::not_hidden:
    case Condition::unclaimed:
    case Condition::inside: return "Task.owner";
    case Condition::no_capacity: return "HealthcareService.extension";
    case Condition::reopening_time: return "Task.lastModified";
    default: return "Task.partOf";
  }
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : std::string(between)) + word;
  return all.empty() ? "–" : all;
}

}  // namespace

base::Failure fixed(const std::string& element) {
  return base::refuse(Refusal::unprocessable, base::error(IssueType::business_rule,
                                                          base::message::workflow_fixed, {element}, element));
}

std::string Refusals::allowed() const {
  std::vector<std::string> ids;
  for (const Transition* const one : steps_from(workflow_, standing_, change_.before)) ids.push_back(one->id);
  return joined(ids, ", ");
}

base::Failure Refusals::wrong_role(const std::vector<const Transition*>& candidates) const {
  std::set<std::string> who;
  for (const Transition* const one : candidates) {
    for (const Permit& permit : one->by) who.emplace(code(permit.relation));
  }
  return base::refuse(
      Refusal::forbidden,
      base::error(IssueType::forbidden, base::message::workflow_role,
                  {from_, to_, joined({who.begin(), who.end()}, ", "), allowed()}, "Task.status"));
}

base::Failure Refusals::no_such_step() const {
  return base::refuse(Refusal::unprocessable,
                      base::error(IssueType::business_rule, base::message::workflow_move,
                                  {from_, to_, allowed()}, "Task.status"));
}

base::Failure Refusals::personal() const {
  const std::string element = find_personal(*change_.after);
  return base::refuse(
      Refusal::unprocessable,
      base::error(IssueType::business_rule, base::message::workflow_personal, {element}, element));
}

// What is missing, each with its place; last, what else this caller may do.
base::Failure Refusals::incomplete(const Transition& step, const Lack& lack) const {
  std::vector<base::Issue> issues;
  for (const Need* const need : lack.needs) {
    base::Issue issue = base::error(IssueType::business_rule, base::message::workflow_missing,
                                    {step.id, from_, to_, joined(need->one, " / ")});
    for (const std::string& name : need->one) {
      for (std::string& place : places_of(*workflow_.datum(name))) {
        const bool known =
            std::find(issue.expression.begin(), issue.expression.end(), place) != issue.expression.end();
        if (!known) issue.expression.push_back(std::move(place));
      }
    }
    issues.push_back(std::move(issue));
  }
  for (const Condition condition : lack.conditions) {
    if (condition == Condition::impersonal) {
      issues.push_back(personal().issues.front());
      continue;
    }
    if (condition == Condition::basis) {
      issues.push_back(without_basis());
      continue;
    }
    issues.push_back(base::error(IssueType::business_rule, base::message::workflow_condition,
                                 {step.id, from_, to_, code(condition)}, place_of(condition)));
  }
  issues.push_back(base::information(IssueType::business_rule, base::message::workflow_move,
                                     {from_, to_, allowed()}, "Task.status"));
  return base::refuse(Refusal::unprocessable, std::move(issues));
}

// Who would receive it, as the request itself names them.
base::Issue Refusals::without_basis() const {
  const std::string receiver = circumstances_.receiver.empty() ? "–" : circumstances_.receiver;
  const auto issue = [&](const base::Message& message, const char* place) {
    return base::error(IssueType::business_rule, message, {receiver}, place);
  };
  switch (circumstances_.basis) {
    case Gap::none:
    case Gap::no_consent: return issue(base::message::consent_absent, "ServiceRequest.supportingInfo");
    case Gap::other_client: return issue(base::message::consent_other_client, "Consent.patient");
    case Gap::inactive: return issue(base::message::consent_inactive, "Consent.status");
    case Gap::scope: return issue(base::message::consent_scope, "Consent.provision.provision.code");
    case Gap::recipient: return issue(base::message::consent_recipient, "Consent.provision.provision.actor");
    case Gap::denied: return issue(base::message::consent_denied, "Consent.provision.provision.type");
    case Gap::period: return issue(base::message::consent_period, "Consent.provision.provision.period");
  }
  ensure(!"a gap");
}

}  // namespace linkki::referral
