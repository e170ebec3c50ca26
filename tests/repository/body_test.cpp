#include "repository/body.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace linkki::repository {
namespace {

constexpr base::Instant time{std::chrono::milliseconds{1'769'842'800'123}};
constexpr std::string_view given = R"("versionId":"3","lastUpdated":"2026-01-31T07:00:00.123Z")";

// Encodes with the place behind `"meta":{` and reads it back as version 3.
std::string through(const Codec& codec, const std::string& json) {
  return codec.decode(codec.encode(json, json.find("\"meta\":{") + 8), 3, time);
}

TEST(Body, GivesAnEmptyMetaItsVersionAndTime) {
  const Codec codec("");
  EXPECT_EQ(through(codec, R"({"resourceType":"Patient","id":"1","meta":{}})"),
            R"({"resourceType":"Patient","id":"1","meta":{)" + std::string(given) + "}}");
}

TEST(Body, PutsVersionAndTimeBeforeTheOtherMembersOfMeta) {
  const Codec codec("");
  EXPECT_EQ(through(codec, R"({"meta":{"source":"urn:a"},"id":"1"})"),
            R"({"meta":{)" + std::string(given) + R"(,"source":"urn:a"},"id":"1"})");
}

TEST(Body, FindsMetaBehindAnythingElse) {
  const Codec codec("");
  const std::string before = R"({"text":")" + std::string(5'000, 'x') + R"(",)";
  EXPECT_EQ(through(codec, before + R"("meta":{}})"), before + R"("meta":{)" + std::string(given) + "}}");
}

TEST(Body, CompressesWhatRepeats) {
  const Codec codec("");
  const std::string json = R"({"meta":{},"note":")" + std::string(10'000, 'a') + "\"}";
  EXPECT_LT(codec.encode(json, 9).size(), 200u);
}

TEST(Body, KeepsWhatCannotBeCompressed) {
  const Codec codec("");
  base::SeededRandom random(1);
  std::string noise(3'000, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(noise.data()), noise.size()});
  for (char& c : noise) c = static_cast<char>(c | 0x80);  // never a quote or a brace
  const std::string json = R"({"meta":{},"x":")" + noise + "\"}";
  EXPECT_LE(codec.encode(R"({"meta":{}})", 9).size(), 9u + 11u);
  EXPECT_EQ(through(codec, json), R"({"meta":{)" + std::string(given) + R"(},"x":")" + noise + "\"}");
}

TEST(Body, ReadsWithTheDictionaryItWasWrittenWith) {
  const std::string json =
      R"({"meta":{},"resourceType":"ServiceRequest","status":"active","intent":"order","subject":{}})";
  const Codec plain(""), trained(json + json);
  EXPECT_LT(trained.encode(json, 9).size(), plain.encode(json, 9).size());
  EXPECT_EQ(through(trained, json), through(plain, json));
}

TEST(Body, ReadsTheSameBodyAsAnyVersion) {
  const Codec codec("");
  const std::string body = codec.encode(R"({"meta":{}})", 9);
  EXPECT_EQ(codec.decode(body, 4'000'000'000u, base::Instant{}),
            R"({"meta":{"versionId":"4000000000","lastUpdated":"1970-01-01T00:00:00.000Z"}})");
}

}  // namespace
}  // namespace linkki::repository
