#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "search/escape.h"
#include "search/form.h"
#include "search/parsed.h"

namespace linkki::search {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(ParseForm, DecodesPercentEscapesAndPlus) {
  const auto fields = parse_form("name=%C3%85bo+akademi&city=a%2Bb");
  ASSERT_TRUE(fields.ok());
  ASSERT_EQ(fields->size(), 2u);
  EXPECT_EQ((*fields)[0].value, "Åbo akademi");
  EXPECT_EQ((*fields)[1].value, "a+b");
}

TEST(ParseForm, SplitsAtTheFirstEqualsSign) {
  const auto fields = parse_form("identifier=a=b=c");
  ASSERT_TRUE(fields.ok());
  EXPECT_EQ((*fields)[0].name, "identifier");
  EXPECT_EQ((*fields)[0].value, "a=b=c");
}

TEST(ParseForm, LeavesOutFieldsWithoutAValue) {
  const auto fields = parse_form("&&status=&code&=x&active=true&");
  ASSERT_TRUE(fields.ok());
  ASSERT_EQ(fields->size(), 2u);
  EXPECT_EQ((*fields)[0].name, "");
  EXPECT_EQ((*fields)[1].name, "active");
}

TEST(ParseForm, RefusesBrokenEscapesWhereTheyStand) {
  EXPECT_THAT(faults("Task", "status=%zz"), ElementsAre("search-encoding: 8 |"));
  EXPECT_THAT(faults("Task", "status=draft%2"), ElementsAre("search-encoding: 13 |"));
  EXPECT_THAT(faults("Task", "a%=x"), ElementsAre("search-encoding: 2 |"));
}

TEST(ParseForm, RefusesBytesThatAreNoText) {
  EXPECT_THAT(faults("Patient", "name=%C3"), ElementsAre("search-encoding: 6 |"));
  EXPECT_THAT(faults("Patient", "name=a%00b"), ElementsAre("search-encoding: 6 |"));
}

TEST(ParseForm, RefusesMoreParametersThanTheBound) {
  std::string form;
  for (int i = 0; i < 257; ++i) form += "status=draft&";
  EXPECT_THAT(faults("Task", form), ElementsAre("search-too-costly: 256 | parameters |"));
}

RC_GTEST_PROP(ParseForm, ReadsBackWhatItPrints, ()) {
  const auto text = rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange(' ', '~')));
  const auto pairs =
      *rc::gen::container<std::vector<std::pair<std::string, std::string>>>(rc::gen::pair(text, text));
  RC_PRE(pairs.size() < 200);
  const auto fields = parse_form(print_form(pairs));
  RC_ASSERT(fields.ok());
  RC_ASSERT(fields->size() == pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    RC_ASSERT((*fields)[i].name == pairs[i].first);
    RC_ASSERT((*fields)[i].value == pairs[i].second);
  }
}

RC_GTEST_PROP(Escape, GivesBackWhatWasEscaped, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::element(',', '|', '$', '\\', 'a', ' '));
  const std::string escaped = escape(text);
  RC_ASSERT(find_bad_escape(escaped) == std::string::npos);
  RC_ASSERT(split({escaped, 0}, ',').size() == 1u);
  RC_ASSERT(split({escaped, 0}, '|').size() == 1u);
  RC_ASSERT(unescape(escaped) == text);
}

TEST(Escape, TellsWhereABackslashEscapesNothing) {
  EXPECT_EQ(find_bad_escape("a\\\\b\\,c"), std::string::npos);
  EXPECT_EQ(find_bad_escape("a\\\\\\b"), 3u);
  EXPECT_EQ(find_bad_escape("end\\"), 3u);
}

TEST(Escape, SplitsOnlyAtBareMarks) {
  const auto parts = split({"a\\,b,,c", 0}, ',');
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[0].text, "a\\,b");
  EXPECT_EQ(parts[1].at, 5u);
  EXPECT_EQ(parts[2].text, "c");
}

}  // namespace
}  // namespace linkki::search
