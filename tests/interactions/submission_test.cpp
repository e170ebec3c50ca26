#include "interactions/submission.h"

#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

// What a vendor sends; members may be changed before it goes.
struct Referral {
  std::string placer = "4711";
  std::string reason = "loneliness";
  std::string client = "1";
  std::string seed = "a";  // the urns are new each time
  std::string task_code = "fulfill";
  std::string meta = "";
  std::string priority_first = R"("priority":"routine","intent":"order")";

  std::string urn(char of) const { return "urn:uuid:6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7" + seed + "0" + of; }
  std::string reference(char of) const { return R"({"reference":")" + urn(of) + "\"}"; }
  std::string service_request() const {
    return R"({"resourceType":"ServiceRequest",)" + meta +
           R"("identifier":[{"type":{"coding":[{"code":"PLAC"}]},"system":"urn:vendor","value":")" + placer +
           R"("}],"status":"active",)" + priority_first +
           R"(,"category":[{"coding":[{"system":"https://w3id.org/linkki/fhir/CodeSystem/hyte-category"}]}],)" +
           R"("subject":)" + reference('1') + R"(,"reasonCode":[{"text":")" + reason + R"("}]})";
  }
  std::string bundle() const {
    const auto entry = [&](char of, const std::string& resource, const std::string& request) {
      return R"({"fullUrl":")" + urn(of) + R"(","resource":)" + resource + R"(,"request":{"method":"POST",)" +
             request + "}}";
    };
    return R"({"resourceType":"Bundle","id":"b-)" + seed + R"(","type":"transaction","entry":[)" +
           entry('1',
                 R"({"resourceType":"Patient","identifier":[{"system":"s","value":")" + client + R"("}]})",
                 R"("url":"Patient","ifNoneExist":"identifier=s|)" + client + "\"") +
           "," + entry('2', service_request(), R"("url":"ServiceRequest")") + "," +
           entry('3',
                 R"({"resourceType":"Task","status":"requested","intent":"order","code":{"text":")" +
                     task_code + R"("},"focus":)" + reference('2') + "}",
                 R"("url":"Task")") +
           "]}";
  }
};

struct Submission : Fixture {
  Reply submit(const Referral& referral, const std::string& organization = "a") {
    return send("POST", "/", referral.bundle(), {}, organization);
  }
  std::string total(const std::string& type) { return get("/" + type + "?_summary=count").text("total"); }
};

TEST_F(Submission, SentAgainGetsTheFirstAnswerAndStoresNothing) {
  const Reply first = submit({});
  ASSERT_EQ(200, first.status) << json::print(first.body.root);
  clock.advance(std::chrono::minutes(5));
  sink.take();
  const Reply again = submit({.seed = "b"});
  ASSERT_EQ(200, again.status) << json::print(again.body.root);
  for (const char* const at : {"entry.0", "entry.1", "entry.2"}) {
    const std::string response = std::string(at) + ".response.";
    EXPECT_EQ("200 OK", again.text(response + "status"));
    EXPECT_EQ(first.text(response + "location"), again.text(response + "location"));
    EXPECT_EQ(first.text(response + "lastModified"), again.text(response + "lastModified"));
  }
  EXPECT_EQ("1", total("ServiceRequest"));
  EXPECT_EQ("1", total("Task"));
  EXPECT_EQ("1", total("Patient"));
  const auto entries = sink.take();
  ASSERT_EQ(1u, entries.size());
  EXPECT_TRUE(entries[0].repeat);
  EXPECT_NE(0u, entries[0].patient);
}

TEST_F(Submission, MayBeWrittenInAnotherWay) {
  submit({});
  const Reply again = submit({.seed = "b",
                              .meta = R"("meta":{"tag":[{"code":"x"}]},"text":{"status":"empty"},)",
                              .priority_first = R"("intent":"order","priority":"routine")"});
  EXPECT_EQ(200, again.status) << json::print(again.body.root);
  EXPECT_EQ("1", total("ServiceRequest"));
}

TEST_F(Submission, SentAgainWithOtherContentIsRefusedAndNamesTheElement) {
  submit({});
  const Reply reason = submit({.reason = "debts", .seed = "b"});
  EXPECT_EQ(409, reason.status);
  EXPECT_EQ("submission-differs @ Bundle.entry[1].resource.reasonCode", reason.fault());
  EXPECT_EQ("duplicate", reason.text("issue.0.code"));
  EXPECT_EQ("submission-differs @ Bundle.entry[2].resource.code",
            submit({.seed = "c", .task_code = "approve"}).fault());
  EXPECT_EQ("submission-differs @ Bundle.entry[1].resource.subject",
            submit({.client = "2", .seed = "d"}).fault());
  EXPECT_EQ("1", total("ServiceRequest"));
  EXPECT_EQ("1", total("Patient"));
}

TEST_F(Submission, IsKnownWhateverHasHappenedToTheCaseSince) {
  const Reply first = submit({});
  const std::string task = path_of(first.text("entry.2.response.location"));
  ASSERT_EQ(200, send("PATCH", task, R"([{"op":"replace","path":"/status","value":"completed"}])",
                      {{"Content-Type", "application/json-patch+json"}})
                     .status);
  const Reply again = submit({.seed = "b"});
  EXPECT_EQ(200, again.status);
  EXPECT_EQ(first.text("entry.2.response.location"), again.text("entry.2.response.location"));
}

TEST_F(Submission, OfAnotherIdentifierOrOrganisationIsAnotherOne) {
  submit({});
  EXPECT_EQ("201 Created", submit({.placer = "4712", .seed = "b"}).text("entry.1.response.status"));
  EXPECT_EQ("201 Created", submit({.seed = "c"}, "b").text("entry.1.response.status"));
  EXPECT_EQ("2", total("ServiceRequest"));
}

TEST_F(Submission, OfASingleReferralIsRepeatedToo) {
  const std::string known = post("Patient", R"({"resourceType":"Patient"})");
  const auto referral = [&](const std::string& reason) {
    std::string body = Referral{.reason = reason}.service_request();
    const std::string urn = Referral{}.urn('1');
    return body.replace(body.find(urn), urn.size(), known);
  };
  const Reply first = send("POST", "/ServiceRequest", referral("x"));
  EXPECT_EQ(201, first.status);
  const Reply again = send("POST", "/ServiceRequest", referral("x"));
  EXPECT_EQ(200, again.status);
  EXPECT_EQ(first.header("Location"), again.header("Location"));
  EXPECT_EQ("submission-differs @ ServiceRequest.reasonCode",
            send("POST", "/ServiceRequest", referral("y")).fault());
  EXPECT_EQ("1", total("ServiceRequest"));
}

}  // namespace
