#include <gtest/gtest.h>

#include "validation/subject.h"

namespace linkki::validation {
namespace {

const base::Issue* first(const std::vector<base::Issue>& issues, std::string_view message) {
  for (const auto& issue : issues) {
    if (issue.message->code == message) return &issue;
  }
  return nullptr;
}

TEST(Binding, NamesTheCodesOfAShortValueSet) {
  const auto issues = issues_of(R"({"resourceType":"Patient","gender":"man"})");
  const auto* const issue = first(issues, "validation-code-of");
  ASSERT_TRUE(issue);
  EXPECT_EQ(issue->type, base::IssueType::code_invalid);
  EXPECT_EQ(issue->severity, base::Severity::error);
  EXPECT_EQ(issue->expression, Texts{"Patient.gender"});
  EXPECT_EQ(issue->arguments, (Texts{"man", "http://hl7.org/fhir/ValueSet/administrative-gender",
                                     "female, male, other, unknown"}));
}

TEST(Binding, NamesALongValueSetOnly) {
  const auto issues = issues_of(R"({"resourceType":"SearchParameter","url":"http://a","name":"A",
      "status":"draft","description":"a","code":"a","base":["Patience"],"type":"token"})");
  const auto* const issue = first(issues, "validation-code");
  ASSERT_TRUE(issue);
  EXPECT_EQ(issue->expression, Texts{"SearchParameter.base[0]"});
}

TEST(Binding, LooksAtSystemAndCodeOfAConcept) {
  const auto condition = [](const std::string& status) {
    return errors(R"({"resourceType":"AllergyIntolerance","patient":{"reference":"Patient/1"},
        "clinicalStatus":)" +
                  status + "}");
  };
  EXPECT_EQ(condition(R"({"coding":[{"code":"active",
      "system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"}]})"),
            none());
  EXPECT_EQ(condition(R"({"coding":[{"code":"active","system":"http://other"}]})"),
            Texts{"error validation-code-of AllergyIntolerance.clinicalStatus"});
  EXPECT_EQ(condition(R"({"text":"active"})"),
            Texts{"error validation-coding-missing AllergyIntolerance.clinicalStatus"});
}

TEST(Binding, LeavesExtensibleSetsToTheCaller) {
  EXPECT_EQ(errors_in_patient(R"("maritalStatus":{"coding":[{"code":"?"}]})"), none());
}

TEST(Binding, PassesOverSetsThatCannotBeCountedOut) {
  EXPECT_EQ(errors_in_patient(R"("photo":[{"contentType":"image/png"}])"), none());
}

TEST(Binding, ShortensALongCode) {
  const auto issues = issues_of(R"({"resourceType":"Patient","gender":")" + std::string(5'000, 'x') + "\"}");
  const auto* const issue = first(issues, "validation-code-of");
  ASSERT_TRUE(issue);
  EXPECT_LT(issue->arguments[0].size(), 100u);
}

}  // namespace
}  // namespace linkki::validation
