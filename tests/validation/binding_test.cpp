#include <gtest/gtest.h>

#include "validation/loaded.h"

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
  EXPECT_EQ(texts(issue->arguments), (Texts{"man", "http://hl7.org/fhir/ValueSet/administrative-gender",
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

// What is said of a Patient with these properties, but for broken constraints.
Texts remarks_on(const std::string& properties) {
  Texts texts;
  for (const auto& issue : issues_of(R"({"resourceType":"Patient",)" + properties + "}")) {
    if (issue.type != base::IssueType::invariant) texts.push_back(brief(issue));
  }
  return texts;
}

const std::string marital = R"("system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus")";

TEST(Binding, WarnsOfACodeThatAnExtensibleSetHasNot) {
  EXPECT_EQ(remarks_on(R"("maritalStatus":{"coding":[{)" + marital + R"(,"code":"M"}]})"), none());
  EXPECT_EQ(remarks_on(R"("maritalStatus":{"text":"married"})"), none());
  EXPECT_EQ(remarks_on(R"("maritalStatus":{"coding":[{"code":"M"}]})"),
            Texts{"warning validation-code-extensible Patient.maritalStatus"});
}

TEST(Binding, RemarksOnACodeThatAPreferredSetHasNot) {
  EXPECT_EQ(
      remarks_on(R"("communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"fi"}]}}])"),
      none());
  EXPECT_EQ(remarks_on(R"("communication":[{"language":{"coding":[{"system":"urn:x","code":"fi"}]}}])"),
            Texts{"information validation-code-preferred Patient.communication[0].language"});
}

TEST(Binding, AsksTheRulesOfASetThatCannotBeCountedOut) {
  EXPECT_EQ(remarks_on(R"("photo":[{"contentType":"image/png","url":"urn:x"}])"), none());
  EXPECT_EQ(remarks_on(R"("photo":[{"contentType":"image/png/png","url":"urn:x"}])"),
            Texts{"error validation-code Patient.photo[0].contentType"});
  EXPECT_EQ(remarks_on(R"("photo":[{"contentType":"json","url":"urn:x"}])"),
            Texts{"warning validation-code-undecided Patient.photo[0].contentType"});
}

TEST(Binding, LooksEachCodeUpInItsSystem) {
  const auto tagged = [](const std::string& coding) {
    return remarks_on(R"("meta":{"security":[{)" + coding + "}]}");
  };
  EXPECT_EQ(tagged(R"("system":"http://hl7.org/fhir/administrative-gender","code":"man")").at(1),
            "error validation-code-unknown Patient.meta.security[0].code");
  EXPECT_EQ(remarks_on(R"("maritalStatus":{"coding":[{)" + marital + R"(,"code":"?"}]})").at(1),
            "warning validation-code-newer Patient.maritalStatus.coding[0].code");
  EXPECT_EQ(tagged(R"("system":"urn:elsewhere","code":"?")").size(), 1u);  // only that the set has it not
}

TEST(Binding, WarnsOfADisplayThatIsNoNameOfTheCode) {
  EXPECT_EQ(remarks_on(R"("maritalStatus":{"coding":[{)" + marital + R"(,"code":"M","display":"MARRIED"}]})"),
            none());
  const auto issues = issues_of(R"({"resourceType":"Patient","maritalStatus":{"coding":[{)" + marital +
                                R"(,"code":"M","display":"Single"}]}})");
  const auto* const issue = first(issues, "validation-display");
  ASSERT_TRUE(issue);
  EXPECT_EQ(issue->severity, base::Severity::warning);
  EXPECT_EQ(texts(issue->arguments), (Texts{"Single", "M", "Married"}));
  EXPECT_EQ(issue->expression, Texts{"Patient.maritalStatus.coding[0].display"});
}

TEST(Binding, DoesNotTakeAnExtensionForARequiredCode) {
  const std::string absent =
      R"({"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]})";
  EXPECT_EQ(errors_in_patient(R"("_gender":)" + absent),
            Texts{"error validation-code-missing Patient.gender"});
  EXPECT_EQ(errors_in_patient(R"("_birthDate":)" + absent), none());
  EXPECT_EQ(errors_in_patient(R"("gender":"male","_gender":)" + absent), none());
}

TEST(Binding, DoesNotTakeASupplementForASystem) {
  const Loaded known({R"({"resourceType":"CodeSystem","url":"http://s","status":"active","content":"complete",
      "supplements":"http://t","concept":[{"code":"a"}]})"});
  EXPECT_EQ(
      known.errors(
          R"({"resourceType":"Patient","maritalStatus":{"coding":[{"system":"http://s","code":"a"}]}})"),
      Texts{"error validation-supplement Patient.maritalStatus.coding[0].system"});
}

TEST(Binding, ShortensALongCode) {
  const auto issues = issues_of(R"({"resourceType":"Patient","gender":")" + std::string(5'000, 'x') + "\"}");
  const auto* const issue = first(issues, "validation-code-of");
  ASSERT_TRUE(issue);
  EXPECT_LT(issue->arguments[0].text().size(), 100u);
}

}  // namespace
}  // namespace linkki::validation
