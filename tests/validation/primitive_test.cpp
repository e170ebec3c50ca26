#include <gtest/gtest.h>

#include "validation/subject.h"

namespace linkki::validation {
namespace {

TEST(Primitive, RefusesADateThatIsNone) {
  EXPECT_EQ(errors_in_patient(R"("birthDate":"2021-02-29")"),
            Texts{"error validation-value Patient.birthDate"});
  EXPECT_EQ(errors_in_patient(R"("birthDate":"2024-02-29")"), none());
}

TEST(Primitive, RefusesATimeWithoutAnOffset) {
  EXPECT_EQ(errors_in_patient(R"("deceasedDateTime":"2021-02-01T10:00:00")"),
            Texts{"error validation-value Patient.deceased"});
}

TEST(Primitive, RefusesAnInstantToTheDay) {
  EXPECT_EQ(errors_in_patient(R"("meta":{"lastUpdated":"2021-02-01"})"),
            Texts{"error validation-value Patient.meta.lastUpdated"});
}

TEST(Primitive, RefusesATimeOfDayToTheMinute) {
  EXPECT_EQ(errors(R"({"resourceType":"Schedule","actor":[{"reference":"Location/1"}]})"), none());
  EXPECT_EQ(
      errors(R"({"resourceType":"HealthcareService","availableTime":[{"availableStartTime":"10:00"}]})"),
      Texts{"error validation-value HealthcareService.availableTime[0].availableStartTime"});
}

TEST(Primitive, KeepsTheRangesOfNumbers) {
  EXPECT_EQ(errors_in_patient(R"("multipleBirthInteger":2147483648)"),
            Texts{"error validation-value Patient.multipleBirth"});
  EXPECT_EQ(errors_in_patient(R"("multipleBirthInteger":1.0)"),
            Texts{"error validation-value Patient.multipleBirth"});
  EXPECT_EQ(errors_in_patient(R"("telecom":[{"system":"phone","value":"1","rank":0}])"),
            Texts{"error validation-value Patient.telecom[0].rank"});
  EXPECT_EQ(errors_in_patient(R"("photo":[{"size":-1}])"),
            Texts{"error validation-value Patient.photo[0].size"});
}

TEST(Primitive, WantsNumbersAndBooleansBare) {
  EXPECT_EQ(errors_in_patient(R"("multipleBirthInteger":"2")"),
            Texts{"error validation-kind Patient.multipleBirth"});
  EXPECT_EQ(errors_in_patient(R"("multipleBirthBoolean":1)"),
            Texts{"error validation-kind Patient.multipleBirth"});
}

TEST(Primitive, RefusesAMalformedId) {
  EXPECT_EQ(errors_in_patient(R"("id":"a_b")"), Texts{"error validation-value Patient.id"});
  EXPECT_EQ(errors_in_patient("\"id\":\"" + std::string(65, 'a') + "\""),
            Texts{"error validation-value Patient.id"});
}

TEST(Primitive, RefusesSpaceInAUri) {
  EXPECT_EQ(errors_in_patient(R"("implicitRules":"http://a b")"),
            Texts{"error validation-value Patient.implicitRules"});
}

TEST(Primitive, RefusesSpaceAroundACode) {
  EXPECT_EQ(errors_in_patient(R"("language":" fi")"), Texts{"error validation-value Patient.language"});
}

TEST(Primitive, RefusesWhatIsNoBase64) {
  EXPECT_EQ(errors_in_patient(R"("photo":[{"contentType":"image/png","data":"a=b"}])"),
            Texts{"error validation-value Patient.photo[0].data"});
}

TEST(Primitive, TakesADecimalAsItStands) {
  EXPECT_EQ(errors(R"({"resourceType":"Observation","status":"final","code":{"text":"a"},
                       "valueQuantity":{"value":1.50}})"),
            none());
}

TEST(Primitive, DoesNotRepeatTheValueInItsMessage) {
  for (const auto& issue : issues_of(R"({"resourceType":"Patient","birthDate":"131052-308T"})")) {
    EXPECT_EQ(issue.text().find("131052"), std::string::npos);
  }
}

}  // namespace
}  // namespace linkki::validation
