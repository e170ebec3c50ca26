#include "referral/child.h"

#include <algorithm>

#include "referral/element.h"
#include "referral/messages.h"

namespace linkki::referral {
namespace {

using base::IssueType;
using base::Refusal;

bool contains(const std::vector<std::string>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all.empty() ? "–" : all;
}

bool child_has(const Workflow& workflow, const json::Value& task, const std::string& name) {
  const Datum* const datum = workflow.datum(name);
  if (!datum) return false;
  if (name == "reason") return task.find("statusReason");
  return parameter_of(task, datum->at.ends_with("input") ? "input" : "output", {workflow.data_system, name});
}

bool child_has_one(const Workflow& workflow, const json::Value& task, std::string_view names) {
  while (!names.empty()) {
    const std::size_t bar = std::min(names.find(" | "), names.size());
    if (child_has(workflow, task, std::string(names.substr(0, bar)))) return true;
    names.remove_prefix(std::min(bar + 3, names.size()));
  }
  return false;
}

bool may_make(const ChildMove& move, const Standing& standing) {
  return standing.everyone || std::any_of(move.by.begin(), move.by.end(), [&](Relation relation) {
           return standing.relations.has(relation);
         });
}

}  // namespace

base::Outcome<const ChildMove*> judge_child(const Workflow& workflow, const Child& child,
                                            const Standing& standing, const Change& change) {
  const std::string from(change.before->text_of("status")), to(change.after->text_of("status"));
  const ChildMove* found = nullptr;
  std::vector<std::string> ends;
  for (const ChildMove& move : child.moves) {
    if (!contains(move.from, from)) continue;
    ends.push_back(move.to);
    if (move.to == to) found = &move;
  }
  const bool ended = ends.empty() && from != "draft";
  if (from == to || (!found && !ended && !workflow.final(to))) return static_cast<const ChildMove*>(nullptr);
  if (!found) {
    return base::refuse(Refusal::unprocessable,
                        base::error(IssueType::business_rule, base::message::workflow_child_move,
                                    {child.kind, from, to, joined(ends)}, "Task.status"));
  }
  if (!may_make(*found, standing)) {
    std::vector<std::string> who;
    for (const Relation relation : found->by) who.emplace_back(code(relation));
    return base::refuse(Refusal::forbidden, base::error(IssueType::forbidden, base::message::workflow_role,
                                                        {from, to, joined(who), "–"}, "Task.status"));
  }
  for (const std::string& names : found->needs) {
    if (child_has_one(workflow, *change.after, names)) continue;
    const std::string place = names == "reason" ? "Task.statusReason" : "Task.output";
    return base::refuse(Refusal::unprocessable,
                        base::error(IssueType::business_rule, base::message::workflow_missing,
                                    {found->to + " (" + child.kind + ")", from, to, names}, place));
  }
  return found;
}

}  // namespace linkki::referral
