#include "terminology/constraint.h"

#include "terminology/release_sample.h"

namespace linkki::terminology {
namespace {

// The codes that a constraint means; holds() must say the same of each.
std::string meant(const std::string& text) {
  static const auto catalogue = with_release(write_snomed);
  auto constraint = Constraint::parse(text, "value");
  if (!constraint) return constraint.failure().issues[0].arguments[1].text();
  auto system = catalogue->code_system("http://snomed.info/sct");
  auto found = constraint->concepts(*system);
  std::string all;
  for (std::uint32_t i = 0; i < system->size(); ++i) {
    const auto one = system->at(i);
    const bool listed = std::find(found.begin(), found.end(), i) != found.end();
    EXPECT_EQ(constraint->holds(*system, one), listed) << text << " " << one.code;
    if (listed) all += (all.empty() ? "" : " ") + std::string(one.code);
  }
  return all;
}

TEST(Constraint, GoesUpAndDownTheHierarchy) {
  EXPECT_EQ(meant("1002"), "1002");
  EXPECT_EQ(meant("< 1002"), "1003 1005");
  EXPECT_EQ(meant("<<1002"), "1002 1003 1005");
  EXPECT_EQ(meant("<! 1001"), "1002 1004");
  EXPECT_EQ(meant("> 1005"), "1001 1002 1004");
  EXPECT_EQ(meant(">> 1003"), "1001 1002 1003");
  EXPECT_EQ(meant(">! 1005"), "1002 1004");
  EXPECT_EQ(meant("*"), "1001 1002 1003 1004 1005 1006");
  EXPECT_EQ(meant("^ 8001 |Some set|"), "1003 1004");
  EXPECT_EQ(meant("<< 4711"), "");
}

TEST(Constraint, JoinsSeveral) {
  EXPECT_EQ(meant("<< 1002 AND <<1004"), "1005");
  EXPECT_EQ(meant("1001 OR < 1004 or 1006"), "1001 1005 1006");
  EXPECT_EQ(meant("<1001 MINUS <<1002"), "1004");
  EXPECT_EQ(meant("(<<1002, <<1004) OR 1001"), "1001 1005");
}

TEST(Constraint, SaysWhereItEndsToMakeSense) {
  EXPECT_EQ(meant("< 1001 : 7001 = 1003"), "8");
  EXPECT_EQ(meant("1001 AND 1002 OR 1003"), "15");
  EXPECT_EQ(meant("1001 MINUS 1002 MINUS 1003"), "17");
  EXPECT_EQ(meant(""), "1");
  EXPECT_EQ(meant("(1001"), "6");
  EXPECT_EQ(meant("1001 |open"), "7");
}

TEST(Constraint, BoundsItsDepthAndLength) {
  EXPECT_FALSE(Constraint::parse(std::string(100'000, '('), "value").ok());
  std::string many = "1";
  for (int i = 0; i < 2'000; ++i) many += " OR 1";
  EXPECT_FALSE(Constraint::parse(many, "value").ok());
}

}  // namespace
}  // namespace linkki::terminology
