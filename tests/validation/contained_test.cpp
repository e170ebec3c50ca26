#include "validation/contained.h"

#include <gtest/gtest.h>

#include "base/json/parse.h"

namespace linkki::validation {
namespace {

bool sound(const std::string& contained, const std::string& others = R"("active":true)") {
  const auto resource =
      json::parse(R"({"resourceType":"Patient","contained":[)" + contained + "]," + others + "}");
  return contained_are_referred_to(resource->root);
}

const std::string a = R"({"resourceType":"Organization","id":"a")";

TEST(Contained, IsReferredToByReferencesAndUris) {
  EXPECT_FALSE(sound(a + "}"));
  EXPECT_TRUE(sound(a + "}", R"("managingOrganization":{"reference":"#a"})"));
  EXPECT_TRUE(sound(a + "}", R"("extension":[{"url":"urn:x","valueUri":"#a"}])"));
  EXPECT_FALSE(sound(a + "}", R"("managingOrganization":{"reference":"#aa"})"));
}

TEST(Contained, IsReferredToByImagesOfNarratives) {
  const auto showing = [](const std::string& id) {
    return R"("text":{"div":"<div><img src=\"x\"/><img src=\"#)" + id + R"(\"/></div>"})";
  };
  EXPECT_TRUE(sound(a + "}", showing("a")));
  EXPECT_FALSE(sound(a + "}", showing("b")));
}

TEST(Contained, MayReferToWhatIsAroundIt) {
  EXPECT_TRUE(sound(a + R"(,"partOf":{"reference":"#"}})"));
}

TEST(Contained, IsEachReferredTo) {
  const std::string both = a + R"(},{"resourceType":"Organization","id":"b","partOf":{"reference":"#a"}})";
  EXPECT_FALSE(sound(both));
  EXPECT_TRUE(sound(both, R"("managingOrganization":{"reference":"#b"})"));
}

TEST(Contained, InGreatNumbersIsLookedAtOnce) {
  std::string many, text = "<div>";
  for (int i = 0; i < 20'000; ++i) {
    const std::string id = std::to_string(i);
    many += (i ? "," : "") + (R"({"resourceType":"Basic","id":")" + id + "\"}");
    text += R"(<a href=\"#)" + id + R"(\">x</a>)";
  }
  EXPECT_TRUE(sound(many, R"("text":{"div":")" + text + "</div>\"}"));
}

}  // namespace
}  // namespace linkki::validation
