#include <gtest/gtest.h>

#include <algorithm>

#include "validation/messages.h"
#include "validation/subject.h"

namespace linkki::validation {
namespace {

TEST(Constraint, OfABackboneElementIsReportedWithItsKey) {
  const auto issues = issues_of(R"({"resourceType":"Patient","contact":[{"gender":"male"}]})");
  ASSERT_EQ(errors_of(issues), Texts{"error pat-1 Patient.contact[0]"});
  const auto broken = std::find_if(issues.begin(), issues.end(),
                                   [](const auto& issue) { return issue.severity == base::Severity::error; });
  EXPECT_EQ(broken->type, base::IssueType::invariant);
  EXPECT_EQ(broken->message->code, "validation-constraint");
  EXPECT_FALSE(broken->arguments.at(1).text().empty());
}

TEST(Constraint, OfADataTypeHoldsWhereverItIsUsed) {
  EXPECT_EQ(errors_in_patient(R"("name":[{"text":"a","period":{"start":"2021","end":"2020"}}])"),
            Texts{"error per-1 Patient.name[0].period"});
  EXPECT_EQ(errors_in_patient(R"("telecom":[{"value":"1"}])"), Texts{"error cpt-2 Patient.telecom[0]"});
}

TEST(Constraint, OfTheWholeResourceStandsAtItsRoot) {
  EXPECT_EQ(errors(R"({"resourceType":"Observation","status":"final","code":{"text":"a"},
      "valueString":"a","dataAbsentReason":{"text":"b"}})"),
            Texts{"error obs-6 Observation"});
}

TEST(Constraint, OfBestPracticeIsAWarning) {
  const auto issues = issues_of(R"({"resourceType":"Patient","active":true})");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(brief(issues[0]), "warning dom-6 Patient");
}

TEST(Constraint, SeesTheContainedResourceAsTheResource) {
  EXPECT_EQ(errors_in_patient(R"("managingOrganization":{"reference":"#a"},
      "contained":[{"resourceType":"Organization","id":"a","address":[{"use":"home"}],"name":"A"}])"),
            Texts{"error org-2 Patient.contained[0].address[0]"});
}

TEST(Constraint, OfAnElementIsAskedOnce) {
  EXPECT_EQ(errors_in_patient(R"("contained":[{"resourceType":"Organization","id":"a","name":"A"}])"),
            Texts{"error dom-3 Patient"});
}

TEST(Extension, HasAValueOrExtensions) {
  EXPECT_EQ(errors_in_patient(R"("extension":[{"url":"http://a","valueString":"b"}])"), none());
  EXPECT_EQ(errors_in_patient(R"("extension":[{"url":"http://a"}])"),
            Texts{"error validation-extension Patient.extension[0]"});
  EXPECT_EQ(errors_in_patient(R"("extension":[{"url":"http://a","valueString":"b",
                                 "extension":[{"url":"c","valueString":"d"}]}])"),
            Texts{"error validation-extension Patient.extension[0]"});
}

TEST(Extension, NeedsAUrl) {
  EXPECT_EQ(errors_in_patient(R"("extension":[{"valueString":"b"}])"),
            Texts{"error validation-missing Patient.extension[0].url"});
}

TEST(Element, NeedsMoreThanAnId) {
  EXPECT_EQ(errors_in_patient(R"("name":[{"id":"a"}])"), Texts{"error validation-id-alone Patient.name[0]"});
}

TEST(Narrative, MayNotRunScripts) {
  const auto narrative = [](const std::string& content) {
    return errors_in_patient(
        R"("text":{"status":"generated","div":"<div xmlns='http://www.w3.org/1999/xhtml'>)" + content +
        R"(</div>"})");
  };
  EXPECT_EQ(narrative("<p>Aino</p>"), none());
  EXPECT_EQ(narrative("<script>x</script>"),
            (Texts{"error txt-1 Patient.text.div", "error txt-2 Patient.text.div"}));
  EXPECT_EQ(narrative("<p onclick='x()'>Aino</p>").size(), 2u);
}

TEST(Reference, OfAFragmentNeedsWhatItNames) {
  EXPECT_EQ(errors_in_patient(R"("managingOrganization":{"reference":"#b"})"),
            Texts{"error validation-fragment Patient.managingOrganization.reference"});
}

TEST(Reference, ToATypeThatDoesNotBelongThereIsAWarning) {
  const auto organization = [](const std::string& reference) {
    Texts texts;
    for (const auto& issue : issues_of(R"({"resourceType":"Patient","managingOrganization":{"reference":")" +
                                       reference + "\"}}")) {
      if (issue.message->code == base::message::validation_target.code) texts.push_back(brief(issue));
    }
    return texts;
  };
  const Texts warned{"warning validation-target Patient.managingOrganization.reference"};
  EXPECT_EQ(organization("Organization/1"), none());
  EXPECT_EQ(organization("Practitioner/1"), warned);
  EXPECT_EQ(organization("http://other/fhir/Practitioner/1/_history/2"), warned);
  EXPECT_EQ(organization("Practitioner?identifier=1"), warned);
  EXPECT_EQ(organization("urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"), none());
}

TEST(Reference, ToAContainedResourceOfATypeThatDoesNotBelongThereIsAnError) {
  const Texts refused{"error validation-target Patient.managingOrganization.reference"};
  EXPECT_EQ(errors_in_patient(R"("managingOrganization":{"reference":"#"})"), refused);
  EXPECT_EQ(errors_in_patient(R"("managingOrganization":{"reference":"#a"},
                "contained":[{"resourceType":"Practitioner","id":"a","active":true}])"),
            refused);
}

TEST(Reference, OfAnEntryDoesNotReachIntoAnother) {
  EXPECT_EQ(errors(R"({"resourceType":"Bundle","type":"collection","entry":[
      {"fullUrl":"http://a/x","resource":{"resourceType":"Patient","managingOrganization":{"reference":"#a"},
        "contained":[{"resourceType":"Organization","id":"a","name":"A"}]}},
      {"fullUrl":"http://a/y","resource":{"resourceType":"Patient","managingOrganization":{"reference":"#a"}}}]})"),
            Texts{"error validation-fragment Bundle.entry[1].resource.managingOrganization.reference"});
}

TEST(Reference, WithinAnEntryIsFoundForAConstraint) {
  const auto team = [](const std::string& member) {
    return errors(R"({"resourceType":"Bundle","type":"collection","entry":[
        {"fullUrl":"http://a/Practitioner/1","resource":{"resourceType":"Practitioner","id":"1","active":true}},
        {"fullUrl":"http://a/Patient/1","resource":{"resourceType":"Patient","id":"1","active":true}},
        {"fullUrl":"http://a/CareTeam/1","resource":{"resourceType":"CareTeam","id":"1","participant":[
          {"member":{"reference":")" +
                  member + R"("},"onBehalfOf":{"reference":"Organization/1"}}]}}]})");
  };
  EXPECT_EQ(team("Practitioner/1"), none());
  EXPECT_EQ(team("Practitioner/2"), none());  // cannot be told here
  EXPECT_EQ(team("Patient/1"), Texts{"error ctm-1 Bundle.entry[2].resource.participant[0]"});
}

TEST(Profile, ThatIsNotLoadedIsAWarning) {
  const auto issues = issues_of(R"({"resourceType":"Patient","active":true,
      "meta":{"profile":["http://hl7.org/fhir/StructureDefinition/Patient","http://a/unknown"]}})");
  EXPECT_EQ(errors_of(issues), none());
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_EQ(brief(issues[1]), "warning validation-profile-unknown Patient.meta.profile[1]");
}

TEST(Profile, OfAnotherTypeIsAnError) {
  EXPECT_EQ(
      errors_in_patient(R"("meta":{"profile":["http://hl7.org/fhir/StructureDefinition/Observation"]})"),
      Texts{"error validation-profile-type Patient.meta.profile[0]"});
}

}  // namespace
}  // namespace linkki::validation
