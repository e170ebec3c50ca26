// `_text` and `_content` → demands on words.
#include <gmock/gmock.h>

#include "search/limits.h"
#include "search/parsed.h"

namespace linkki::search {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Kind = Clause::Kind;

// word, (a & b), (a | b)
std::string shape(const Clause& clause) {
  if (clause.kind == Kind::test) return clause.values.at(0).text;
  std::string all;
  for (const Clause& part : clause.parts) {
    if (!all.empty()) all += clause.kind == Kind::any ? " | " : " & ";
    all += shape(part);
  }
  return "(" + all + ")";
}

std::string shape(std::string_view form) {
  return shape(parsed_clause("HealthcareService", form));
}

TEST(Question, WantsAllOfItsWords) {
  EXPECT_EQ(shape("_content=tasapaino"), "tasapaino");
  EXPECT_EQ(shape("_content=Tasapaino+RYHM%C3%84"), "(tasapaino & ryhmä)");
  EXPECT_EQ(shape("_content=ik%C3%A4-ihmiset"), "(ikä & ihmiset)");
  EXPECT_EQ(shape("_text=liver+and+bone"), "(liver & bone)");
  EXPECT_EQ(shape("_text=liver+AND+bone"), "(liver & bone)");
}

TEST(Question, TakesEitherSideOfAnOrOrAComma) {
  EXPECT_EQ(shape("_content=bone+OR+liver"), "(bone | liver)");
  EXPECT_EQ(shape("_content=bone,liver"), "(bone | liver)");
  EXPECT_EQ(shape("_content=bone+or+liver+cancer,heart"), "((bone | (liver & cancer)) | heart)");
  EXPECT_EQ(shape("_content=oregano+order"), "(oregano & order)");
}

TEST(Question, IsGroupedByBrackets) {
  EXPECT_EQ(shape("_content=(bone+OR+liver)+and+metastases"), "((bone | liver) & metastases)");
  EXPECT_EQ(shape("_content=((bone))"), "bone");
  EXPECT_EQ(shape("_content=(a+b)(c)"), "((a & b) & c)");
}

TEST(Question, InQuotesWantsAllOfTheWords) {
  EXPECT_EQ(shape("_content=%22bone+marrow%22+OR+liver"), "((bone & marrow) | liver)");
  EXPECT_EQ(shape("_content=%22this+or+that%22"), "(this & or & that)");
}

TEST(Question, MayBeAskedAlongAChain) {
  const Clause clause = parsed_clause("ServiceRequest", "performer:HealthcareService._content=tasapaino");
  ASSERT_EQ(clause.kind, Kind::chain);
  EXPECT_EQ(clause.branches.at(0).clauses.at(0).code, "_content");
}

TEST(Question, IsEchoedAsItWasAsked) {
  const Query query = parsed("HealthcareService", "_content=(a+OR+b)&_sort=_score");
  ASSERT_EQ(query.used.size(), 2u);
  EXPECT_EQ(query.used[0].second + query.used[1].second, "(a OR b)_score");
  EXPECT_EQ(query.sorts.at(0).code, "_score");
  EXPECT_FALSE(query.sorts.at(0).parameter);
}

TEST(Question, ThatIsNotWholeIsRefusedWithItsPlace) {
  const auto fault = [](std::string_view form) { return faults("HealthcareService", form); };
  EXPECT_THAT(fault("_content=a+(b"),
              ElementsAre(HasSubstr("search-value: _content | a ) for this ( | 3 |")));
  EXPECT_THAT(fault("_content=a)"), ElementsAre(HasSubstr("a word to look for | 2 |")));
  EXPECT_THAT(fault("_content=%22a"), ElementsAre(HasSubstr("another quotation mark | 1 |")));
  EXPECT_THAT(fault("_content=a+OR"), ElementsAre(HasSubstr("a word to look for | 5 |")));
  EXPECT_THAT(fault("_content=OR+a"), ElementsAre(HasSubstr("a word to look for | 1 |")));
  EXPECT_THAT(fault("_content=AND+a"), ElementsAre(HasSubstr("a word to look for | 1 |")));
  EXPECT_THAT(fault("_content=()"), ElementsAre(HasSubstr("a word to look for | 2 |")));
  EXPECT_THAT(fault("_content=..."), ElementsAre(HasSubstr("a word to look for | 4 |")));
  EXPECT_THAT(fault("_content=a,,b"), ElementsAre(HasSubstr("a word to look for | 3 |")));
  EXPECT_THAT(fault("_content=a%5Cb"), ElementsAre(HasSubstr("behind a backslash")));
}

TEST(Question, HasABoundedNumberOfWords) {
  std::string words = "a";
  for (std::size_t i = 1; i < limits::question_words_max; ++i) words += "+a";
  EXPECT_THAT(faults("HealthcareService", "_content=" + words), ElementsAre());
  EXPECT_THAT(faults("HealthcareService", "_content=" + words + "+a"),
              ElementsAre(HasSubstr("search-too-costly: 32 |")));
  EXPECT_THAT(faults("HealthcareService", "_content=" + words + "&_text=a"),
              ElementsAre(HasSubstr("search-too-costly: 32 |")));
}

TEST(Question, HasABoundedDepth) {
  const std::string deep(1'000, '(');
  EXPECT_THAT(faults("HealthcareService", "_content=" + deep),
              ElementsAre(HasSubstr("search-too-costly: 16 |")));
}

TEST(Question, TakesNoModifier) {
  EXPECT_THAT(faults("HealthcareService", "_content:exact=a"),
              ElementsAre(HasSubstr("search-modifier: _content | exact")));
  EXPECT_THAT(faults("HealthcareService", "_text:missing=true"),
              ElementsAre(HasSubstr("search-modifier: _text")));
}

TEST(Question, OfTheNarrativeNeedsATypeThatHasOne) {
  EXPECT_THAT(faults("Bundle", "_text=a"),
              ElementsAre(HasSubstr("search-parameter-unknown: _text | Bundle |")));
  EXPECT_THAT(faults("", "_text=a"), ElementsAre(HasSubstr("search-parameter-unknown")));
  EXPECT_THAT(faults("", "_type=Patient,Task&_text=a"), ElementsAre());
  EXPECT_THAT(faults("Bundle", "_content=a"), ElementsAre());
  EXPECT_THAT(faults("", "_content=a"), ElementsAre());
}

TEST(Question, IsNoConditionOfAWrite) {
  const auto query = parse("HealthcareService", "_content=a", *definitions::r4(), {.exactly = true});
  ASSERT_FALSE(query.ok());
  EXPECT_EQ(query.failure().issues.front().message->code, "search-not-supported");
}

TEST(Score, SortsOnlyWhereWordsAreAskedFor) {
  EXPECT_THAT(faults("HealthcareService", "_sort=_score"), ElementsAre(HasSubstr("search-score")));
  EXPECT_THAT(faults("HealthcareService", "_sort=-_score,name&_text=a"), ElementsAre());
  EXPECT_THAT(faults("HealthcareService", "_sort=_scor&_text=a"), ElementsAre(HasSubstr("_score")));
  EXPECT_THAT(faults("HealthcareService", "_score=true&_text=a"), ElementsAre(HasSubstr("_sort=_score")));
}

}  // namespace
}  // namespace linkki::search
