// A validator that goes with definitions that are added and taken out while it works.
#include <gtest/gtest.h>

#include "base/json/parse.h"
#include "definitions/r4.h"
#include "validation/validator.h"

namespace linkki::validation {
namespace {

bool valid(const Validator& validator, const definitions::Definitions& definitions, const std::string& json) {
  const auto resource = json::parse(json);
  for (const auto& issue : validator.validate(fhir::root(resource->root, definitions))) {
    if (issue.severity == base::Severity::error) return false;
  }
  return true;
}

TEST(FollowingValidator, KnowsAValueSetAsLongAsItIsThere) {
  definitions::Registry registry(definitions::r4());
  const auto validator = *Validator::follow(registry);
  const std::string url = "http://hl7.org/fhir/ValueSet/mimetypes";
  const std::string patient =
      R"({"resourceType":"Patient","photo":[{"contentType":"image/odd","url":"urn:x"}]})";
  EXPECT_TRUE(valid(*validator, *definitions::r4(), patient));
  ASSERT_TRUE(registry
                  .add({R"({"resourceType":"ValueSet","id":"m","url":")" + url +
                        R"(","status":"active","compose":{"include":[{"system":"urn:ietf:bcp:13",)"
                        R"("concept":[{"code":"image/png"}]}]}})"})
                  .ok());
  EXPECT_FALSE(valid(*validator, *definitions::r4(), patient));
  ASSERT_TRUE(registry.remove({url}).ok());
  EXPECT_TRUE(valid(*validator, *definitions::r4(), patient));
}

}  // namespace
}  // namespace linkki::validation
