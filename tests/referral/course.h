// The workflow as it is shipped, and a Task that a test describes in a few words.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "referral/derive.h"
#include "referral/judge.h"
#include "referral/messages.h"

namespace linkki::referral {

inline std::string workflow_file() {
  std::ifstream in(LINKKI_SOURCE_DIR "/fhir-profiles/referral-workflow.json");
  return {std::istreambuf_iterator<char>(in), {}};
}

inline const Workflow& own_workflow() {
  static const Workflow workflow = read_workflow(workflow_file()).value();
  return workflow;
}

inline std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

inline std::string concept_of(const std::string& system, const std::string& code) {
  return R"({"coding":[{"system":")" + system + R"(","code":")" + code + "\"}]}";
}
inline std::string reason_of(const std::string& code) {
  return concept_of(own_workflow().reason_system, code);
}

struct TaskText {
  std::string status = "requested";
  std::map<std::string, std::string> members = {
      {"code", concept_of("http://hl7.org/fhir/CodeSystem/task-code", "fulfill")},
      {"focus", R"({"reference":"ServiceRequest/s"})"},
      {"for", R"({"reference":"Patient/p"})"}};
  std::vector<std::string> outputs;

  TaskText& with(const std::string& name, const std::string& json) {
    members[name] = json;
    return *this;
  }
  TaskText& owned_by(const std::string& reference) {
    return with("owner", R"({"reference":")" + reference + "\"}");
  }
  TaskText& business(const std::string& code) {
    return with("businessStatus", concept_of(own_workflow().business_system, code));
  }
  TaskText& output(const std::string& name, const std::string& value) {
    outputs.push_back(R"({"type":)" + concept_of(own_workflow().data_system, name) + "," + value + "}");
    return *this;
  }
  json::Document document() const {
    std::string text = R"({"resourceType":"Task","status":")" + status + "\"";
    for (const auto& [name, json] : members) text += ",\"" + name + "\":" + json;
    std::string all;
    for (const std::string& one : outputs) all += (all.empty() ? "" : ",") + one;
    if (!all.empty()) text += ",\"output\":[" + all + "]";
    return json::parse(text + "}").value();
  }
};

inline Relations all_relations() {
  Relations all;
  for (unsigned i = 0; i < static_cast<unsigned>(Relation::server); ++i) all.add(static_cast<Relation>(i));
  return all;
}

// What one judgement needs; a test changes what it is about.
struct Case {
  std::optional<TaskText> before;
  TaskText after;
  Standing standing{access::Role::link_worker, all_relations(), false};
  Circumstances circumstances;
  std::string wanted;

  Case(const std::string& from, const std::string& to) {
    if (from != "new") before.emplace().status = from;
    after.status = to;
    circumstances.request_status = "active";
    circumstances.basis = Gap::none;
  }
  Case& as(access::Role role) {
    standing.role = role;
    return *this;
  }
  Case& related(Relations relations) {
    standing.relations = relations;
    return *this;
  }

  base::Outcome<Verdict> judged() const {
    const auto first = before ? std::optional(before->document()) : std::nullopt;
    const auto second = after.document();
    return judge(own_workflow(), standing, {first ? &first->root : nullptr, &second.root}, circumstances,
                 wanted.empty() ? nullptr : own_workflow().transition(wanted));
  }
  // The id of the step, "edit", or "code @ expression" of each fault with what it lacks.
  std::string told() const {
    const auto verdict = judged();
    if (verdict.ok()) return verdict->transition ? verdict->transition->id : "edit";
    std::string all;
    for (const base::Issue& issue : verdict.failure().issues) {
      if (issue.severity != base::Severity::error) continue;
      all += (all.empty() ? "" : "; ") + std::string(issue.message->code);
      if (issue.arguments.size() > 3) all += " " + issue.arguments[3].text();
      if (issue.message == &base::message::workflow_fixed) all += " " + issue.arguments[0].text();
    }
    return all;
  }
  bool forbidden() const {
    const auto verdict = judged();
    return !verdict.ok() && verdict.failure().refusal == base::Refusal::forbidden;
  }
  // The Task as it would be stored.
  json::Document derived() const {
    const auto first = before ? std::optional(before->document()) : std::nullopt;
    auto second = after.document();
    const auto verdict = judged();
    EXPECT_TRUE(verdict.ok()) << told();
    if (!verdict.ok()) return second;
    const Surroundings surroundings{
        base::Instant{std::chrono::seconds{1'790'000'000}},  // 2026-09-21
        [](std::string_view, std::string_view code) { return "text of " + std::string(code); }};
    derive(own_workflow(), *verdict, circumstances, first ? &first->root : nullptr, surroundings, second);
    return second;
  }
};

}  // namespace linkki::referral
