#include <gmock/gmock.h>

#include "interactions/operations/referring.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

constexpr const char* placer =
    R"(,"performer":[{"reference":"Organization/w"}],"identifier":[{"system":"urn:x","value":"1","type":{"coding":[)"
    R"({"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"PLAC"}]}}])";

struct Refer : Referring {
  std::string count(const std::string& type) { return stored("/" + type + "?_summary=count").text("total"); }
};

TEST_F(Refer, StoresAllThatAReferralIsMadeOf) {
  const Reply reply =
      call({patient(), request(), consent(),
            part("assessment", R"({"resourceType":"QuestionnaireResponse","status":"completed"})"),
            part("assessment", R"({"resourceType":"Observation","status":"final","code":{"text":"x"}})")});
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("transaction-response", reply.text("type"));
  ASSERT_EQ(6u, reply.count("entry"));
  for (std::size_t i = 0; i < 6; ++i)
    EXPECT_EQ("201 Created", reply.text("entry." + std::to_string(i) + ".response.status"));
  const Reply task = stored(task_);
  EXPECT_EQ("requested", task.text("status"));
  EXPECT_EQ(request_.substr(1), task.text("focus.reference"));
  EXPECT_EQ("Organization/w", task.text("owner.reference"));
  EXPECT_EQ("Organization/a", task.text("requester.reference"));
  const Reply sent = stored(request_);
  EXPECT_EQ(task.text("for.reference"), sent.text("subject.reference"));
  EXPECT_EQ(3u, sent.count("supportingInfo"));
  EXPECT_EQ(sent.text("subject.reference"), stored(consent_).text("patient.reference"));
}

TEST_F(Refer, RefusesAnElementThatShouldBeAList) {
  for (const std::string list : {"supportingInfo", "extension"}) {
    const Reply refused = call({request(R"(,"subject":{"reference":"Patient/x"},")" + list + "\":{}"),
                                part("assessment", R"({"resourceType":"Observation"})"),
                                part("goal", R"({"resourceType":"Goal"})")});
    EXPECT_EQ(422, refused.status) << list << json::print(refused.body.root);
  }
}

TEST_F(Refer, LetsTheReceiverBegin) {
  ASSERT_EQ(200, refer().status);
  const Reply claimed = move("received");
  EXPECT_EQ(200, claimed.status) << claimed.bytes;
  EXPECT_EQ(200, as_anna("GET", request_).status);
}

TEST_F(Refer, KeepsWhatTheClientSaysItself) {
  const std::string id = "6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7a0";
  const Reply reply = call(
      {patient(R"(,"id":")" + id + "1\""), consent(),
       request(R"(,"id":")" + id + R"(2","subject":{"reference":"urn:uuid:)" + id + R"(1"})"),
       part("task",
            R"({"resourceType":"Task","status":"draft","intent":"plan","focus":{"reference":"urn:uuid:)" +
                id + R"(2"},"owner":{"reference":"Organization/w"},"priority":"urgent"})")});
  ASSERT_EQ(200, reply.status) << reply.bytes;
  ASSERT_EQ(4u, reply.count("entry"));
  const Reply task = stored(task_);
  EXPECT_EQ("draft", task.text("status"));
  EXPECT_EQ("plan", task.text("intent"));
  EXPECT_EQ("urgent", task.text("priority"));
  EXPECT_EQ("fulfill", task.text("code.coding.0.code"));
  EXPECT_EQ(request_.substr(1), task.text("focus.reference"));
}

TEST_F(Refer, KnowsItsResourcesByTypeAndIdToo) {
  put("Patient/own", "");
  const Reply reply = call(
      {patient(R"(,"id":"own")"), consent(),
       request(
           R"(,"id":"r","subject":{"reference":"Patient/own"},"performer":[{"reference":"Organization/w"}])")});
  ASSERT_EQ(200, reply.status) << reply.bytes;
  const std::string subject = stored(request_).text("subject.reference");
  EXPECT_EQ(reply.text("entry.0.response.location"), subject + "/_history/1");
  EXPECT_NE("Patient/own", subject);
}

TEST_F(Refer, MakesNoTaskOfARecommendation) {
  std::string proposal = request();
  proposal.replace(proposal.find("order"), 5, "proposal");
  const Reply reply = call({patient(), proposal});
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("0", count("Task"));
}

TEST_F(Refer, PreparesTheTaskOfADraft) {
  ASSERT_EQ(200,
            call({patient(), request(R"(,"performer":[{"reference":"Organization/w"}])", "draft")}).status);
  EXPECT_EQ("draft", stored(task_).text("status"));
}

TEST_F(Refer, SendsToThePoolWhereNobodyIsNamed) {
  const Reply reply = call(
      {patient(), request(R"(,"performerType":{"coding":[{"system":"urn:x","code":"link-worker"}]},)"
                          R"("extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/area",)"
                          R"("valueCoding":{"system":"urn:m","code":"905"}}])",
                          "draft")});
  ASSERT_EQ(200, reply.status) << reply.bytes;
  const Reply task = stored(task_);
  EXPECT_EQ("", task.text("owner.reference"));
  EXPECT_EQ("link-worker", task.text("performerType.0.coding.0.code"));
  EXPECT_EQ("905", task.text("extension.0.valueCoding.code"));
}

TEST_F(Refer, SentAgainGivesTheFirstAnswer) {
  const std::vector<std::string> parts = {patient(R"(,"identifier":[{"system":"urn:i","value":"a,b|c"}])"),
                                          request(placer), consent()};
  ASSERT_EQ(200, call(parts).status);
  const std::string task = task_, request = request_, consent = consent_;
  const Reply again = call(parts);
  ASSERT_EQ(200, again.status) << again.bytes;
  EXPECT_EQ("200 OK", again.text("entry.1.response.status"));
  EXPECT_EQ(std::tuple(task, request, consent), std::tuple(task_, request_, consent_));
  EXPECT_EQ("1", count("ServiceRequest"));
  EXPECT_EQ("1", count("Patient"));
}

TEST_F(Refer, OfAnotherContentUnderThePlacerIsRefusedWithItsPlace) {
  ASSERT_EQ(200, call({patient(), request(placer), consent()}).status);
  std::string other = request(placer);
  other.replace(other.find(R"("text":"x")"), 10, R"("text":"y")");
  EXPECT_EQ("409 submission-differs @ Parameters.parameter[2].resource.reasonCode",
            told(call({consent(), patient(), other})));
  EXPECT_EQ("1", count("ServiceRequest"));
}

TEST_F(Refer, RefusedIsStoredInNoPart) {
  EXPECT_EQ("422 consent-absent @ Parameters.parameter[1].resource.supportingInfo",
            told(call({patient(), request()})));
  EXPECT_EQ("0", count("Patient"));
  EXPECT_EQ("0", count("ServiceRequest"));
}

TEST_F(Refer, TellsEachFaultWhereTheClientHasIt) {
  EXPECT_EQ("422 parameter-value @ Parameters.parameter[2].resource.language",
            told(call({consent(), request(), patient(R"(,"language":"wrong")")})));
  EXPECT_EQ(
      "400 bundle-reference @ Parameters.parameter[0].resource",
      told(call({request(R"(,"subject":{"reference":"urn:uuid:6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7a01"})")})));
  EXPECT_EQ("400 argument-missing @ Parameters.parameter", told(call({patient()})));
  EXPECT_EQ("400 argument-type @ Parameters.parameter[0].resource",
            told(call({part("request", R"({"resourceType":"Patient"})")})));
  EXPECT_EQ("400 argument-type @ Parameters.parameter[1].resource",
            told(call({request(), part("assessment", R"({"resourceType":"Patient"})")})));
  EXPECT_EQ("400 argument-unknown @ Parameters.parameter[1].name",
            told(call({request(), part("colour", R"({"resourceType":"Patient"})")})));
}

TEST_F(Refer, TellsAFaultOfTheTaskItMakesOfThePerformer) {
  const Reply reply =
      call({patient(),
            request(R"(,"performer":[{"reference":"Organization/w"},{"reference":"Organization/none"}])"),
            consent()});
  EXPECT_NE(200, reply.status);
  EXPECT_THAT(reply.bytes, testing::Not(testing::HasSubstr("Bundle.entry")));
}

TEST_F(Refer, IsForThoseWhoMayCreateWhatItStores) {
  EXPECT_EQ(401, send("POST", "/ServiceRequest/$refer", all({patient(), request()}), {}, "").status);
  EXPECT_EQ(403,
            send("POST", "/ServiceRequest/$refer", all({patient(), request()}), {}, "a", access::Role::editor)
                .status);
  EXPECT_EQ(405, get("/ServiceRequest/$refer").status);
}

}  // namespace
