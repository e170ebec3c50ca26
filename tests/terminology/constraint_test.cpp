#include "terminology/constraint.h"

#include "terminology/limits.h"
#include "terminology/release_sample.h"
#include "terminology/release_writer.h"

namespace linkki::terminology {
namespace {

// The codes that a constraint means; holds() must say the same of each.
std::string meant(const std::string& text) {
  static const auto catalogue = with_release(write_snomed);
  auto constraint = Constraint::parse(text, "value");
  if (!constraint) return constraint.failure().issues[0].arguments[1].text();
  auto system = catalogue->code_system("http://snomed.info/sct");
  auto found = *constraint->concepts(*system);
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

TEST(Constraint, TellsWhatIsWrongFromWhatIsNotUnderstood) {
  for (const char* const text : {"234234 << 234234", "(1001", "1001 AND", "<! 1002", "^ 1 |a: b|", ""}) {
    EXPECT_TRUE(Constraint::understands(text)) << text;
  }
  for (const char* const text : {"< 1001 : 7001 = 1003", "<<! 1001", "!!> 1001", "1001 . 7001", "{{ term }}",
                                 "descendantOf 1001", "1001 /* a */", "\"a\""}) {
    EXPECT_FALSE(Constraint::understands(text)) << text;
  }
}

TEST(Constraint, BoundsItsDepthAndLength) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "1" + std::string(depth, ')');
  };
  EXPECT_TRUE(Constraint::parse(nested(limits::constraint_depth_max), "value").ok());
  EXPECT_FALSE(Constraint::parse(nested(limits::constraint_depth_max + 1), "value").ok());
  const auto listed = [](std::size_t count) {
    std::string all = "1";
    for (std::size_t i = 1; i < count; ++i) all += " OR 1";
    return all;
  };
  EXPECT_TRUE(Constraint::parse(listed(limits::constraint_parts_max), "value").ok());
  EXPECT_FALSE(Constraint::parse(listed(limits::constraint_parts_max + 1), "value").ok());
}

TEST(Constraint, GoesThroughSoManyConceptsAndNoMore) {
  const ReleaseFolder folder;
  ReleaseWriter writer;
  constexpr std::size_t children = 10'000;
  writer.add("0");
  for (std::size_t i = 1; i <= children; ++i) {
    writer.add(std::to_string(i));
    writer.parent(std::to_string(i), "0");
  }
  folder.write("x.codes",
               *writer.finish(R"({"resourceType":"CodeSystem","url":"urn:r","content":"complete"})"));
  const auto system = *Release::open(folder.path() + "/x.codes");
  const auto found = [&](std::size_t times) {
    std::string text = "< 0";
    for (std::size_t i = 1; i < times; ++i) text += " OR < 0";
    return Constraint::parse(text, "value")->concepts(*system);
  };
  EXPECT_EQ(found(10)->size(), children);
  const auto refused = found(limits::constraint_concepts_max / children);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.failure().issues[0].message->code, "terminology-constraint-large");
}

}  // namespace
}  // namespace linkki::terminology
