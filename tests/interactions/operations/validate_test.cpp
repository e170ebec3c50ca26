#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Validate : Fixture {
  const std::string patient = post("Patient", R"({"resourceType":"Patient","gender":"female"})");
  static std::string severity(const Reply& reply) { return reply.text("issue.0.severity"); }
};

const char* const odd = R"({"resourceType":"Patient","language":"odd"})";
const char* const wrong = R"({"resourceType":"Patient","language":"wrong"})";

TEST_F(Validate, TellsWhatAWriteWouldBeToldAndWritesNothing) {
  const Reply reply = send("POST", "/Patient/$validate", wrong);
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("OperationOutcome", reply.text("resourceType"));
  EXPECT_EQ("error", severity(reply));
  EXPECT_EQ("warning", severity(send("POST", "/$validate", odd)));
  EXPECT_EQ("1", get("/Patient?_summary=count").text("total"));
}

TEST_F(Validate, SaysThatAllIsWell) {
  EXPECT_EQ("no-issue @ ", send("POST", "/Patient/$validate", R"({"resourceType":"Patient"})").fault());
}

TEST_F(Validate, TakesTheResourceAmongParameters) {
  const Reply reply = send("POST", "/Patient/$validate",
                           R"({"resourceType":"Parameters","parameter":[
                              {"name":"mode","valueCode":"create"},{"name":"resource","resource":)" +
                               std::string(wrong) + "}]}");
  EXPECT_EQ("error", severity(reply));
}

TEST_F(Validate, RefusesAResourceOfAnotherType) {
  EXPECT_EQ("body-resource-type @ resourceType", send("POST", "/Observation/$validate", wrong).fault());
}

TEST_F(Validate, KnowsTheModesOfTheSpecification) {
  EXPECT_EQ("argument-type @ ", send("POST", "/Patient/$validate?mode=maybe", wrong).fault());
}

TEST_F(Validate, NeedsAResourceUnlessOneIsStored) {
  EXPECT_EQ("argument-missing @ ", get("/Patient/$validate").fault());
  EXPECT_EQ("no-issue @ ", get("/" + patient + "/$validate").fault());
}

TEST_F(Validate, ForAnUpdateComparesTheIds) {
  EXPECT_EQ("id-mismatch @ Patient.id",
            send("POST", "/" + patient + "/$validate?mode=update", R"({"resourceType":"Patient","id":"b"})")
                .fault());
}

TEST_F(Validate, ForADeleteNeedsSomethingToDelete) {
  EXPECT_EQ(200, get("/" + patient + "/$validate?mode=delete").status);
  EXPECT_EQ(404, get("/Patient/nobody/$validate?mode=delete").status);
}

TEST_F(Validate, ShowsNothingToWhoMayNotSee) {
  EXPECT_EQ(404, get("/" + patient + "/$validate", "b").status);
  EXPECT_EQ(401, get("/" + patient + "/$validate", "").status);
}

TEST_F(Validate, OfWhatIsStoredLeavesAnEntryInTheTrail) {
  trail.take();
  get("/" + patient + "/$validate");
  EXPECT_EQ(1u, trail.take().size());
}

}  // namespace
