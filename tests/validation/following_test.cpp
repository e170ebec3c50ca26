// A validator that goes with definitions that are added and taken out while it works.
#include <gtest/gtest.h>

#include "base/json/parse.h"
#include "definitions/r4.h"
#include "terminology/release_sample.h"
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
  const terminology::Terminology terminology(registry);
  const auto validator = *Validator::follow(terminology);
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

TEST(FollowingValidator, KnowsTheCodesOfAReleaseOnceItIsLoaded) {
  definitions::Registry registry(definitions::r4());
  ASSERT_TRUE(
      registry
          .add({R"({"resourceType":"ValueSet","id":"m","url":"http://hl7.org/fhir/ValueSet/mimetypes",)"
                R"("status":"active","compose":{"include":[{"system":"http://snomed.info/sct",)"
                R"("filter":[{"property":"concept","op":"is-a","value":"1002"}]}]}})"})
          .ok());
  terminology::Terminology terminology(registry);
  const auto validator = *Validator::follow(terminology);
  const auto with_code = [&](const std::string& code) {
    return valid(*validator, *definitions::r4(),
                 R"({"resourceType":"Patient","photo":[{"contentType":")" + code + R"(","url":"urn:x"}]})");
  };
  EXPECT_TRUE(with_code("1004")) << "nobody can tell, which is a warning";
  const terminology::ReleaseFolder folder;
  terminology::write_snomed(folder);
  terminology.take(terminology::load(folder));
  EXPECT_TRUE(with_code("1003"));
  EXPECT_FALSE(with_code("1004")) << "yellow is not red";
  terminology.take(nullptr);
  EXPECT_TRUE(with_code("1004"));
}

}  // namespace
}  // namespace linkki::validation
