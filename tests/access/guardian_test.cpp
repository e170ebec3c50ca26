// What a minor lets the guardians see, as a resource says it.
#include "access/guardian.h"

#include <gtest/gtest.h>

#include "base/json/parse.h"

using namespace linkki;
using access::GuardianView;

namespace {

std::string extension(const std::string& code,
                      const std::string& system = "urn:oid:1.2.246.537.5.40202.201901") {
  return R"({"url":"https://w3id.org/linkki/fhir/StructureDefinition/minor-disclosure","valueCoding":{"system":")" +
         system + R"(","code":")" + code + "\"}}";
}
GuardianView view(const std::string& extensions, const std::string& type = "ServiceRequest") {
  return access::guardian_view(
      json::parse(R"({"resourceType":")" + type + R"(","extension":[)" + extensions + "]}")->root);
}

TEST(GuardianViewOf, AReferralIsWhatItsCodeSays) {
  EXPECT_EQ(GuardianView::shown, view(extension("1")));
  EXPECT_EQ(GuardianView::shown, view(extension("2")));
  EXPECT_EQ(GuardianView::withheld, view(extension("3")));
  EXPECT_EQ(GuardianView::withheld, view(extension("4")));
  EXPECT_EQ(GuardianView::shown, view(extension("1"), "Patient"));
}

TEST(GuardianViewOf, WhatSaysNothingIsUnsaid) {
  EXPECT_EQ(GuardianView::unsaid, view(""));
  EXPECT_EQ(GuardianView::unsaid, view(R"({"url":"x","valueCode":"1"})"));
  EXPECT_EQ(GuardianView::unsaid, view(extension("1"), "Task"));
  EXPECT_EQ(GuardianView::unsaid, access::guardian_view(json::parse(R"({"resourceType":"Patient"})")->root));
}

TEST(GuardianViewOf, WhatIsNoneOfTheCodesIsWithheld) {
  EXPECT_EQ(GuardianView::withheld, view(extension("5")));
  EXPECT_EQ(GuardianView::withheld, view(extension("1", "urn:x")));
  EXPECT_EQ(GuardianView::withheld,
            view(R"({"url":"https://w3id.org/linkki/fhir/StructureDefinition/minor-disclosure"})"));
  EXPECT_EQ(GuardianView::withheld, view(extension("1") + "," + extension("3")));
}

}  // namespace
