// What is left of a hidden person's Patient, and what they are not found by.
#include "access/contact_data.h"

#include <gtest/gtest.h>

#include "base/json/parse.h"
#include "base/json/print.h"

using namespace linkki;

namespace {

std::string left_of(const std::string& members) {
  auto patient = json::parse(R"({"resourceType":"Patient","id":"p")" + members + "}").value();
  access::withhold_contact_data(patient);
  json::erase(patient.arena, patient.root, "meta");
  return json::print(patient.root);
}

TEST(ContactData, AreWithheld) {
  EXPECT_EQ(R"({"resourceType":"Patient","id":"p","name":[{"family":"Aalto"}],"birthDate":"1950-01-01"})",
            left_of(R"(,"text":{"status":"generated","div":"<div>Kuja 1</div>"},"name":[{"family":"Aalto"}],)"
                    R"("telecom":[{"value":"050"}],"birthDate":"1950-01-01","_birthDate":{"id":"x"},)"
                    R"("address":[{"city":"Vaasa"}],"contact":[{"address":{"city":"Vaasa"}}],)"
                    R"("generalPractitioner":[{"reference":"Organization/vaasa"}],"photo":[{"url":"x"}])"));
}

TEST(ContactData, OfExtensionsAreWithheldWhateverTheyAre) {
  EXPECT_EQ(R"({"resourceType":"Patient","id":"p"})",
            left_of(R"(,"extension":[{"url":"https://example.org/home-municipality","valueString":"Vaasa"}],)"
                    R"("modifierExtension":[{"url":"x","valueString":"Vaasa"}],"contained":[{"id":"x"}])"));
}

TEST(ContactData, LeaveAnAddressThatIsMarkedForContact) {
  const auto address = [](const std::string& url, const std::string& value) {
    return R"({"extension":[{"url":")" + url + R"(","valueBoolean":)" + value + R"(}],"text":"PL 1"})";
  };
  const std::string url(access::contact_address);
  EXPECT_EQ(R"({"resourceType":"Patient","id":"p","address":[)" + address(url, "true") + "]}",
            left_of(R"(,"address":[{"type":"postal","text":"Kuja 1"},)" + address(url, "false") + "," +
                    address("x", "true") + "," + address(url, "true") + "]"));
}

TEST(ContactData, LeaveATagThatSaysSo) {
  auto patient = json::parse(R"({"resourceType":"Patient","id":"p","meta":{"versionId":"3"}})").value();
  access::withhold_contact_data(patient);
  EXPECT_EQ("SUBSETTED", patient.root.find("meta")->find("tag")->items().front().text_of("code"));
  EXPECT_EQ("3", patient.root.find("meta")->text_of("versionId"));
}

TEST(ContactData, AreToldByTheParametersThatAreNotKnownToBeHarmless) {
  for (const char* told : {"address", "address-city", "phone", "telecom", "email", "_text", "_content",
                           "general-practitioner", "home-municipality"}) {
    EXPECT_TRUE(access::tells_contact_data("Patient", told)) << told;
  }
  for (const char* harmless : {"_id", "identifier", "name", "birthdate", "_lastUpdated"}) {
    EXPECT_FALSE(access::tells_contact_data("Patient", harmless)) << harmless;
  }
  EXPECT_FALSE(access::tells_contact_data("Organization", "address"));
}

}  // namespace
