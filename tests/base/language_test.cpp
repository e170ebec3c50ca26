// What Accept-Language says, read as RFC 9110 has it, and what we make of it.
#include "base/language.h"

#include <gmock/gmock.h>

#include <string>

#include "base/limits.h"

namespace linkki::base {
namespace {

using testing::ElementsAre;

std::vector<std::string> ranges(std::string_view list) {
  std::vector<std::string> found;
  for (const LanguageRange& range : parse_accept_language(list)) {
    found.push_back(std::string(range.tag) + "=" + std::to_string(range.weight));
  }
  return found;
}

TEST(AcceptLanguage, OrdersByWeightAndThenAsItStands) {
  EXPECT_THAT(ranges("en;q=0.5, fi , sv-FI;q=0.75,*;q=0, nb"),
              ElementsAre("fi=1000", "nb=1000", "sv-FI=750", "en=500", "*=0"));
}
TEST(AcceptLanguage, TakesSpacesAndCapitalsWhereTheyMayStand) {
  EXPECT_THAT(ranges("\tfi\t;\tQ=0.2\t, SV ; q=1.000"), ElementsAre("SV=1000", "fi=200"));
}
TEST(AcceptLanguage, PassesOverWhatIsMalformed) {
  EXPECT_THAT(ranges(",, ;q=1, fi;q=high, sv;q=nan, da;q=-1, nb;x=1, de;q=, en"), ElementsAre("en=1000"));
  EXPECT_THAT(ranges(""), ElementsAre());
}
TEST(AcceptLanguage, AWeightOverOneIsOne) {
  EXPECT_THAT(ranges("fi;q=7, sv;q=inf"), ElementsAre("fi=1000", "sv=1000"));
}
TEST(AcceptLanguage, ReadsNoMorePartsThanTheLimit) {
  std::string list;
  for (int i = 0; i < 100'000; ++i) list += "de,";
  EXPECT_EQ(ranges(list + "fi").size(), limits::language_ranges_max);
}

TEST(LanguageRange, TakesItsRegionsAndItsLanguage) {
  EXPECT_TRUE(takes("sv", "sv"));
  EXPECT_TRUE(takes("sv", "sv-FI"));
  EXPECT_TRUE(takes("sv-FI", "SV"));
  EXPECT_FALSE(takes("sv", "svk"));
  EXPECT_FALSE(takes("sv-FI", "sv-SE"));
  EXPECT_FALSE(takes("sv", ""));
  EXPECT_FALSE(takes("", "sv"));
}

TEST(Language, IsTheFirstThatTheCallerNames) {
  EXPECT_EQ(choose_language("fi"), Language::finnish);
  EXPECT_EQ(choose_language("sv"), Language::swedish);
  EXPECT_EQ(choose_language("en"), Language::english);
  EXPECT_EQ(choose_language("sv, fi"), Language::swedish);
}
TEST(Language, IsTheOneOfTheGreatestWeight) {
  EXPECT_EQ(choose_language("en;q=0.1, fi;q=0.2, sv;q=0.15"), Language::finnish);
  EXPECT_EQ(choose_language("fi;q=0.001"), Language::finnish);
}
TEST(Language, IsNotBoundToARegion) {
  EXPECT_EQ(choose_language("fi-FI"), Language::finnish);
  EXPECT_EQ(choose_language("sv-FI, sv;q=0.9, en;q=0.8"), Language::swedish);
  EXPECT_EQ(choose_language("SV-se"), Language::swedish);
}
TEST(Language, IsTheNextBestWhereTheBestIsNotSpoken) {
  EXPECT_EQ(choose_language("de-DE, se, sv;q=0.3, en;q=0.2"), Language::swedish);
}
TEST(Language, IsEnglishWhereNoneFits) {
  EXPECT_EQ(choose_language(""), Language::english);
  EXPECT_EQ(choose_language("de, fr;q=0.5"), Language::english);
  EXPECT_EQ(choose_language("fil, svk"), Language::english);
  EXPECT_EQ(choose_language("fi;q=0, sv;q=0"), Language::english);
  EXPECT_EQ(choose_language("*;q=0"), Language::english);
}
TEST(Language, OfTheStarIsOneThatIsNotNamed) {
  EXPECT_EQ(choose_language("*"), Language::english);
  EXPECT_EQ(choose_language("de, *;q=0.1"), Language::english);
  EXPECT_EQ(choose_language("en;q=0, *"), Language::finnish);
  EXPECT_EQ(choose_language("*, fi;q=0.5, en;q=0.7"), Language::swedish);
}

TEST(Language, HasACode) {
  EXPECT_EQ(code(Language::english), "en");
  EXPECT_EQ(code(Language::finnish), "fi");
  EXPECT_EQ(code(Language::swedish), "sv");
}

}  // namespace
}  // namespace linkki::base
