// Parameters of services that depend on their Locations.
#include <fstream>
#include <sstream>

#include "repository/find.h"
#include "repository/fixture.h"
#include "search/form.h"

namespace linkki::repository {
namespace {

std::string own_parameter(const std::string& name) {
  std::ifstream file(LINKKI_SOURCE_DIR "/fhir-profiles/search-parameters/SearchParameter-" + name + ".json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string area(const std::string& code) {
  return R"("extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/area","valueCoding":{"system":)"
         R"("urn:oid:1.2.246.537.6.21","code":")" +
         code + "\"}}]";
}

std::string location(const std::string& id, const std::string& code) {
  return R"({"resourceType":"Location","id":")" + id + "\"," + area(code) + "}";
}

class Derived : public testing::Test {
 protected:
  Derived() {
    store.define(own_parameter("HealthcareService-municipality"));
    store.define(own_parameter("Location-municipality"));
    store.put_all({location("vaasa", "905"), location("espoo", "049"), service("nowhere", ""),
                   service("own", R"("coverageArea":[{)" + area("905") + "}]"),
                   service("place", R"("location":[{"reference":"Location/vaasa"}])"),
                   service("cover", R"("coverageArea":[{"reference":"Location/vaasa"}])"),
                   service("other", R"("location":[{"reference":"Location/espoo"}])")});
  }
  static std::string service(const std::string& id, const std::string& members) {
    return R"({"resourceType":"HealthcareService","id":")" + id + "\"" + (members.empty() ? "" : ",") +
           members + "}";
  }
  Store store;
};

TEST_F(Derived, MunicipalityIsThatOfTheServiceAndOfItsLocations) {
  EXPECT_EQ(store.found("HealthcareService?municipality=905"), "own place cover");
  EXPECT_EQ(store.found("HealthcareService?municipality=049"), "other");
  EXPECT_EQ(store.found("HealthcareService?municipality=049,905"), "own place cover other");
}

TEST_F(Derived, MunicipalityIsMissingWhereNoneOfThemHasOne) {
  EXPECT_EQ(store.found("HealthcareService?municipality:not=905"), "nowhere other");
  EXPECT_EQ(store.found("HealthcareService?municipality:missing=true"), "nowhere");
  EXPECT_EQ(store.found("HealthcareService?municipality:missing=false"), "own place cover other");
}

TEST_F(Derived, MunicipalityFollowsALocationThatMoves) {
  store.put(location("espoo", "905"));
  EXPECT_EQ(store.found("HealthcareService?municipality=905"), "own place cover other");
}

TEST_F(Derived, MunicipalityIsTheSameInAFilterAndAChain) {
  EXPECT_EQ(store.found("HealthcareService?" +
                        search::print_form({{"_filter", "municipality eq 905 and not (_id eq own)"}})),
            "place cover");
  store.put(R"({"resourceType":"Appointment","id":"a","status":"booked","participant":[{"status":"accepted",)"
            R"("actor":{"reference":"HealthcareService/place"}}]})");
  EXPECT_EQ(store.found("Appointment?actor:HealthcareService.municipality=905"), "a");
  EXPECT_EQ(store.found("Appointment?actor:HealthcareService.municipality=049"), "");
}

std::string at(const std::string& id, const std::string& latitude, const std::string& members = "") {
  return R"({"resourceType":"Location","id":")" + id + R"(","position":{"longitude":25,"latitude":)" +
         latitude + "}" + members + "}";
}

std::string places(const std::vector<std::string>& ids) {
  std::string all;
  for (const std::string& id : ids)
    all += (all.empty() ? "" : ",") + (R"({"reference":"Location/)" + id + "\"}");
  return R"("location":[)" + all + "]";
}

class NearServices : public Derived {
 protected:
  NearServices() {
    store.define(own_parameter("HealthcareService-near"));
    store.put_all({at("south", "60.0"), at("middle", "60.1"), at("north", "60.2"), at("far", "61"),
                   service("n", places({"north"})), service("m-and-far", places({"far", "middle"})),
                   service("s", places({"south"})), service("f", places({"far"})),
                   service("gone", places({"nowhere-yet"}))});
  }
};

TEST_F(NearServices, AreThoseWithALocationWithinTheDistanceTheNearestFirst) {
  EXPECT_EQ(store.found("HealthcareService?near=60|25|30|km"), "s m-and-far n");
  EXPECT_EQ(store.found("HealthcareService?near=60.21|25|30|km"), "n m-and-far s");
  EXPECT_EQ(store.found("HealthcareService?near=60.21|25|5|km"), "n");
  EXPECT_EQ(store.found("HealthcareService?near=60|25|30|km&_sort=_id"), "m-and-far n s");
}

TEST_F(NearServices, SayHowFarTheNearestOfTheirLocationsIs) {
  const Found found = store.search("HealthcareService?near=60|25|30|km");
  ASSERT_EQ(found.matches.size(), 3u);
  EXPECT_NEAR(*found.matches[0].metres, 0, 1);
  EXPECT_NEAR(*found.matches[1].metres, 11'120, 5);
  EXPECT_NEAR(*store.search("HealthcareService?near=61|25|200|km&_sort=name").matches[1].metres, 0, 1);
  EXPECT_FALSE(store.search("HealthcareService?_id=s").matches[0].metres);
}

TEST_F(NearServices, StayInTheOrderOfTheFirstPageWhenALocationMoves) {
  const std::string query = "HealthcareService?near=60|25|30|km&_count=1";
  const Found first = store.search(query);
  EXPECT_EQ(store.ids(first.matches), "s");
  store.put(at("middle", "60.25"));
  const Found second = store.search(query, "a", first.next);
  EXPECT_EQ(store.ids(second.matches), "m-and-far");
  EXPECT_EQ(store.ids(store.search(query, "a", second.next).matches), "n");
  EXPECT_EQ(store.found("HealthcareService?near=60|25|30|km"), "s n m-and-far");
}

TEST_F(NearServices, AreFoundByChainsAndMissing) {
  store.put(R"({"resourceType":"Appointment","id":"a","status":"booked","participant":[{"status":"accepted",)"
            R"("actor":{"reference":"HealthcareService/s"}}]})");
  EXPECT_EQ(store.found("Appointment?actor:HealthcareService.near=60|25|1|km"), "a");
  EXPECT_EQ(store.found("Appointment?actor:HealthcareService.near=61|25|1|km"), "");
  EXPECT_EQ(store.found("HealthcareService?near:missing=false"), "n m-and-far s f");
}

}  // namespace
}  // namespace linkki::repository
