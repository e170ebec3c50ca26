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

}  // namespace
}  // namespace linkki::repository
