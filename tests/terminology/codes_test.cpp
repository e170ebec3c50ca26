#include "terminology/codes.h"

#include "terminology/small.h"

namespace linkki::terminology {
namespace {

const std::string reds = filtered("urn:s", "concept", "is-a", "red");

struct CodesOf : ::testing::Test {
  static std::shared_ptr<const Catalogue> made(const std::vector<std::string>& resources) {
    definitions::Registry registry(r4());
    ensure(registry.add(resources).ok());
    return std::make_shared<const Catalogue>(registry.current());
  }
  const Codes codes{
      made({reds, colours, value_set("urn:unknown", R"({"include":[{"system":"urn:elsewhere"}]})"),
            value_set("urn:circle", R"({"include":[{"valueSet":["urn:circle"]}]})"),
            value_set("urn:both", R"({"include":[{"system":"urn:c","concept":[{"code":"blue"}]},
                                                                {"valueSet":["urn:s"]}]})")})};
  std::string name_of(const std::string& system, const std::string& code, const std::string& display) const {
    return codes.look({system, code, {}}, display).right_display;
  }
  Membership exists(const std::string& system, const std::string& code,
                    const std::string& version = "") const {
    return codes.look({system, code, version}, "").exists;
  }
};

TEST_F(CodesOf, AreInASetByItsRules) {
  for (int turn = 0; turn < 2; ++turn) {  // decided, then kept
    EXPECT_EQ(codes.contains("urn:s", "urn:c", "crimson"), Membership::yes);
    EXPECT_EQ(codes.contains("urn:s", "urn:c", "blue"), Membership::no);
    EXPECT_EQ(codes.contains("urn:s", "urn:d", "crimson"), Membership::no);
  }
}

TEST_F(CodesOf, WithoutASystemAreInASetByAnyOfItsSystems) {
  EXPECT_EQ(codes.contains("urn:both", "", "crimson"), Membership::yes);
  EXPECT_EQ(codes.contains("urn:both", "", "blue"), Membership::yes);
  EXPECT_EQ(codes.contains("urn:both", "", "pink"), Membership::no);
}

TEST_F(CodesOf, CannotAlwaysBeDecided) {
  EXPECT_EQ(codes.contains("urn:unknown", "urn:elsewhere", "a"), Membership::unknown);
  EXPECT_EQ(codes.contains("urn:no-set", "urn:c", "red"), Membership::unknown);
  EXPECT_EQ(codes.contains("urn:circle", "urn:c", "red"), Membership::unknown);
}

TEST_F(CodesOf, ExistInTheirSystemOrByItsGrammar) {
  EXPECT_EQ(exists("urn:c", "red"), Membership::yes);
  EXPECT_EQ(exists("urn:c", "pink"), Membership::no);
  EXPECT_EQ(exists("urn:c", "pink", "another"), Membership::unknown);
  EXPECT_EQ(exists("urn:elsewhere", "a"), Membership::unknown);
  EXPECT_EQ(exists("urn:ietf:bcp:47", "sv-FI"), Membership::yes);
  EXPECT_EQ(exists("urn:ietf:bcp:47", "?"), Membership::no);
  EXPECT_EQ(exists("urn:ietf:bcp:13", "image/png"), Membership::yes);
  EXPECT_EQ(exists("urn:ietf:bcp:13", "json"), Membership::unknown);
}

TEST_F(CodesOf, AreCalledByTheirNamesInAnyLanguage) {
  EXPECT_EQ(name_of("urn:c", "crimson", "crimson"), "");
  EXPECT_EQ(name_of("urn:c", "crimson", "Blue"), "Crimson");
  EXPECT_EQ(name_of("urn:c", "pink", "Blue"), "");
  EXPECT_EQ(name_of("urn:c", "red", "Punainen"), "");
}

}  // namespace
}  // namespace linkki::terminology
