// References among the entries of a Bundle, and what is demanded of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "validation/loaded.h"

namespace linkki::validation {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string uuid = "53fefa32-fcbb-4ff8-8a92-55ee120877b7";

std::string patient(const std::string& reference, const std::string& url = "http://a/Patient/1") {
  return R"({"fullUrl":")" + url +
         R"(","resource":{"resourceType":"Patient","id":"1","generalPractitioner":[{"reference":")" +
         reference + R"("}]}})";
}

std::string practitioner(const std::string& version) {
  return R"({"fullUrl":"http://a/Practitioner/2","resource":{"resourceType":"Practitioner","id":"2","meta":{"versionId":")" +
         version + R"("}}})";
}

std::string bundle(const std::string& entries, const std::string& type = "collection") {
  return R"({"resourceType":"Bundle","type":")" + type + R"(","entry":[)" + entries + "]}";
}

TEST(BundleReferences, MeanOneEntry) {
  const std::string twice = practitioner("1") + "," + practitioner("2");
  const std::string wrong =
      "error validation-bundle-ambiguous Bundle.entry[0].resource.generalPractitioner[0].reference";
  EXPECT_THAT(errors(bundle(patient("Practitioner/2") + "," + practitioner("1"))), IsEmpty());
  EXPECT_THAT(errors(bundle(patient("Practitioner/2") + "," + twice)), ElementsAre(wrong));
  EXPECT_THAT(errors(bundle(patient("http://a/Practitioner/2") + "," + twice)), ElementsAre(wrong));
  EXPECT_THAT(errors(bundle(patient("Practitioner/2/_history/2") + "," + twice)), IsEmpty());
  EXPECT_THAT(errors(bundle(patient("Practitioner/2", "http://b/Patient/1") + "," + twice)), IsEmpty());
  EXPECT_THAT(errors(bundle(patient("Practitioner/3") + "," + twice)), IsEmpty());
}

TEST(BundleReferences, DoNotNameAnEntryByAnotherType) {
  const std::string entry =
      R"(,{"fullUrl":"urn:uuid:)" + uuid + R"(","resource":{"resourceType":"Organization","name":"a"}})";
  const std::string wrong =
      "error validation-bundle-misnamed Bundle.entry[0].resource.generalPractitioner[0].reference";
  EXPECT_THAT(errors(bundle(patient("Practitioner/" + uuid) + entry)), ElementsAre(wrong));
  EXPECT_THAT(errors(bundle(patient("Organization/" + uuid) + entry)), IsEmpty());
  EXPECT_THAT(errors(bundle(patient("urn:uuid:" + uuid) + entry)), IsEmpty());
}

TEST(BundleReferences, MayMeanWhatIsYetToBeWritten) {
  const std::string request = R"(,"request":{"method":"PUT","url":"Patient/1"}})";
  std::string one = patient("Practitioner/" + uuid);
  one.replace(one.size() - 1, 1, request);
  const std::string entry =
      R"(,{"fullUrl":"urn:uuid:)" + uuid +
      R"(","resource":{"resourceType":"Organization","name":"a"},"request":{"method":"POST","url":"Organization"}})";
  EXPECT_THAT(errors(bundle(one + entry, "transaction")), IsEmpty());
}

TEST(BundleReferences, AreRulesInWords) {
  for (const auto& issue :
       issues_of(bundle(patient("Practitioner/2") + "," + practitioner("1") + "," + practitioner("2")))) {
    EXPECT_FALSE(issue.severity == base::Severity::error && is_structural(issue)) << brief(issue);
  }
}

TEST(Demands, HoldForEntriesToo) {
  const Loaded known(
      {R"({"resourceType":"StructureDefinition","url":"http://p/a","name":"P","status":"active",
    "kind":"resource","abstract":false,"derivation":"constraint","type":"Patient",
    "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient",
    "differential":{"element":[{"path":"Patient.name","min":1}]}})"});
  const base::Mapping by_type{{"Patient", "http://p/a"}};
  const std::string one = patient("Practitioner/2");
  EXPECT_THAT(known.errors(bundle(one), by_type),
              ElementsAre("error validation-profile-min Bundle.entry[0].resource.name"));
  EXPECT_THAT(known.errors(R"({"resourceType":"Patient","active":true})", by_type),
              ElementsAre("error validation-profile-min Patient.name"));
  EXPECT_THAT(known.errors(R"({"resourceType":"Patient","meta":{"profile":["http://p/a"]}})", by_type),
              ElementsAre("error validation-profile-min Patient.name"));
  EXPECT_THAT(known.errors(bundle(one)), IsEmpty());
  EXPECT_THAT(known.errors(bundle(one), {{"Person", "http://p/a"}}), IsEmpty());
}

}  // namespace
}  // namespace linkki::validation
