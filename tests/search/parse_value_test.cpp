#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "search/escape.h"
#include "search/form.h"
#include "search/parsed.h"

namespace linkki::search {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(ParseToken, ReadsTheFourForms) {
  const Value code = parsed_value("Task", "code=a");
  EXPECT_FALSE(code.system_given);
  EXPECT_EQ(code.text, "a");
  const Value both = parsed_value("Task", "code=http://s%7Ca");
  EXPECT_TRUE(both.system_given);
  EXPECT_EQ(both.system, "http://s");
  EXPECT_EQ(both.text, "a");
  const Value without = parsed_value("Task", "code=|a");
  EXPECT_TRUE(without.system_given);
  EXPECT_EQ(without.system, "");
  EXPECT_EQ(without.text, "a");
  const Value system = parsed_value("Task", "code=http://s|");
  EXPECT_EQ(system.system, "http://s");
  EXPECT_EQ(system.text, "");
}

TEST(ParseToken, RefusesABarAlone) {
  EXPECT_THAT(faults("Task", "code=|"),
              ElementsAre("search-value: code | code, system|code, |code or system| | 1 |"));
  EXPECT_THAT(faults("Task", "code=a|b|c"),
              ElementsAre("search-value: code | one | between system and code | 4 |"));
}

TEST(ParseValue, TakesEscapedCommasAndBarsAsTheyAre) {
  const Value value = parsed_value("Task", "code=a\\|b\\,c\\$d\\\\e");
  EXPECT_FALSE(value.system_given);
  EXPECT_EQ(value.text, "a|b,c$d\\e");
}

TEST(ParseValue, ReadsCommasAsOrAndRepetitionAsAnd) {
  const Query query = parsed("Task", "status=draft,ready&status=ready");
  ASSERT_EQ(query.clauses.size(), 2u);
  EXPECT_EQ(query.clauses[0].values.size(), 2u);
  EXPECT_EQ(query.clauses[0].values[1].text, "ready");
  EXPECT_EQ(query.clauses[1].values.size(), 1u);
}

TEST(ParseReference, ReadsIdsAndTypesWithIds) {
  const Value bare = parsed_value("Task", "focus=1");
  EXPECT_EQ(bare.type, "");
  EXPECT_EQ(bare.text, "1");
  const Value typed = parsed_value("ServiceRequest", "subject=Patient/p-1");
  EXPECT_EQ(typed.type, "Patient");
  EXPECT_EQ(typed.text, "p-1");
  EXPECT_EQ(typed.url, "");
}

TEST(ParseReference, MakesUrlsOfOurOwnBasesLocal) {
  for (const std::string base : {"https://linkki.example/fhir/", "https://alias.example/"}) {
    const Value value = parsed_value("ServiceRequest", "subject=" + base + "Patient/1");
    EXPECT_EQ(value.type, "Patient");
    EXPECT_EQ(value.text, "1");
    EXPECT_EQ(value.url, base + "Patient/1");  // as a canonical has it
  }
}

TEST(ParseReference, KeepsOtherUrlsWhole) {
  const Value value = parsed_value("ServiceRequest", "subject=https://other.example/fhir/Patient/1");
  EXPECT_EQ(value.url, "https://other.example/fhir/Patient/1");
  EXPECT_EQ(value.text, "");
  EXPECT_EQ(parsed_value("Task", "focus=urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0").url,
            "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0");
}

TEST(ParseReference, KeepsTheVersionAskedFor) {
  const Value value = parsed_value("ServiceRequest", "subject=Patient/1/_history/3");
  EXPECT_EQ(value.text, "1");
  EXPECT_EQ(value.version, "3");
}

TEST(ParseReference, TakesATypeAsModifier) {
  const Clause clause = parsed_clause("ServiceRequest", "subject:Patient=1");
  EXPECT_EQ(clause.modifier, Modifier::type);
  EXPECT_EQ(clause.values[0].type, "Patient");
  EXPECT_EQ(clause.values[0].text, "1");
  EXPECT_THAT(faults("ServiceRequest", "subject:Patient=Group/1"),
              ElementsAre("search-value: subject:Patient | an id or a reference to Patient | 1 |"));
}

TEST(ParseReference, TakesAnIdentifier) {
  const Clause clause = parsed_clause("ServiceRequest", "subject:identifier=urn:oid:1.2.246.21|010190-900T");
  EXPECT_EQ(clause.modifier, Modifier::identifier);
  EXPECT_EQ(clause.values[0].system, "urn:oid:1.2.246.21");
  EXPECT_EQ(clause.values[0].text, "010190-900T");
}

TEST(ParseReference, RefusesWhatTheParameterCannotReferTo) {
  EXPECT_THAT(faults("ServiceRequest", "subject=Organization/1"),
              ElementsAre(HasSubstr("a reference to one of Group, Device, Patient, Location")));
  EXPECT_THAT(faults("ServiceRequest", "subject=Patient/1,two words"),
              ElementsAre("search-value: subject | an id, Type/id, or an absolute URL | 11 |"));
}

struct DateCase {
  const char* value;
  const char* low;
  const char* high;
};

class ParseDateCase : public testing::TestWithParam<DateCase> {};

TEST_P(ParseDateCase, MeansAllMomentsOfItsPrecision) {
  const Value value = parsed_value("Patient", "_lastUpdated=" + std::string(GetParam().value));
  EXPECT_EQ(base::print_instant(value.low), GetParam().low);
  EXPECT_EQ(base::print_instant(value.high), GetParam().high);
}

// Helsinki: two hours east of UTC, three from the last Sunday of March to the last of October.
INSTANTIATE_TEST_SUITE_P(
    Precisions, ParseDateCase,
    testing::Values(
        DateCase{"2026", "2025-12-31T22:00:00.000Z", "2026-12-31T22:00:00.000Z"},
        DateCase{"2026-03", "2026-02-28T22:00:00.000Z", "2026-03-31T21:00:00.000Z"},
        DateCase{"2026-07-01", "2026-06-30T21:00:00.000Z", "2026-07-01T21:00:00.000Z"},
        DateCase{"2026-03-29", "2026-03-28T22:00:00.000Z", "2026-03-29T21:00:00.000Z"},
        DateCase{"2026-07-01T10:30", "2026-07-01T07:30:00.000Z", "2026-07-01T07:31:00.000Z"},
        DateCase{"2026-01-31T10:30:05Z", "2026-01-31T10:30:05.000Z", "2026-01-31T10:30:06.000Z"},
        DateCase{"2026-01-31T10:30:05.1Z", "2026-01-31T10:30:05.100Z", "2026-01-31T10:30:05.200Z"},
        DateCase{"2026-01-31T10:30:00%2B05:30", "2026-01-31T05:00:00.000Z", "2026-01-31T05:00:01.000Z"}));

TEST(ParseDate, ReadsEveryPrefix) {
  const std::vector<std::string> prefixes = {"eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"};
  for (std::size_t i = 0; i < prefixes.size(); ++i)
    EXPECT_EQ(parsed_value("Patient", "birthdate=" + prefixes[i] + "2026").prefix, static_cast<Prefix>(i));
}

TEST(ParseDate, RefusesWhatIsNoDate) {
  for (const char* value :
       {"2026-13", "2026-02-30", "26-01-01", "xx2026", "today", "2026-01-01T10", "ge", "gtlt2026"})
    EXPECT_THAT(faults("Patient", "birthdate=" + std::string(value)),
                ElementsAre(HasSubstr("search-value: birthdate | a date such as")));
}

TEST(ParseDate, TellsOfAPlusSignLostInTheUrl) {
  EXPECT_THAT(faults("Patient", "_lastUpdated=2026-01-01T10:00:00+02:00"), ElementsAre(HasSubstr("%2B")));
}

TEST(ParseNumber, KeepsTheDigitsAsAsked) {
  const Value value = parsed_value("RiskAssessment", "probability=gt0.80");
  EXPECT_EQ(value.prefix, Prefix::gt);
  EXPECT_EQ(value.decimal, "0.80");
  EXPECT_EQ(parsed_value("RiskAssessment", "probability=1e-3").decimal, "1e-3");
  EXPECT_EQ(parsed_value("RiskAssessment", "probability=-5").decimal, "-5");
}

TEST(ParseNumber, RefusesWhatIsNone) {
  for (const char* value : {"a", "gt", "1.", "0x10", "1 000", "NaN"})
    EXPECT_THAT(faults("RiskAssessment", "probability=" + std::string(value)),
                ElementsAre(HasSubstr("a number such as")));
}

TEST(ParseQuantity, ReadsNumberSystemAndUnit) {
  const Value value = parsed_value("Observation", "value-quantity=le5.4|http://unitsofmeasure.org|mg");
  EXPECT_EQ(value.prefix, Prefix::le);
  EXPECT_EQ(value.decimal, "5.4");
  EXPECT_EQ(value.system, "http://unitsofmeasure.org");
  EXPECT_EQ(value.text, "mg");
  EXPECT_FALSE(parsed_value("Observation", "value-quantity=5||mg").system_given);
  EXPECT_THAT(faults("Observation", "value-quantity=5|mg"),
              ElementsAre("search-value: value-quantity | number or number|system|code | 1 |"));
}

TEST(ParseUri, RefusesSpaces) {
  EXPECT_EQ(parsed_value("ValueSet", "url:below=http://x/y").text, "http://x/y");
  EXPECT_THAT(faults("ValueSet", "url=two words"),
              ElementsAre("search-value: url | a URI without spaces | 1 |"));
}

TEST(ParseId, TakesIdsOnly) {
  EXPECT_EQ(parsed_clause("Patient", "_id=a,b").values.size(), 2u);
  EXPECT_THAT(faults("Patient", "_id=a,b/c"), ElementsAre("search-value: _id | an id | 3 |"));
  EXPECT_THAT(faults("Patient", "_id:not=a"), ElementsAre("search-modifier: _id | not | none |"));
}

TEST(ParseString, CountsPositionsInCharacters) {
  EXPECT_THAT(faults("Patient", "name=%C3%85bo,%C3%84\\x"),
              ElementsAre("search-value: name | one of , | $ \\ behind a backslash | 6 |"));
}

RC_GTEST_PROP(ParseString, GivesBackAnyTextThatWasEscaped, ()) {
  const auto text = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange(' ', '~')));
  const auto query = parse_search("Patient", print_form({{"name", escape(text)}}));
  RC_ASSERT(query.ok());
  RC_ASSERT(query->clauses.at(0).values.at(0).text == text);
}

RC_GTEST_PROP(ParseDate, HoldsEachInstantInTheSecondItIsIn, (std::uint32_t second)) {
  const base::Instant instant{std::chrono::seconds{second}};
  const std::string text = base::print_instant(instant).substr(0, 19) + "Z";
  const auto query = parse_search("Patient", "_lastUpdated=" + text);
  RC_ASSERT(query.ok());
  RC_ASSERT(query->clauses.at(0).values.at(0).low == instant);
  RC_ASSERT(query->clauses.at(0).values.at(0).high == instant + std::chrono::seconds{1});
}

}  // namespace
}  // namespace linkki::search
