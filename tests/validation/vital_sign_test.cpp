// Observations of vital signs, which R4 has profiles for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "validation/subject.h"
#include "validation/vital_sign.h"

namespace linkki::validation {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string loinc = "http://loinc.org", snomed = "http://snomed.info/sct";

std::string coding(const std::string& system, const std::string& code) {
  return R"({"system":")" + system + R"(","code":")" + code + R"("})";
}

std::string observation(const std::string& codings, const std::string& properties = "") {
  return R"({"resourceType":"Observation","status":"final","subject":{"reference":"Patient/1"},
    "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],)" +
         properties + R"("code":{"coding":[)" + codings + "]}}";
}

const std::string measured =
    R"("effectiveDateTime":"2020-01-01","valueQuantity":{"value":37,"unit":"C","system":"http://unitsofmeasure.org","code":"Cel"},)";

TEST(VitalSigns, ConformToTheirProfileWithoutClaimingIt) {
  EXPECT_THAT(errors(observation(coding(loinc, "8310-5"), measured)), IsEmpty());
  EXPECT_THAT(errors(observation(coding(loinc, "8310-5"))),
              Contains("error validation-profile-min Observation.effective"));
  EXPECT_THAT(errors(observation(coding(loinc, "1-8"))), IsEmpty());
}

TEST(VitalSigns, AreKnownByTheirCodesOfSnomedCt) {
  EXPECT_FALSE(errors(observation(coding(snomed, "276885007"), measured)).empty());
  EXPECT_THAT(errors(observation(coding(snomed, "276885007") + "," + coding(loinc, "8310-5"), measured)),
              IsEmpty());
}

TEST(VitalSigns, AreToldOnceWhenTheyClaimTheProfileToo) {
  const std::string claimed = R"("meta":{"profile":["http://hl7.org/fhir/StructureDefinition/bodytemp"]},)";
  const Texts found = errors(observation(coding(loinc, "8310-5"), claimed));
  EXPECT_EQ(std::count(found.begin(), found.end(), "error validation-profile-min Observation.effective"), 1);
}

TEST(VitalSigns, AreNoFaultOfStructure) {
  for (const auto& issue : issues_of(observation(coding(loinc, "8310-5")))) {
    EXPECT_FALSE(issue.severity == base::Severity::error && is_structural(issue)) << brief(issue);
  }
}

// R4 would refuse the flow of oxygen beside a saturation.
TEST(VitalSigns, MayHaveComponentsInOtherUnits) {
  const auto component = [](const std::string& unit) {
    return R"("effectiveDateTime":"2020-01-01","component":[{"code":{"text":"flow"},"valueQuantity":
      {"value":2,"unit":"l","system":"http://unitsofmeasure.org","code":")" +
           unit + R"("}}],)";
  };
  const auto found = issues_of(observation(coding(loinc, "2708-6"), component("L/min")));
  EXPECT_THAT(errors_of(found), IsEmpty());
  Texts texts;
  for (const auto& issue : found) texts.push_back(brief(issue));
  EXPECT_THAT(texts, Contains("warning validation-code-extensible Observation.component[0].value"));
}

TEST(VitalSigns, AreFoundAmongSeveralCodes) {
  const auto profile = [](const std::string& codings) {
    const auto document = json::parse(R"({"code":{"coding":[)" + codings + "]}}");
    return document ? std::string(vital_sign_profile(document->root)) : "no JSON";
  };
  EXPECT_EQ(profile(coding(loinc, "85354-9")), "http://hl7.org/fhir/StructureDefinition/bp");
  EXPECT_EQ(profile(coding("http://x", "85354-9") + "," + coding(snomed, "86290005")),
            "http://hl7.org/fhir/StructureDefinition/resprate");
  EXPECT_EQ(profile(coding(snomed, "85354-9") + R"(,{},{"system":"http://loinc.org"})"), "");
}

}  // namespace
}  // namespace linkki::validation
