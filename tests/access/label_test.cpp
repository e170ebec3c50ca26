#include "access/label.h"

#include <gtest/gtest.h>

#include <string>

#include "base/json/parse.h"

using namespace linkki;

namespace {

const std::string finnish = "https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/fi-base-security-label-cs";
const std::string confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

bool hides(const std::string& system, const std::string& code) {
  const auto resource = json::parse(R"({"meta":{"security":[{"system":"urn:other","code":"N"},{"system":")" +
                                    system + R"(","code":")" + code + "\"}]}}");
  return access::hides(resource->root);
}

}  // namespace

TEST(Label, HidesWhoMustNotBeFoundAndWhatIsRestricted) {
  EXPECT_TRUE(hides(finnish, "TURVAKIELTO"));
  EXPECT_TRUE(hides(confidentiality, "R"));
  EXPECT_TRUE(hides(confidentiality, "V"));
}

TEST(Label, HidesNothingElse) {
  EXPECT_FALSE(hides(confidentiality, "N"));
  EXPECT_FALSE(hides(finnish, "R"));
  EXPECT_FALSE(hides("urn:other", "TURVAKIELTO"));
  for (const char* json :
       {"{}", R"({"meta":{}})", R"({"meta":{"tag":[{"code":"R"}]}})", R"({"meta":{"security":[]}})"})
    EXPECT_FALSE(access::hides(json::parse(json)->root)) << json;
}
