#include <gmock/gmock.h>

#include <algorithm>

#include "search/parsed.h"

namespace linkki::search {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

TEST(ParseCount, IsLoweredToTheLargestPage) {
  EXPECT_EQ(parsed("Task", "_count=0").count, 0u);
  EXPECT_EQ(parsed("Task", "_count=20").count, 20u);
  EXPECT_EQ(parsed("Task", "_count=5000").count, 100u);
  EXPECT_EQ(parsed("Task", "_count=99999999999999999999").count, 100u);
  EXPECT_THAT(parsed("Task", "_count=5000").used, ElementsAre(Pair("_count", "100")));
}

TEST(ParseCount, RefusesWhatIsNoNumber) {
  for (const char* value : {"-1", "ten", "1.5", "%2B1", "1,2"})
    EXPECT_THAT(faults("Task", "_count=" + std::string(value)),
                ElementsAre("search-value: _count | a whole number from 0 | 1 |"));
}

TEST(ParseSort, KeepsTheOrderAndTheDirections) {
  const Query query = parsed("Task", "_sort=-authored-on,status,_id,-_lastUpdated");
  ASSERT_EQ(query.sorts.size(), 4u);
  EXPECT_EQ(query.sorts[0].code, "authored-on");
  EXPECT_TRUE(query.sorts[0].descending);
  EXPECT_EQ(query.sorts[1].code, "status");
  EXPECT_FALSE(query.sorts[1].descending);
  EXPECT_EQ(query.sorts[3].code, "_lastUpdated");
  for (const Sort& sort : query.sorts) EXPECT_TRUE(sort.parameter) << sort.code;
}

TEST(ParseSort, TellsTheNearestOfAnUnknownName) {
  const auto found = faults("Task", "_sort=authored");
  EXPECT_THAT(found, ElementsAre(HasSubstr("search-sort-unknown: authored | Task | authored-on |")));
}

TEST(ParseSort, RefusesWhatHasNoOrder) {
  EXPECT_THAT(faults("Observation", "_sort=code-value-quantity"),
              ElementsAre(HasSubstr("search-sort-unknown")));
}

TEST(ParseInclude, ReadsSourceParameterAndTarget) {
  const Query query = parsed("ServiceRequest", "_include=ServiceRequest:subject:Patient");
  ASSERT_EQ(query.includes.size(), 1u);
  EXPECT_FALSE(query.includes[0].reverse);
  EXPECT_FALSE(query.includes[0].iterate);
  EXPECT_EQ(query.includes[0].source, "ServiceRequest");
  EXPECT_EQ(query.includes[0].parameter, "subject");
  EXPECT_EQ(query.includes[0].target, "Patient");
}

TEST(ParseInclude, ReadsSeveralReverseAndIterated) {
  const Query query = parsed("ServiceRequest",
                             "_revinclude=Task:focus&_include:iterate=Task:owner&_include=ServiceRequest:*");
  ASSERT_EQ(query.includes.size(), 3u);
  EXPECT_TRUE(query.includes[0].reverse);
  EXPECT_TRUE(query.includes[1].iterate);
  EXPECT_EQ(query.includes[2].parameter, "*");
}

TEST(ParseInclude, TakesAStarAsAllOfTheTypeSearched) {
  const Query query = parsed("Task", "_include=*");
  ASSERT_EQ(query.includes.size(), 1u);
  EXPECT_EQ(query.includes[0].source, "Task");
  EXPECT_EQ(query.includes[0].parameter, "*");
}

TEST(ParseInclude, TakesAReverseStarAsEveryTypeThatCanReferToIt) {
  const auto includes = parsed("HealthcareService", "_revinclude=*").includes;
  const auto has = [&](std::string_view source) {
    return std::any_of(includes.begin(), includes.end(),
                       [&](const Include& one) { return one.source == source; });
  };
  EXPECT_TRUE(has("PractitionerRole"));
  EXPECT_TRUE(has("Appointment"));
  EXPECT_FALSE(has("ValueSet"));
  for (const Include& include : includes) EXPECT_TRUE(include.reverse && include.parameter == "*");
}

TEST(ParseInclude, NamesWhatIsUnknown) {
  EXPECT_THAT(faults("Task", "_include=Tusk:focus"),
              ElementsAre("search-value: _include | a resource type before the first colon | 1 |"));
  EXPECT_THAT(
      faults("Task", "_include=Task:status"),
      ElementsAre(testing::AllOf(HasSubstr("one of *, based-on, encounter, focus"), HasSubstr("| 6 |"))));
  EXPECT_THAT(faults("ServiceRequest", "_include=ServiceRequest:subject:Task"),
              ElementsAre("search-value: _include | one of Group, Device, Patient, Location | 24 |"));
  EXPECT_THAT(faults("Task", "_include=focus"), ElementsAre(HasSubstr("Type:parameter")));
}

TEST(ParseInclude, RefusesTheModifierOfAnOlderFhir) {
  EXPECT_THAT(faults("Task", "_include:recurse=Task:focus"),
              ElementsAre("search-modifier-recurse: _include |"));
  EXPECT_THAT(faults("Task", "_revinclude:deep=Task:focus"),
              ElementsAre("search-modifier: _revinclude | deep | iterate |"));
}

TEST(ParseTotal, ReadsTheThreeModes) {
  EXPECT_EQ(parsed("Task", "status=draft").total, Total::unset);
  EXPECT_EQ(parsed("Task", "_total=none").total, Total::none);
  EXPECT_EQ(parsed("Task", "_total=estimate").total, Total::estimate);
  EXPECT_EQ(parsed("Task", "_total=accurate").total, Total::accurate);
  EXPECT_THAT(faults("Task", "_total=all"),
              ElementsAre("search-value: _total | none, estimate or accurate | 1 |"));
}

TEST(ParseSummary, ReadsTheFiveModes) {
  EXPECT_EQ(parsed("Task", "_summary=true").summary, Summary::yes);
  EXPECT_EQ(parsed("Task", "_summary=text").summary, Summary::text);
  EXPECT_EQ(parsed("Task", "_summary=data").summary, Summary::data);
  EXPECT_EQ(parsed("Task", "_summary=count").summary, Summary::count);
  EXPECT_EQ(parsed("Task", "_summary=false").summary, Summary::none);
  EXPECT_THAT(faults("Task", "_summary=yes"), ElementsAre(HasSubstr("true, text, data, count or false")));
}

TEST(ParseElements, TakesElementsOfTheType) {
  EXPECT_THAT(parsed("Task", "_elements=id,status,owner").elements, ElementsAre("id", "status", "owner"));
  EXPECT_THAT(faults("Task", "_elements=status,birthDate"),
              ElementsAre("search-value: _elements | names of elements of Task | 8 |"));
}

TEST(ParsePage, IsKeptOutOfTheSelfLink) {
  const Query query = parsed("Task", "status=draft&_page=sealed&_format=json&_pretty=true");
  EXPECT_EQ(query.page, "sealed");
  EXPECT_THAT(query.used, ElementsAre(Pair("status", "draft")));
}

TEST(ParseUsed, KeepsTheOrderOfTheParameters) {
  EXPECT_THAT(parsed("Task", "_sort=status&status:not=a%2Cb&_total=none&owner=").used,
              ElementsAre(Pair("_sort", "status"), Pair("status:not", "a,b"), Pair("_total", "none")));
}

TEST(ParseResult, RefusesWhatMayStandOnceTwice) {
  EXPECT_THAT(faults("Task", "_count=1&_count=2"), ElementsAre("search-once: _count |"));
  EXPECT_THAT(faults("Task", "_sort=status&_sort=code"), ElementsAre("search-once: _sort |"));
}

TEST(ParseResult, TakesNoModifier) {
  EXPECT_THAT(faults("Task", "_count:exact=1"), ElementsAre("search-modifier: _count | exact | none |"));
}

TEST(ParseResult, SaysThatContainedResourcesAreNotSearched) {
  EXPECT_THAT(faults("Task", "_contained=false"), IsEmpty());
  EXPECT_THAT(faults("Task", "_contained=true"),
              ElementsAre("search-not-supported: _contained=true | only false is |"));
}

TEST(ParseSystem, TakesCommonParametersAndTypes) {
  const Query query = parsed("", "_type=Patient,Task&_id=1&_lastUpdated=gt2026&_tag=x");
  EXPECT_EQ(query.type, "");
  EXPECT_THAT(query.types, ElementsAre("Patient", "Task"));
  EXPECT_EQ(query.clauses.size(), 3u);
}

TEST(ParseSystem, RefusesTheParametersOfOneType) {
  EXPECT_THAT(faults("", "status=draft"),
              ElementsAre(HasSubstr("search-parameter-unknown: status | Resource |")));
  EXPECT_THAT(faults("", "_type=Patient,Person1"),
              ElementsAre("search-value: _type | names of resource types | 9 |"));
  EXPECT_THAT(faults("Task", "_type=Task"), ElementsAre(HasSubstr("search-parameter-unknown: _type")));
}

TEST(ParseTypes, AllowsWhatAllOfThemHave) {
  const Query query = parsed("", "status=active&subject=Patient/1&_type=ServiceRequest,Task");
  ASSERT_EQ(query.clauses.size(), 2u);
  EXPECT_EQ(query.clauses[0].code, "status");
  EXPECT_EQ(query.clauses[1].values[0].type, "Patient");
}

TEST(ParseTypes, RefusesWhatOnlySomeHave) {
  EXPECT_THAT(faults("", "_type=Patient,Task&gender=male"),
              ElementsAre(HasSubstr("search-parameter-unknown: gender | Patient and Task |")));
  EXPECT_THAT(faults("", "gender=male"),
              ElementsAre(HasSubstr("search-parameter-unknown: gender | Resource |")));
  EXPECT_THAT(faults("", "_type=Patient,Task&gender=male").front(), testing::Not(HasSubstr("birthdate")));
}

}  // namespace
}  // namespace linkki::search
