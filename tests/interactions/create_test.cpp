#include "interactions/create.h"

#include <thread>

#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Create : Fixture {
  Reply create(const std::string& body, Headers headers = {}, const std::string& organization = "a") {
    return send("POST", "/Patient", body, std::move(headers), organization);
  }
  std::string total() { return get("/Patient?_summary=count").text("total"); }
};

const std::string named = R"({"resourceType":"Patient","identifier":[{"system":"s","value":"1"}]})";

TEST_F(Create, GivesTheResourceAnIdOfItsOwn) {
  const Reply reply = create(R"({"resourceType":"Patient","id":"mine","meta":{"versionId":"9"}})");
  EXPECT_EQ(201, reply.status);
  EXPECT_NE("mine", reply.text("id"));
  EXPECT_EQ("1", reply.text("meta.versionId"));
  EXPECT_EQ("https://linkki.test/fhir/Patient/" + reply.text("id") + "/_history/1", reply.header("Location"));
}

TEST_F(Create, KeepsTheDigitsOfNumbersAndTheOrderOfProperties) {
  const Reply reply = create(
      R"({"resourceType":"Patient","multipleBirthInteger":2,"extension":[{"url":"u","valueDecimal":1.50}],"active":true})");
  EXPECT_NE(std::string::npos,
            reply.bytes.find(R"("multipleBirthInteger":2,"extension":[{"url":"u","valueDecimal":1.50}])"))
      << reply.bytes;
}

TEST_F(Create, OfAnotherTypeThanTheUrlsIsRefused) {
  EXPECT_EQ("body-resource-type @ resourceType", create(R"({"resourceType":"Group"})").fault());
}

TEST_F(Create, OfABodyThatCannotBeReadIsRefused) {
  for (const char* const body : {"{", "[]", "7", R"({"resourceType":7})", R"({"resourceType":"Nothing"})",
                                 "{}", R"({"resourceType":"Patient","resourceType":"Patient"})", "\xff"}) {
    const Reply reply = create(body);
    EXPECT_EQ(400, reply.status) << body;
    EXPECT_EQ("OperationOutcome", reply.text("resourceType")) << body;
  }
}

TEST_F(Create, OfAnotherMediaTypeIsRefused) {
  for (const char* const type : {"text/turtle", "text/plain", "application/x-www-form-urlencoded"}) {
    const Reply reply = create(named, {{"Content-Type", type}});
    EXPECT_EQ(415, reply.status) << type;
    EXPECT_EQ("body-type @ ", reply.fault());
  }
  for (const char* const type : {"application/fhir+json", "application/json; charset=utf-8", "text/json"})
    EXPECT_EQ(201, create(R"({"resourceType":"Patient"})", {{"Content-Type", type}}).status) << type;
}

TEST_F(Create, WithCriteriaThatOneMatchesKeepsThatOne) {
  const Reply first = create(named, {{"If-None-Exist", "identifier=s|1"}});
  EXPECT_EQ(201, first.status);
  const Reply again = create(named, {{"If-None-Exist", "identifier=s|1"}});
  EXPECT_EQ(200, again.status);
  EXPECT_EQ(first.reference(), again.reference());
  EXPECT_EQ("1", total());
}

TEST_F(Create, WithCriteriaThatManyMatchIsRefused) {
  create(named);
  create(named);
  EXPECT_EQ(412, create(named, {{"If-None-Exist", "identifier=s|1"}}).status);
}

TEST_F(Create, WithCriteriaLooksAtTheCallersOwnOrganisationAlone) {
  create(named);
  EXPECT_EQ(201, create(named, {{"If-None-Exist", "identifier=s|1"}}, "b").status);
}

TEST_F(Create, WithCriteriaThatCannotBeUnderstoodIsRefused) {
  EXPECT_EQ(400, create(named, {{"If-None-Exist", "nonsense=1"}}).status);
  EXPECT_EQ(400, create(named, {{"If-None-Exist", "identifier="}}).status);
  EXPECT_EQ("0", total());
}

TEST_F(Create, WithTheSameCriteriaAtTheSameTimeHappensOnce) {
  std::atomic<int> created = 0;
  std::vector<std::thread> threads;
  token("a", access::Role::system);
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      created += create(named, {{"If-None-Exist", "identifier=s|1"}}).status == 201;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(1, created);
  EXPECT_EQ("1", total());
}

TEST_F(Create, ThatIsNotValidTellsEveryFaultAndStoresNothing) {
  const Reply reply = create(R"({"resourceType":"Patient","language":"wrong"})");
  EXPECT_EQ(422, reply.status);
  EXPECT_EQ("Patient.language", reply.text("issue.0.expression.0"));
  EXPECT_EQ("0", total());
}

TEST_F(Create, WarnsWhereThatIsAskedFor) {
  const Reply reply =
      create(R"({"resourceType":"Patient","language":"odd"})", {{"Prefer", "return=OperationOutcome"}});
  EXPECT_EQ(201, reply.status);
  EXPECT_EQ("warning", reply.text("issue.0.severity"));
  EXPECT_EQ("Patient.language", reply.text("issue.0.expression.0"));
}

TEST_F(Create, LeavesAnAuditEntryInItsCommit) {
  sink.take();
  const Reply reply = create(named);
  const auto entries = sink.take();
  ASSERT_EQ(1u, entries.size());
  EXPECT_EQ(access::Interaction::create, entries[0].interaction);
  EXPECT_EQ("own-record", entries[0].basis);
  EXPECT_NE(0u, entries[0].patient);
  ASSERT_EQ(1u, entries[0].disclosed.size());
  EXPECT_EQ(1u, entries[0].disclosed[0].version);
}

struct Erase : Fixture {
  const std::string reference =
      post("Patient", R"({"resourceType":"Patient","identifier":[{"system":"s","value":"1"}]})");
};

TEST_F(Erase, MakesADeletedVersion) {
  const Reply reply = send("DELETE", "/" + reference);
  EXPECT_EQ(204, reply.status);
  EXPECT_EQ("W/\"2\"", reply.header("ETag"));
  EXPECT_EQ("", reply.bytes);
  EXPECT_EQ(410, get("/" + reference).status);
  EXPECT_EQ("DELETE", get("/" + reference + "/_history").text("entry.0.request.method"));
}

TEST_F(Erase, OfHiddenAbsentAndDeletedLooksAlike) {
  send("DELETE", "/" + reference);
  EXPECT_EQ(204, send("DELETE", "/" + reference).status);
  EXPECT_EQ(204, send("DELETE", "/Patient/none").status);
  const std::string other = post("Patient", R"({"resourceType":"Patient"})");
  EXPECT_EQ(204, send("DELETE", "/" + other, "", {}, "b").status);
  EXPECT_EQ(200, get("/" + other).status);
}

TEST_F(Erase, OfAStaleVersionIsRefused) {
  EXPECT_EQ(412, send("DELETE", "/" + reference, "", {{"If-Match", "W/\"2\""}}).status);
  EXPECT_EQ(204, send("DELETE", "/" + reference, "", {{"If-Match", "W/\"1\""}}).status);
}

TEST_F(Erase, ByCriteriaTakesTheOneThatMatches) {
  EXPECT_EQ(204, send("DELETE", "/Patient?identifier=s|2").status);
  EXPECT_EQ(200, get("/" + reference).status);
  EXPECT_EQ(204, send("DELETE", "/Patient?identifier=s|1").status);
  EXPECT_EQ(410, get("/" + reference).status);
}

TEST_F(Erase, ByCriteriaThatManyMatchIsRefused) {
  post("Patient", R"({"resourceType":"Patient","identifier":[{"system":"s","value":"1"}]})");
  EXPECT_EQ(412, send("DELETE", "/Patient?identifier=s|1").status);
  EXPECT_EQ(400, send("DELETE", "/Patient").status);
}

TEST_F(Erase, OfAReferralIsRefused) {
  const std::string referral =
      post("ServiceRequest",
           R"({"resourceType":"ServiceRequest","status":"active","intent":"order","category":[{"coding":[)"
           R"({"system":"https://w3id.org/linkki/fhir/CodeSystem/hyte-category"}]}]})");
  EXPECT_EQ("governed-delete @ ", send("DELETE", "/" + referral).fault());
  EXPECT_EQ(200, get("/" + referral).status);
}

}  // namespace
