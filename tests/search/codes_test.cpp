#include "search/codes.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/json/parse.h"
#include "definitions/r4.h"
#include "search/limits.h"

namespace linkki::search {
namespace {

using terminology::Catalogue;

std::shared_ptr<const Catalogue> r4() {
  static const auto made = std::make_shared<const Catalogue>(definitions::r4());
  return made;
}

// A code system of so many codes, the first of which is above all others.
TerminologyCodes with_codes(std::size_t count) {
  std::string below;
  for (std::size_t i = 1; i < count; ++i)
    below += std::string(below.empty() ? "" : ",") + R"({"code":"c)" + std::to_string(i) + "\"}";
  const auto system = json::parse(
      R"({"resourceType":"CodeSystem","url":"urn:s","status":"active","content":"complete",
          "concept":[{"code":"top","concept":[)" +
      below + "]}]}");
  const auto set = json::parse(R"({"resourceType":"ValueSet","url":"urn:all","status":"active",
      "compose":{"include":[{"system":"urn:s"}]}})");
  return TerminologyCodes(*Catalogue::with(r4(), {&system->root, &set->root}));
}

std::vector<std::string> names(base::Outcome<std::vector<Code>> codes) {
  std::vector<std::string> names;
  if (!codes.ok()) return {std::string(codes.failure().issues.at(0).message->code)};
  for (const Code& code : *codes) names.push_back(code.code);
  std::sort(names.begin(), names.end());
  return names;
}

using Names = std::vector<std::string>;

TEST(Codes, AreThoseOfAValueSet) {
  EXPECT_EQ(names(with_codes(3).members("urn:all")), (Names{"c1", "c2", "top"}));
  EXPECT_EQ(names(TerminologyCodes(r4()).members("http://hl7.org/fhir/ValueSet/administrative-gender")),
            (Names{"female", "male", "other", "unknown"}));
}

TEST(Codes, AreThoseOfAValueSetThatIsHandedIn) {
  auto set =
      json::parse(R"({"resourceType":"ValueSet","status":"active","compose":{"include":[{"system":"urn:s",
      "concept":[{"code":"c1"}]}]}})");
  EXPECT_EQ(names(with_codes(3).members(*std::move(set))), Names{"c1"});
}

TEST(Codes, StandAboveAndBelowOneAnother) {
  EXPECT_EQ(names(with_codes(3).below({"urn:s", "top"})), (Names{"c1", "c2", "top"}));
  EXPECT_EQ(names(with_codes(3).above({"urn:s", "c1"})), (Names{"c1", "top"}));
  EXPECT_EQ(names(with_codes(3).below({"urn:s", "unknown"})), Names{"unknown"});
}

TEST(Codes, OfWhatIsNotHereAreRefused) {
  const TerminologyCodes codes(r4());
  EXPECT_EQ(codes.members("http://x/unknown").failure().refusal, base::Refusal::bad_request);
  EXPECT_EQ(codes.below({"http://x/unknown", "a"}).failure().refusal, base::Refusal::bad_request);
}

TEST(Codes, AreRefusedWhereThereAreTooMany) {
  const TerminologyCodes codes = with_codes(limits::search_codes_max + 1);
  for (const auto& found : {codes.members("urn:all"), codes.below({"urn:s", "top"})}) {
    ASSERT_FALSE(found.ok());
    EXPECT_EQ(found.failure().issues.at(0).type, base::IssueType::too_costly);
  }
}

}  // namespace
}  // namespace linkki::search
