// What each kind of search parameter finds, and how results are ordered, paged, counted and completed.
#include "repository/find.h"

#include "repository/fixture.h"

namespace linkki::repository {
namespace {

std::string task(const std::string& id, const std::string& members) {
  return R"({"resourceType":"Task","id":")" + id + "\"," + members + "}";
}

std::string with_codes(const std::string& id, const std::string& codings) {
  return task(id, R"("code":{"coding":[)" + codings + "]}");
}

TEST(Token, IsFoundByItsFourForms) {
  Store store;
  store.put_all({with_codes("both", R"({"system":"urn:s","code":"x"})"),
                 with_codes("other", R"({"system":"urn:t","code":"x"})"),
                 with_codes("bare", R"({"code":"x"})"), with_codes("y", R"({"system":"urn:s","code":"y"})")});
  EXPECT_EQ(store.found("Task?code=x"), "both other bare");
  EXPECT_EQ(store.found("Task?code=urn:s%7Cx"), "both");
  EXPECT_EQ(store.found("Task?code=%7Cx"), "bare");
  EXPECT_EQ(store.found("Task?code=urn:s%7C"), "both y");
  EXPECT_EQ(store.found("Task?code=urn:t%7Cx,urn:s%7Cy"), "other y");
  EXPECT_EQ(store.found("Task?code=X"), "");
}

TEST(Token, CanBeAskedNotToBeThere) {
  Store store;
  store.put_all({with_codes("x", R"({"code":"x"})"), with_codes("y", R"({"code":"y"})"),
                 with_codes("xy", R"({"code":"x"},{"code":"y"})"), task("none", R"("status":"draft")")});
  EXPECT_EQ(store.found("Task?code:not=x"), "y none");
  EXPECT_EQ(store.found("Task?code:not=x,y"), "none");
  EXPECT_EQ(store.found("Task?code=y&code:not=x"), "y");
  EXPECT_EQ(store.found("Task?code:missing=true"), "none");
  EXPECT_EQ(store.found("Task?code:missing=false"), "x y xy");
}

TEST(Reference, IsFoundByIdTypeAndUrl) {
  Store store;
  store.put_all({task("local", R"("for":{"reference":"Patient/1"})"),
                 task("group", R"("for":{"reference":"Group/1"})"),
                 task("absolute", R"("for":{"reference":"https://other.example/fhir/Patient/1"})"),
                 task("urn", R"("for":{"reference":"urn:uuid:6e1d34bb-0b9c-4b5c-9c4e-9c3f6f5d2a11"})")});
  EXPECT_EQ(store.found("Task?subject=Patient/1"), "local");
  EXPECT_EQ(store.found("Task?subject=1"), "local group");
  EXPECT_EQ(store.found("Task?subject:Group=1"), "group");
  EXPECT_EQ(store.found("Task?subject=https://other.example/fhir/Patient/1"), "absolute");
  EXPECT_EQ(store.found("Task?subject=urn:uuid:6e1d34bb-0b9c-4b5c-9c4e-9c3f6f5d2a11"), "urn");
  EXPECT_EQ(store.found("Task?subject=Patient/unknown"), "");
  EXPECT_EQ(store.found("Task?patient=Patient/1"), "local");
}

TEST(Reference, IsFoundByItsIdentifier) {
  Store store;
  store.put_all({task("s", R"("for":{"identifier":{"system":"urn:s","value":"1"}})"),
                 task("t", R"("for":{"identifier":{"system":"urn:t","value":"1"}})"),
                 task("bare", R"("for":{"identifier":{"value":"1"}})")});
  EXPECT_EQ(store.found("Task?subject:identifier=urn:s%7C1"), "s");
  EXPECT_EQ(store.found("Task?subject:identifier=1"), "s t bare");
  EXPECT_EQ(store.found("Task?subject:identifier=%7C1"), "bare");
}

std::string period(const std::string& id, const std::string& from, const std::string& to) {
  std::string members;
  if (!from.empty()) members += R"("start":")" + from + "\"";
  if (!to.empty()) members += (from.empty() ? "" : ",") + (R"("end":")" + to + "\"");
  return task(id, R"("executionPeriod":{)" + members + "}");
}

TEST(Date, IsComparedAsTheSpansThatItsPrecisionMeans) {
  Store store;
  store.put_all(
      {patient("before", R"("birthDate":"1979-12-31")"), patient("first", R"("birthDate":"1980-01-01")"),
       patient("last", R"("birthDate":"1980-12-31")"), patient("after", R"("birthDate":"1981-01-01")"),
       patient("year", R"("birthDate":"1980")"), patient("none")});
  EXPECT_EQ(store.found("Patient?birthdate=1980"), "first last year");
  EXPECT_EQ(store.found("Patient?birthdate=1980-01-01"), "first");
  EXPECT_EQ(store.found("Patient?birthdate=ne1980"), "before after");
  EXPECT_EQ(store.found("Patient?birthdate=gt1980"), "after");
  EXPECT_EQ(store.found("Patient?birthdate=lt1980"), "before");
  EXPECT_EQ(store.found("Patient?birthdate=ge1980"), "first last after year");
  EXPECT_EQ(store.found("Patient?birthdate=le1980"), "before first last year");
  EXPECT_EQ(store.found("Patient?birthdate=sa1980"), "after");
  EXPECT_EQ(store.found("Patient?birthdate=eb1980"), "before");
  EXPECT_EQ(store.found("Patient?birthdate=gt1980-01-01"), "last after year");
  EXPECT_EQ(store.found("Patient?birthdate=sa1980-01-01"), "last after");
  EXPECT_EQ(store.found("Patient?birthdate=lt1980-12-31"), "before first year");
  EXPECT_EQ(store.found("Patient?birthdate=ge1980-01-01&birthdate=lt1980-12-31"), "first year");
  EXPECT_EQ(store.found("Patient?birthdate:missing=true"), "none");
}

TEST(Date, ReachesOverPeriodsWithOpenEnds) {
  Store store;
  store.put_all({period("closed", "2026-01-10", "2026-01-20"), period("started", "2026-01-10", ""),
                 period("ended", "", "2026-01-20"),
                 period("hour", "2026-01-15T10:00:00Z", "2026-01-15T11:00:00Z")});
  EXPECT_EQ(store.found("Task?period=2026-01"), "closed hour");
  EXPECT_EQ(store.found("Task?period=ne2026-01"), "started ended");
  EXPECT_EQ(store.found("Task?period=gt2026-01-20"), "started");
  EXPECT_EQ(store.found("Task?period=gt2026-01-19"), "closed started ended");
  EXPECT_EQ(store.found("Task?period=lt2026-01-10"), "ended");
  EXPECT_EQ(store.found("Task?period=lt2026-01-11"), "closed started ended");
  EXPECT_EQ(store.found("Task?period=sa2026-01-09"), "closed started hour");
  EXPECT_EQ(store.found("Task?period=sa2026-01-10"), "hour");
  EXPECT_EQ(store.found("Task?period=eb2026-01-21"), "closed ended hour");
  EXPECT_EQ(store.found("Task?period=eb2026-01-20"), "hour");
  EXPECT_EQ(store.found("Task?period=ge2026-01-15"), "closed started ended hour");
  EXPECT_EQ(store.found("Task?period=le2026-01-15"), "closed started ended hour");
}

TEST(Date, IsAboutWhatWasAskedWhenTheGapIsATenth) {
  Store store;  // it is 2026-01-31
  store.put_all(
      {patient("near", R"("birthDate":"2026-01-20")"), patient("far", R"("birthDate":"2026-01-25")")});
  EXPECT_EQ(store.found("Patient?birthdate=ap2026-01-21"), "near");
  EXPECT_EQ(store.found("Patient?birthdate=ap2026-01-22"), "");
}

TEST(Text, IsFoundByItsBeginningWithoutCaseAndAccents) {
  Store store;
  store.put_all({patient("1", R"("name":[{"family":"Åström","given":["Anna","Maria"]}])"),
                 patient("2", R"("name":[{"family":"Astrom-Berg"}])"),
                 patient("3", R"("name":[{"family":"Berg"}])")});
  EXPECT_EQ(store.found("Patient?family=astr"), "1 2");
  EXPECT_EQ(store.found("Patient?family=%C3%85STR%C3%96M"), "1 2");
  EXPECT_EQ(store.found("Patient?family=berg"), "3");
  EXPECT_EQ(store.found("Patient?family:contains=berg"), "2 3");
  EXPECT_EQ(store.found("Patient?family:contains=TR%C3%B6"), "1 2");
  EXPECT_EQ(store.found("Patient?family:exact=Berg"), "3");
  EXPECT_EQ(store.found("Patient?family:exact=berg"), "");
  EXPECT_EQ(store.found("Patient?name=maria"), "1");
  EXPECT_EQ(store.found("Patient?family=astr,berg"), "1 2 3");
  EXPECT_EQ(store.found("Patient?family=astr&given=anna"), "1");
}

TEST(Text, IsCutButStillFoundWhenItIsLong) {
  Store store;
  const std::string name(1'000, 'x');
  store.put(patient("long", R"("name":[{"family":")" + name + "\"}]"));
  EXPECT_EQ(store.found("Patient?family=" + name), "long");
  EXPECT_EQ(store.found("Patient?family:exact=" + name), "long");
}

TEST(Text, IsFoundByAnythingInItHoweverLongItIs) {
  Store store;
  std::string name;
  for (int i = 0; name.size() < 5'000; ++i) name += "n" + std::to_string(i);
  store.put_all({patient("long", R"("name":[{"family":")" + name + "\"}]"),
                 patient("short", R"("name":[{"family":"n1"}])")});
  for (std::size_t at = 0; at + contains_bytes_max <= name.size(); at += 37) {
    EXPECT_EQ(store.found("Patient?family:contains=" + name.substr(at, 40 + at % 111)), "long") << at;
  }
  EXPECT_EQ(store.found("Patient?family:contains=n1"), "long short");
  EXPECT_EQ(store.found("Patient?family:contains=" + name.substr(name.size() - 30)), "long");
  EXPECT_EQ(store.found("Patient?family:contains=" + name.substr(1'000, 50) + "x"), "");
}

TEST(Text, IsNotSearchedForMoreThanAPieceHolds) {
  Store store;
  EXPECT_TRUE(store.try_search("Patient?family:contains=" + std::string(contains_bytes_max, 'x')).ok());
  const auto refused =
      store.try_search("Patient?family:contains=" + std::string(contains_bytes_max + 1, 'x'));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.failure().refusal, base::Refusal::bad_request);
  const auto& arguments = refused.failure().issues.front().arguments;
  EXPECT_EQ(arguments.at(0).text() + " " + arguments.at(1).text(), "family 150");
}

std::string risk(const std::string& id, const std::string& probability) {
  return R"({"resourceType":"RiskAssessment","id":")" + id +
         R"(","status":"final","subject":{"reference":"Patient/1"},"prediction":[{"probabilityDecimal":)" +
         probability + "}]}";
}

TEST(Number, IsComparedAsPreciselyAsItWasAsked) {
  Store store;
  store.put_all({risk("negative", "-1"), risk("low", "0.94"), risk("edge", "0.95"), risk("one", "1.00"),
                 risk("high", "1.049"), risk("above", "1.05")});
  EXPECT_EQ(store.found("RiskAssessment?probability=1.0"), "edge one high");
  EXPECT_EQ(store.found("RiskAssessment?probability=1.00"), "one");
  EXPECT_EQ(store.found("RiskAssessment?probability=ne1.0"), "negative low above");
  EXPECT_EQ(store.found("RiskAssessment?probability=gt1.00"), "high above");
  EXPECT_EQ(store.found("RiskAssessment?probability=ge1.00"), "one high above");
  EXPECT_EQ(store.found("RiskAssessment?probability=lt0.95"), "negative low");
  EXPECT_EQ(store.found("RiskAssessment?probability=le0.95"), "negative low edge");
  EXPECT_EQ(store.found("RiskAssessment?probability=ap-1"), "negative");
  EXPECT_EQ(store.found("RiskAssessment?probability=ap1"), "low edge one high above");
}

TEST(Uri, IsFoundWholeAndBelow) {
  Store store;
  const auto value_set = [](const std::string& id, const std::string& url) {
    return R"({"resourceType":"ValueSet","id":")" + id + R"(","status":"active","url":")" + url + "\"}";
  };
  store.put_all({value_set("a", "http://x.example/vs"), value_set("b", "http://x.example/vs/b")});
  EXPECT_EQ(store.found("ValueSet?url=http://x.example/vs"), "a");
  EXPECT_EQ(store.found("ValueSet?url:below=http://x.example/vs"), "a b");
  EXPECT_EQ(store.found("ValueSet?url=http://x.example/v"), "");
}

TEST(Id, FindsWhatIsThere) {
  Store store;
  const auto organization = [](const std::string& id) {
    return R"({"resourceType":"Organization","id":")" + id + R"(","name":"N"})";
  };
  store.put_all({organization("1"), organization("2"), organization("3")});
  store.remove("Organization", "2");
  EXPECT_EQ(store.found("Organization?_id=3,1,unknown"), "1 3");
  EXPECT_EQ(store.found("Organization?_id=2"), "");
  EXPECT_EQ(store.search("Organization?_id=2,3").total, 1u);
  EXPECT_EQ(store.found("Organization?_id=1&name=n"), "1");
  EXPECT_EQ(store.search("Organization?_id=a").total, 0u);  // named as an author, never stored
}

TEST(LastUpdated, IsTheTimeOfTheCommit) {
  Store store;
  store.put(patient("old"));
  store.clock.advance(std::chrono::hours{1});
  store.put(patient("new"));
  EXPECT_EQ(store.found("Patient?_lastUpdated=gt2026-01-31T07:30:00Z"), "new");
  EXPECT_EQ(store.found("Patient?_lastUpdated=2026-01-31T07:00:00.000Z"), "old");
  EXPECT_EQ(store.found("Patient?_sort=-_lastUpdated"), "new old");
  EXPECT_EQ(store.found("Patient?_lastUpdated:missing=true"), "");
  EXPECT_EQ(store.found("Patient?_lastUpdated:missing=false"), "old new");
  store.clock.advance(std::chrono::hours{1});
  store.put(patient("old", R"("active":true)"));
  EXPECT_EQ(store.found("Patient?_sort=-_lastUpdated"), "old new");
}

TEST(Order, PutsWhatHasNoValueLastEitherWay) {
  Store store;
  store.put_all({patient("none"), patient("b", R"("birthDate":"1980-05-01")"),
                 patient("a", R"("birthDate":"1970")"), patient("c", R"("birthDate":"1990-01-01")"),
                 patient("nothing")});
  EXPECT_EQ(store.found("Patient?_sort=birthdate"), "a b c none nothing");
  EXPECT_EQ(store.found("Patient?_sort=-birthdate"), "c b a none nothing");
}

TEST(Order, FollowsTheNextParameterWhereTheFirstIsEqual) {
  Store store;
  const auto person = [](const std::string& id, const std::string& gender, const std::string& family) {
    return patient(id, R"("gender":")" + gender + R"(","name":[{"family":")" + family + "\"}]");
  };
  store.put_all({person("1", "male", "B"), person("2", "female", "A"), person("3", "male", "C"),
                 person("4", "female", "B")});
  EXPECT_EQ(store.found("Patient?_sort=gender,-family"), "4 2 3 1");
  EXPECT_EQ(store.found("Patient?_sort=-gender,family"), "1 3 2 4");
  EXPECT_EQ(store.found("Patient?_sort=gender"), "2 4 1 3");
}

TEST(Order, SortsByIdAsText) {
  Store store;
  store.put_all({patient("c"), patient("a"), patient("b")});
  EXPECT_EQ(store.found("Patient?_sort=_id"), "a b c");
  EXPECT_EQ(store.found("Patient?_sort=-_id"), "c b a");
  EXPECT_EQ(store.found("Patient"), "c a b");
}

// All pages, with | between them.
std::string pages(const Store& store, const std::string& query) {
  std::string all;
  std::optional<Position> position;
  do {
    const Found found = store.search(query, "a", position);
    all += (position ? "|" : "") + store.ids(found.matches);
    EXPECT_EQ(found.total, 5u);
    position = found.next;
  } while (position);
  return all;
}

TEST(Page, FollowsPageUntilAllAreShown) {
  Store store;
  store.put_all({patient("1", R"("birthDate":"1980-01-03")"), patient("2", R"("birthDate":"1980-01-01")"),
                 patient("3"), patient("4", R"("birthDate":"1980-01-01")"), patient("5")});
  EXPECT_EQ(pages(store, "Patient?_count=2"), "1 2|3 4|5");
  EXPECT_EQ(pages(store, "Patient?_count=5"), "1 2 3 4 5");
  EXPECT_EQ(pages(store, "Patient?_count=2&_sort=birthdate"), "2 4|1 3|5");
  EXPECT_EQ(pages(store, "Patient?_count=1&_sort=-birthdate"), "1|2|4|3|5");
}

TEST(Page, IsGoneWhenTooMuchHasChangedSince) {
  Store store;
  store.put_all({patient("1"), patient("2"), patient("3")});
  const Found first = store.search("Patient?_count=1");
  find::Settings settings;
  settings.changed_max = 2;
  store.put(patient("1"));
  store.put(patient("1"));
  EXPECT_TRUE(store.try_search("Patient?_count=1", worker_of("a"), first.next, settings).ok());
  store.put(patient("1"));
  const auto late = store.try_search("Patient?_count=1", worker_of("a"), first.next, settings);
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.failure().refusal, base::Refusal::gone);
}

TEST(Total, IsGivenUnlessItIsDearOrUnwanted) {
  Store store;
  store.put_all({patient("1"), patient("2"), patient("3")});
  find::Settings cheap;
  cheap.total_max = 2;
  EXPECT_EQ(store.search("Patient?_count=1").total, 3u);
  EXPECT_EQ(store.search("Patient?_count=1&_total=none").total, std::nullopt);
  EXPECT_EQ(store.search("Patient", "a", std::nullopt, cheap).total, std::nullopt);
  EXPECT_EQ(store.search("Patient?_total=accurate", "a", std::nullopt, cheap).total, 3u);
  const Found counted = store.search("Patient?_summary=count");
  EXPECT_EQ(counted.total, 3u);
  EXPECT_TRUE(counted.matches.empty());
  EXPECT_FALSE(counted.next.has_value());
}

TEST(Compartment, HoldsWhatRefersToItsFocus) {
  Store store;
  store.put_all({task("1", R"("for":{"reference":"Patient/1"})"),
                 task("2", R"("for":{"reference":"Patient/2"})"), task("3", R"("status":"draft")")});
  find::Settings settings;
  settings.compartment = {{"Task", {"patient", "focus"}}};
  settings.compartment_focus = store.snapshot().number("Patient", "1");
  EXPECT_EQ(store.ids(store.search("Task", "a", std::nullopt, settings).matches), "1");
}

class Include : public testing::Test {
 protected:
  Include() {
    store.put_all({patient("p", R"("managingOrganization":{"reference":"Organization/o"})"), patient("q"),
                   R"({"resourceType":"Organization","id":"o","partOf":{"reference":"Organization/top"}})",
                   R"({"resourceType":"Organization","id":"top"})",
                   task("1", R"("for":{"reference":"Patient/p"},"owner":{"reference":"Organization/o"})"),
                   task("2", R"("for":{"reference":"Patient/p"},"partOf":[{"reference":"Task/1"}])"),
                   task("3", R"("for":{"reference":"Patient/q"},"partOf":[{"reference":"Task/2"}])"),
                   task("4", R"("for":{"reference":"Patient/missing"})")});
  }
  std::string included(const std::string& query) const { return store.ids(store.search(query).includes); }
  Store store;
};

TEST_F(Include, AddsWhatAMatchRefersToOnce) {
  EXPECT_EQ(included("Task?_include=Task:patient"), "p q");
  EXPECT_EQ(included("Task?_id=1&_include=Task:owner&_include=Task:patient"), "o p");
  EXPECT_EQ(included("Task?_id=2&_include=Task:*"), "1 p");
  EXPECT_EQ(included("Task?_id=1&_include=Task:subject:Group"), "");
  EXPECT_EQ(included("Task?_id=4&_include=Task:patient"), "");
}

TEST_F(Include, AddsWhatRefersToAMatch) {
  EXPECT_EQ(included("Patient?_id=p&_revinclude=Task:patient"), "1 2");
  EXPECT_EQ(included("Task?_id=1,2&_revinclude=Task:part-of"), "3");
}

TEST_F(Include, GoesOnOnlyWhenItIterates) {
  EXPECT_EQ(included("Task?_id=1&_include=Task:patient&_include=Patient:organization"), "p");
  EXPECT_EQ(included("Task?_id=1&_include=Task:patient&_include:iterate=Patient:organization"), "p o");
  EXPECT_EQ(included("Task?_id=1&_include=Task:owner&_include:iterate=Organization:partof"), "o top");
  EXPECT_EQ(included("Task?_id=1&_revinclude:iterate=Task:part-of"), "2 3");
}

TEST_F(Include, RefusesMoreThanItMayAdd) {
  find::Settings settings;
  settings.includes_max = 2;
  EXPECT_TRUE(store.try_search("Task?_include=Task:patient", worker_of("a"), std::nullopt, settings).ok());
  settings.includes_max = 1;
  const auto refused = store.try_search("Task?_include=Task:patient", worker_of("a"), std::nullopt, settings);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.failure().refusal, base::Refusal::unprocessable);
}

TEST_F(Include, BringsWhatALaterPageReferredToWhenTheFirstWasMade) {
  const Found first = store.search("Task?_id=1,2,3&_count=1&_include=Task:patient");
  store.put(task("2", R"("for":{"reference":"Patient/q"})"));
  const Found second = store.search("Task?_id=1,2,3&_count=1&_include=Task:patient", "a", first.next);
  EXPECT_EQ(store.ids(second.matches) + " " + store.ids(second.includes), "2 p");
}

TEST_F(Include, IsPartOfTheWorkThatIsBounded) {
  find::Settings few;
  const auto answers = [&](const std::string& query) {
    return store.try_search(query, worker_of("a"), std::nullopt, few).ok();
  };
  for (few.rows_max = 1; !answers("Patient"); ++few.rows_max) {
  }
  EXPECT_FALSE(answers("Patient?_revinclude=Task:patient"));
  few.rows_max += 3;
  EXPECT_TRUE(answers("Patient?_revinclude=Task:patient"));
}

TEST_F(Include, StopsAfterItsRounds) {
  find::Settings settings;
  settings.include_rounds_max = 1;
  EXPECT_EQ(
      store.ids(
          store.search("Task?_id=1&_revinclude:iterate=Task:part-of", "a", std::nullopt, settings).includes),
      "2");
}

}  // namespace
}  // namespace linkki::repository
