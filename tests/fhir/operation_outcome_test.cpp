// Issues as callers read them.
#include "fhir/operation_outcome.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "fhir/messages.h"
#include "r4.h"

namespace linkki::fhir {
namespace {

TEST(OperationOutcome, TellsCodeTextAndPlaceOfEveryIssue) {
  const std::vector<base::Issue> issues = {
      base::error(base::IssueType::structure, base::message::resource_type_unknown, {"\"X\""},
                  "Patient.name[0]"),
      base::warning(base::IssueType::not_found, base::message::resource_type_missing)};
  EXPECT_EQ(
      print_operation_outcome(issues, base::Language::english),
      R"({"resourceType":"OperationOutcome","language":"en","issue":[{"severity":"error","code":"structure","details":{"coding":[{)"
      R"("system":"https://w3id.org/linkki/fhir/CodeSystem/error-code","code":"resource-type-unknown"}],)"
      R"("text":"'\"X\"' is no resource type of FHIR R4."},"diagnostics":"'\"X\"' is no resource type of FHIR R4.",)"
      R"("expression":["Patient.name[0]"]},{"severity":"warning","code":"not-found","details":{"coding":[{)"
      R"("system":"https://w3id.org/linkki/fhir/CodeSystem/error-code","code":"resource-type-missing"}],)"
      R"("text":"The property resourceType is missing."},"diagnostics":"The property resourceType is missing."}]})");
}

TEST(OperationOutcome, IsInTheLanguageAskedForWithTheSameCodes) {
  constexpr base::Message told{"told", "It is so.", "Niin on.", "Så är det."};
  const std::vector<base::Issue> issues(limits::issues_max + 1, base::error(base::IssueType::value, told));
  const Resource outcome = resource(print_operation_outcome(issues, base::Language::finnish));
  EXPECT_EQ(outcome.document.root.text_of("language"), "fi");
  const json::Value& first = outcome.document.root.find("issue")->items()[0];
  EXPECT_EQ(first.text_of("diagnostics"), "Niin on.");
  EXPECT_EQ(first.find("details")->text_of("text"), "Niin on.");
  EXPECT_EQ(first.find("details")->find("coding")->items()[0].text_of("code"), "told");
}

TEST(OperationOutcome, SaysSoWhereEverythingIsInOrder) {
  const Resource outcome = resource(print_operation_outcome({}, base::Language::english));
  EXPECT_EQ(outcome.type->name, "OperationOutcome");
  EXPECT_EQ(outcome.document.root.find("issue")->items()[0].text_of("severity"), "information");
}

TEST(OperationOutcome, CountsTheIssuesThatItLeavesOut) {
  const std::vector<base::Issue> issues(
      limits::issues_max + 7, base::error(base::IssueType::structure, base::message::resource_type_missing));
  const Resource outcome = resource(print_operation_outcome(issues, base::Language::english));
  const auto shown = outcome.document.root.find("issue")->items();
  EXPECT_EQ(shown.size(), limits::issues_max + 1);
  EXPECT_EQ(shown.back().text_of("diagnostics"), "There are 7 more issues, left out here.");
}

}  // namespace
}  // namespace linkki::fhir
