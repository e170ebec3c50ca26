#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/json/parse.h"
#include "conformance/suites.h"
#include "search/form.h"
#include "search/parsed.h"

namespace linkki::search {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ParseFault, NamesTheNearestAndAllValidParameters) {
  EXPECT_THAT(faults("Task", "stauts=draft"),
              ElementsAre(AllOf(HasSubstr("search-parameter-unknown: stauts | Task | status |"),
                                HasSubstr("_count"), HasSubstr("_lastUpdated"), HasSubstr("authored-on"))));
  EXPECT_THAT(faults("Task", "Status=draft"), ElementsAre(HasSubstr("| Task | status |")));
}

TEST(ParseFault, TellsAllFaultsAtOnce) {
  EXPECT_THAT(faults("Patient", "nme=a&birthdate=x,y&gender:exact=male&_total=some"),
              ElementsAre(HasSubstr("search-parameter-unknown: nme"), HasSubstr("| 1 |"), HasSubstr("| 3 |"),
                          HasSubstr("search-modifier: gender | exact |"), HasSubstr("search-value: _total")));
}

TEST(ParseFault, ListsTheModifiersOfTheType) {
  EXPECT_THAT(faults("Patient", "name:not=a"),
              ElementsAre("search-modifier: name | not | missing, exact, contains |"));
  EXPECT_THAT(faults("Patient", "birthdate:exact=2026"),
              ElementsAre("search-modifier: birthdate | exact | missing |"));
  EXPECT_THAT(
      faults("Encounter", "service-provider:exact=1"),
      ElementsAre(
          "search-modifier: service-provider | exact | missing, identifier, above, below, Organization |"));
  EXPECT_THAT(
      faults("Patient", "gender:=male"),
      ElementsAre("search-modifier: gender |  | missing, not, text, in, not-in, of-type, above, below |"));
  EXPECT_THAT(faults("Observation", "value-quantity:exact=1"),
              ElementsAre("search-modifier: value-quantity | exact | missing |"));
  EXPECT_THAT(faults("ValueSet", "url:text=a"),
              ElementsAre("search-modifier: url | text | missing, above, below |"));
  EXPECT_THAT(faults("Patient", "name:text=a"),
              ElementsAre("search-modifier: name | text | missing, exact, contains |"));
  EXPECT_THAT(faults("Observation", "code-value-quantity:missing=true"),
              ElementsAre("search-modifier: code-value-quantity | missing | none |"));
  EXPECT_THAT(faults("Location", "near:exact=1|1"), ElementsAre("search-modifier: near | exact | missing |"));
}

TEST(ParseModifier, ReadsThoseOfEachType) {
  EXPECT_EQ(parsed_clause("Patient", "name:exact=a").modifier, Modifier::exact);
  EXPECT_EQ(parsed_clause("Patient", "name:contains=a").modifier, Modifier::contains);
  EXPECT_EQ(parsed_clause("Patient", "gender:not=male").modifier, Modifier::negated);
  EXPECT_EQ(parsed_clause("ValueSet", "url:below=http://x").modifier, Modifier::below);
  EXPECT_EQ(parsed_clause("ValueSet", "url:above=http://x").modifier, Modifier::above);
  EXPECT_EQ(parsed_clause("Task", "code:text=a").modifier, Modifier::text);
  EXPECT_EQ(parsed_clause("Task", "code:in=http://x").modifier, Modifier::in);
  EXPECT_EQ(parsed_clause("Task", "code:not-in=http://x").modifier, Modifier::not_in);
  EXPECT_EQ(parsed_clause("Task", "code:below=http://x|a").modifier, Modifier::below);
  EXPECT_EQ(parsed_clause("Task", "identifier:of-type=http://x|a|b").modifier, Modifier::of_type);
  EXPECT_EQ(parsed_clause("Location", "partof:above=1").modifier, Modifier::above);
  EXPECT_TRUE(parsed_value("Patient", "birthdate:missing=true").truth);
  EXPECT_FALSE(parsed_value("Patient", "birthdate:missing=false").truth);
}

TEST(ParseModifier, TakesMissingAsTrueOrFalseOnce) {
  EXPECT_THAT(faults("Patient", "gender:missing=yes"),
              ElementsAre("search-value: gender:missing | true or false | 1 |"));
  EXPECT_THAT(faults("Patient", "gender:missing=true,false"),
              ElementsAre("search-value: gender:missing | either true or false | 6 |"));
}

TEST(ParseFault, SaysWhatIsNotSupportedYet) {
  for (const char* form : {"_score=true", "_list=$current-problems", "_query=x"})
    EXPECT_THAT(faults("ServiceRequest", form), ElementsAre(HasSubstr("search-not-supported: "))) << form;
}

TEST(ParseFault, NamesAnUnknownParameterThatIsChained) {
  EXPECT_THAT(faults("Task", "fcous.status=a"),
              ElementsAre(HasSubstr("search-parameter-unknown: fcous | Task | focus |")));
}

TEST(ParseFault, RefusesAnEmptyAlternative) {
  EXPECT_THAT(faults("Task", "status=draft,,ready"),
              ElementsAre("search-value: status | a value between commas | 7 |"));
}

TEST(ParseFault, BoundsAlternativesAndTheirLength) {
  std::string ids = "_id=1";
  for (int i = 0; i < 999; ++i) ids += ",1";
  EXPECT_THAT(faults("Task", ids), IsEmpty());
  EXPECT_THAT(faults("Task", ids + ",1"), ElementsAre("search-too-costly: 1000 | values |"));
  EXPECT_THAT(faults("Task", ids + "&status=draft"), ElementsAre("search-too-costly: 1000 | values |"));
  EXPECT_THAT(faults("Patient", "name=" + std::string(4'097, 'a')),
              ElementsAre("search-too-costly: 4096 | bytes in one value |"));
}

TEST(ParseFault, RepeatsLongNamesOnlyInPart) {
  const auto found = faults("Task", std::string(5'000, 'x') + "=1");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_LT(found[0].size(), 2'000u);
}

TEST(ParseLenient, PassesOverUnknownParametersOnly) {
  const auto query = parse_search("Task", "color=red&status=draft&fcous.x=1", true);
  ASSERT_TRUE(query.ok());
  EXPECT_THAT(query->ignored, ElementsAre("color", "fcous.x"));
  EXPECT_EQ(query->clauses.size(), 1u);
  EXPECT_EQ(query->used.size(), 1u);
  EXPECT_THAT(faults("Task", "status:exact=draft", true), ElementsAre(HasSubstr("search-modifier")));
  EXPECT_THAT(faults("Task", "_query=a", true), ElementsAre(HasSubstr("search-not-supported")));
}

TEST(ParseName, KnowsTheUsualMisspelling) {
  EXPECT_EQ(parsed_clause("Task", "_lastupdated=2026").code, "_lastUpdated");
  EXPECT_EQ(parsed("Task", "_sort=-_lastupdated").sorts.at(0).code, "_lastUpdated");
}

TEST(ParseName, PassesOverParametersWithoutAValue) {
  const Query query = parsed("Task", "status=&unheard-of=&code");
  EXPECT_TRUE(query.clauses.empty());
  EXPECT_TRUE(query.used.empty());
}

// Texts that break careless programs.
std::vector<std::string> naughty_texts() {
  std::ifstream file(conformance("blns.json"));
  std::stringstream bytes;
  bytes << file.rdbuf();
  const auto document = json::parse(bytes.str());
  std::vector<std::string> texts;
  if (!document.ok()) return texts;
  for (const json::Value& text : document->root.items()) texts.emplace_back(text.text());
  return texts;
}

TEST(ParseFault, MeetsNaughtyTextsAsValuesAndNames) {
  const auto texts = naughty_texts();
  if (texts.empty()) GTEST_SKIP() << "the list of naughty strings is not beside this project";
  std::size_t understood = 0;
  const auto meet = [&](std::string_view type, const std::string& form) {
    const auto query = parse_search(type, form);
    understood += query.ok() ? 1 : 0;
    if (query.ok()) return;
    EXPECT_EQ(query.failure().refusal, base::Refusal::bad_request);
    EXPECT_FALSE(query.failure().issues.empty());
    for (const auto& issue : query.failure().issues) EXPECT_LT(issue.text().size(), 2'000u) << form;
  };
  for (const std::string& text : texts) {
    meet("Patient", text);
    meet("Patient", print_form({{text, "1"}}));
    meet("Patient", print_form({{"name:" + text, "1"}}));
    for (const char* name :
         {"name", "gender", "birthdate", "organization", "_profile", "_sort", "_include", "_elements"})
      meet("Patient", print_form({{name, text}}));
    meet("Observation", print_form({{"value-quantity", text}}));
  }
  EXPECT_GT(understood, texts.size());
}

}  // namespace
}  // namespace linkki::search
