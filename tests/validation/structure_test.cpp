#include <gtest/gtest.h>

#include "validation/subject.h"

namespace linkki::validation {
namespace {

TEST(Structure, FindsNothingWrongWithAPlainPatient) {
  EXPECT_EQ(errors_in_patient(R"("active":true,"name":[{"family":"Virtanen","given":["Aino"]}])"), none());
}

TEST(Structure, NamesTheNearestOfAnUnknownProperty) {
  const auto issues = issues_of(R"({"resourceType":"Patient","brithDate":"1970-01-01"})");
  ASSERT_EQ(errors_of(issues), Texts{"error validation-property-near Patient.brithDate"});
  for (const auto& issue : issues) {
    if (issue.severity != base::Severity::error) continue;
    EXPECT_EQ(texts(issue.arguments), (Texts{"Patient", "brithDate", "birthDate"}));
    EXPECT_EQ(issue.type, base::IssueType::structure);
  }
}

TEST(Structure, RefusesAPropertyThatResemblesNone) {
  EXPECT_EQ(errors_in_patient(R"("favouriteColourOfAll":"red")"),
            Texts{"error validation-property Patient.favouriteColourOfAll"});
}

TEST(Structure, PointsToTheParentWhereANameCannotStandInAPath) {
  EXPECT_EQ(errors_in_patient(R"("what is this here?":1)"), Texts{"error validation-property Patient"});
}

TEST(Structure, RefusesAResourceTypeWithinAnElement) {
  EXPECT_EQ(errors_in_patient(R"("name":[{"resourceType":"HumanName","text":"a"}])"),
            Texts{"error validation-property Patient.name[0].resourceType"});
}

TEST(Structure, RefusesANameOfAChoiceWithoutItsType) {
  EXPECT_EQ(errors_in_patient(R"("deceased":true)").size(), 1u);
}

TEST(Structure, RefusesOneObjectWhereAListBelongs) {
  const auto issues = issues_of(R"({"resourceType":"Patient","name":{"text":"a"}})");
  ASSERT_EQ(errors_of(issues), Texts{"error validation-kind Patient.name"});
}

TEST(Structure, RefusesAListWhereOneValueBelongs) {
  EXPECT_EQ(errors_in_patient(R"("birthDate":["1970-01-01"])"),
            Texts{"error validation-kind Patient.birthDate"});
}

TEST(Structure, RefusesATextWhereAnObjectBelongs) {
  EXPECT_EQ(errors_in_patient(R"("name":["Aino"])"), Texts{"error validation-kind Patient.name[0]"});
}

TEST(Structure, RefusesAnObjectWhereATextBelongs) {
  EXPECT_EQ(errors_in_patient(R"("name":[{"family":{}}])"),
            Texts{"error validation-kind Patient.name[0].family"});
}

TEST(Structure, TellsTheKindsThatItWantsAndFinds) {
  for (const auto& issue : issues_of(R"({"resourceType":"Patient","active":"true"})")) {
    if (issue.severity != base::Severity::error) continue;
    EXPECT_EQ(texts(issue.arguments), (Texts{"boolean", "string"}));
  }
}

TEST(Structure, RefusesEmptyListsObjectsAndTexts) {
  EXPECT_EQ(errors_in_patient(R"("name":[])"), Texts{"error validation-empty Patient.name"});
  EXPECT_EQ(errors_in_patient(R"("name":[{}])"), Texts{"error validation-empty Patient.name[0]"});
  EXPECT_EQ(errors_in_patient(R"("name":[{"given":["a",""]}])"),
            Texts{"error validation-empty Patient.name[0].given[1]"});
  EXPECT_EQ(errors_in_patient(R"("maritalStatus":{})"),
            Texts{"error validation-empty Patient.maritalStatus"});
}

TEST(Structure, RefusesNullAsAValue) {
  EXPECT_EQ(errors_in_patient(R"("birthDate":null)"), Texts{"error validation-null Patient.birthDate"});
  EXPECT_EQ(errors_in_patient(R"("name":[null])"), Texts{"error validation-null Patient.name[0]"});
  EXPECT_EQ(errors_in_patient(R"("name":[{"given":[null]}])"),
            Texts{"error validation-null Patient.name[0].given[0]"});
}

TEST(Structure, AsksForRequiredElementsAtEveryDepth) {
  EXPECT_EQ(errors(R"({"resourceType":"Observation","code":{"text":"a"}})"),
            Texts{"error validation-missing Observation.status"});
  EXPECT_EQ(errors_in_patient(R"("communication":[{"preferred":true}])"),
            Texts{"error validation-missing Patient.communication[0].language"});
}

TEST(Structure, AsksForARequiredChoice) {
  EXPECT_EQ(errors(R"({"resourceType":"MedicationStatement","status":"active",
                       "subject":{"reference":"Patient/1"}})"),
            Texts{"error validation-missing MedicationStatement.medication"});
}

TEST(Structure, TakesACompanionForARequiredElement) {
  EXPECT_EQ(errors(R"({"resourceType":"Observation","status":"final","code":{"text":"a"},
                       "note":[{"_text":{"extension":[{"url":"http://a","valueCode":"unknown"}]}}]})"),
            none());
}

TEST(Structure, RefusesTwoValuesOfOneChoice) {
  EXPECT_EQ(errors_in_patient(R"("deceasedBoolean":true,"deceasedDateTime":"2020")"),
            Texts{"error validation-choice Patient.deceased"});
  EXPECT_EQ(
      errors_in_patient(
          R"("deceasedBoolean":true,"_deceasedDateTime":{"extension":[{"url":"http://a","valueCode":"b"}]})"),
      Texts{"error validation-choice Patient.deceased"});
}

TEST(Structure, TakesAValueAndItsOwnCompanionForOne) {
  EXPECT_EQ(
      errors_in_patient(
          R"("_deceasedBoolean":{"extension":[{"url":"http://a","valueCode":"b"}]},"deceasedBoolean":true)"),
      none());
}

TEST(Companion, FillsThePlacesThatAreNull) {
  EXPECT_EQ(errors_in_patient(R"("name":[{"given":["Aino",null],
      "_given":[null,{"extension":[{"url":"http://a","valueCode":"b"}]}]}])"),
            none());
}

TEST(Companion, MustBeAsLongAsTheValues) {
  EXPECT_EQ(errors_in_patient(R"("name":[{"given":["Aino","Maria"],"_given":[{"id":"a"}]}])"),
            Texts{"error validation-companion Patient.name[0].given"});
}

TEST(Companion, BelongsToPrimitivesOnly) {
  EXPECT_EQ(errors_in_patient(R"("_name":[{"id":"a"}])").size(), 1u);
  EXPECT_EQ(errors_in_patient(R"("_resourceType":{"id":"a"})").size(), 1u);
}

TEST(Companion, HasOnlyAnIdAndExtensions) {
  EXPECT_EQ(errors_in_patient(R"("birthDate":"1970","_birthDate":{"value":"1"})").size(), 1u);
  EXPECT_EQ(errors_in_patient(R"("birthDate":"1970","_birthDate":"1970")"),
            Texts{"error validation-kind Patient.birthDate"});
  EXPECT_EQ(errors_in_patient(R"("birthDate":"1970","_birthDate":{})"),
            Texts{"error validation-empty Patient.birthDate"});
}

TEST(Structure, WalksContentsThatReferToAnotherElement) {
  EXPECT_EQ(errors(R"({"resourceType":"Questionnaire","status":"draft","item":[{"linkId":"1","type":"group",
                       "item":[{"linkId":"2","type":"group","item":[{"type":"display"}]}]}]})"),
            Texts{"error validation-missing Questionnaire.item[0].item[0].item[0].linkId"});
}

TEST(Structure, ReportsAllFaultsInTheirOrder) {
  EXPECT_EQ(errors_in_patient(R"("active":1,"gender":"x","birthDate":"y")"),
            (Texts{"error validation-kind Patient.active", "error validation-code-of Patient.gender",
                   "error validation-value Patient.birthDate"}));
}

TEST(Structure, StopsAtTheBoundOfIssues) {
  std::string names;
  for (int i = 0; i < 1'000; ++i) names += std::string(names.empty() ? "" : ",") + "{}";
  const auto issues = issues_of(R"({"resourceType":"Patient","name":[)" + names + "]}");
  EXPECT_LE(issues.size(), 200u);
  EXPECT_GE(issues.size(), 100u);
}

TEST(Structure, DoesNotLetWarningsHideAnError) {
  const auto entry = [](int number, const char* active) {
    return R"({"fullUrl":"http://a/)" + std::to_string(number) +
           R"(","resource":{"resourceType":"Patient","active":)" + active + "}}";
  };
  std::string entries;
  for (int i = 0; i < 500; ++i) entries += entry(i, "true") + ",";
  EXPECT_EQ(
      errors(R"({"resourceType":"Bundle","type":"collection","entry":[)" + entries + entry(500, "1") + "]}"),
      Texts{"error validation-kind Bundle.entry[500].resource.active"});
}

TEST(Structure, RefusesATypeThatItDoesNotKnow) {
  EXPECT_EQ(errors(R"({"resourceType":"Person2"})"), Texts{"error resource-type-unknown Resource"});
  EXPECT_EQ(errors(R"({"id":"1"})"), Texts{"error resource-type-missing Resource"});
}

TEST(Within, AResourceNamesItsType) {
  EXPECT_EQ(errors_in_patient(R"("contained":[{"active":true}])"),
            Texts{"error resource-type-missing Patient.contained[0]"});
  EXPECT_EQ(errors_in_patient(R"("contained":[{"resourceType":"Resource","language":"fi"}])"),
            (Texts{"error resource-type-unknown Patient.contained[0]", "error dom-3 Patient"}));
  EXPECT_EQ(
      errors(
          R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://a","resource":{"resourceType":7}}]})"),
      Texts{"error resource-type-not-a-string Bundle.entry[0].resource"});
}

TEST(Within, AResourceIsValidatedAsOneOfItsType) {
  EXPECT_EQ(errors(R"({"resourceType":"Bundle","type":"collection","entry":[
                       {"fullUrl":"http://a","resource":{"resourceType":"Patient","name":[{"given":["a",7]}]}}]})"),
            Texts{"error validation-kind Bundle.entry[0].resource.name[0].given[1]"});
  EXPECT_EQ(errors(R"({"resourceType":"Parameters","parameter":[{"name":"a",
                       "resource":{"resourceType":"Patient","active":"no"}}]})"),
            Texts{"error validation-kind Parameters.parameter[0].resource.active"});
}

}  // namespace
}  // namespace linkki::validation
