// Which parts of a referral are shown to whom, when, and on what basis.
#include "interactions/disclosure.h"

#include <gmock/gmock.h>

#include "interactions/course.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

// A case with something of each part: assessment, a contact, feedback.
struct Disclosed : Course {
  std::string patient_, assessment_, contact_, feedback_;

  void SetUp() override {
    Course::SetUp();
    put("Organization/x", "");
    employ("xenia", "x");
  }
  static std::string in_case(const std::string& type, const std::string& request,
                             const std::string& members) {
    return R"({"resourceType":")" + type + R"(","basedOn":[{"reference":")" + request.substr(1) + "\"}]," +
           members + "}";
  }
  void begin(const std::string& owner = "Organization/w") {
    ASSERT_EQ(200, refer("requested", R"("owner":{"reference":")" + owner + "\"}").status);
    fill();
  }
  void fill() {
    patient_ = "/" + stored(task_).text("for.reference");
    assessment_ = "/" + post("QuestionnaireResponse",
                             in_case("QuestionnaireResponse", request_, R"("status":"completed")"));
  }
  void work() {
    contact_ = create("Communication", in_case("Communication", request_, R"("status":"completed")"));
    feedback_ = create("DocumentReference",
                       R"({"resourceType":"DocumentReference","status":"current","content":[],"context":)"
                       R"({"related":[{"reference":")" +
                           request_.substr(1) + "\"}]}}");
  }
  std::string create(const std::string& type, const std::string& body) {
    const Reply reply = as("anna", "POST", "/" + type, body);
    EXPECT_EQ(201, reply.status) << json::print(reply.body.root);
    return "/" + reply.reference();
  }
  Reply look(const std::string& organization, const std::string& path) {
    return send("GET", path, "", {}, organization, worker);
  }
  // "task request patient assessment contact feedback" as far as an organisation reads them; a search must
  // find the same.
  std::string seen(const std::string& organization) {
    std::string all;
    const std::pair<const char*, std::string> parts[] = {
        {"task", task_},        {"request", request_},       {"consent", agreed_},
        {"patient", patient_},  {"assessment", assessment_}, {"contact", contact_},
        {"feedback", feedback_}};
    for (const auto& [name, path] : parts) {
      if (path.empty()) continue;
      const bool read = look(organization, path).status == 200;
      const std::size_t slash = path.rfind('/');
      const Reply found = look(organization, path.substr(0, slash) + "?_id=" + path.substr(slash + 1));
      EXPECT_EQ(read ? "1" : "0", found.text("total")) << name;
      EXPECT_EQ(read, look(organization, path + "/_history/1").status == 200) << name;
      if (read) all += (all.empty() ? "" : " ") + std::string(name);
    }
    return all;
  }
  std::string both() { return permit("share-referral", "Organization/w"); }
};

TEST_F(Disclosed, AreThePartsThatTheConsentCovers) {
  begin();
  work();
  EXPECT_EQ("task request consent patient assessment contact feedback", seen("w"));
  EXPECT_EQ("", seen("x"));
  consent_ = provision(both());
  begin();
  contact_ = feedback_ = "";
  EXPECT_EQ("task request consent patient", seen("w"));
}

TEST_F(Disclosed, IsFeedbackToTheSenderWithItsScopeAlone) {
  begin();
  work();
  EXPECT_THAT(seen("a"), testing::EndsWith("assessment feedback"));
  consent_ = provision(both());
  begin();
  work();
  EXPECT_THAT(seen("a"), testing::EndsWith("patient assessment"));
  ASSERT_EQ(200, agree(R"("status":"active",)" +
                       provision(both() + "," + permit("feedback-to-referrer", "Organization/a")))
                     .status);
  EXPECT_THAT(seen("a"), testing::EndsWith("assessment feedback"));
  ASSERT_EQ(200, agree(R"("status":"active",)" + provision(both())).status);
  EXPECT_THAT(seen("a"), testing::EndsWith("patient assessment"));
}

TEST_F(Disclosed, IsNothingAfterADeclineButWhatOneWrote) {
  begin();
  work();
  ASSERT_EQ(200, step("anna", "decline", input("reason", R"("valueCode":"capacity")")).status);
  EXPECT_EQ("contact feedback", seen("w"));
}

TEST_F(Disclosed, StaysUntilTheFollowUpEnds) {
  begin();
  accept();
  contact();
  ASSERT_EQ(200, patch_as("anna", moved("in-progress")).status);
  const Reply done = patch_as(
      "anna",
      moved("completed",
            add("output", "[" + outcome("joined-once") + "," + output("activity", R"("valueString":"x")") +
                              "," + output("follow-up-due", R"("valueDate":"2026-12-21")") + "]")));
  ASSERT_EQ(200, done.status) << json::print(done.body.root);
  EXPECT_EQ("task request consent patient assessment", seen("w"));
  const auto days = [](int count) { return std::chrono::hours(24 * count); };
  pass(days(90));
  EXPECT_EQ("task request consent patient assessment", seen("w"));
  ASSERT_EQ(200, patch_as("anna", "[" + add("priority", R"("urgent")") + "]").status);
  pass(days(20));
  EXPECT_EQ("", seen("w"));  // an edit did not prolong it
}

TEST_F(Disclosed, IsTheTaskAloneWhenItFailed) {
  begin();
  accept();
  ASSERT_EQ(200, patch_as("anna", moved("failed", add("statusReason", reason("unreachable")))).status);
  EXPECT_EQ("task", seen("w"));
  pass(std::chrono::hours(24 * 15));
  EXPECT_EQ("", seen("w"));
}

TEST_F(Disclosed, EndsWithThePeriodOfThePermitWithoutAnyWrite) {
  consent_ = provision(permit("share-referral", "Organization/w", R"(,"period":{"end":"2026-09-30"})"));
  begin();
  EXPECT_EQ("task request consent patient", seen("w"));
  pass(std::chrono::hours(24 * 10));
  EXPECT_EQ("", seen("w"));
}

TEST_F(Disclosed, MovesToTheNewOwner) {
  consent_ = provision(both() + "," + permit("share-referral", "Organization/x"));
  begin();
  ASSERT_EQ(200, patch_as("anna", moved("received")).status);
  Headers headers = bearer("w", access::Role::coordinator, "Practitioner/anna");
  headers.emplace_back("Content-Type", "application/json-patch+json");
  ASSERT_EQ(200, send("PATCH", task_,
                      R"([{"op":"replace","path":"/owner","value":{"reference":"PractitionerRole/xenia"}}])",
                      headers, "")
                     .status);
  EXPECT_EQ("", seen("w"));
  EXPECT_EQ("task request consent patient", seen("x"));
}

TEST_F(Disclosed, IsForThePersonWhereOnlyTheyAreNamed) {
  consent_ = provision(permit("share-referral", "PractitionerRole/anna"));
  begin("PractitionerRole/anna");
  EXPECT_EQ(200, as("anna", "GET", request_, "").status);
  EXPECT_EQ(404, as("johan", "GET", request_, "").status);
}

TEST_F(Disclosed, IsWithdrawnWithTheConsentAtOnce) {
  begin();
  work();
  accept();
  const Reply withdrawn = agree(R"("status":"inactive",)" + consent_);
  ASSERT_EQ(200, withdrawn.status) << json::print(withdrawn.body.root);
  EXPECT_EQ("contact feedback", seen("w"));
  EXPECT_EQ("cancelled", status());
  EXPECT_EQ("consent-withdrawn", business_now());
  EXPECT_EQ("consent-withdrawn", stored(task_).text("statusReason.coding.0.code"));
  EXPECT_EQ("revoked", request_status());
  EXPECT_THAT(seen("a"), testing::Not(testing::HasSubstr("feedback")));
}

TEST_F(Disclosed, IsWithdrawnByTheClientToo) {
  begin();
  Headers client = bearer("", access::Role::client, stored(task_).text("for.reference"));
  client.emplace_back("Content-Type", "application/json-patch+json");
  const Reply withdrawn = send("PATCH", agreed_, moved("inactive"), client, "");
  ASSERT_EQ(200, withdrawn.status) << json::print(withdrawn.body.root);
  EXPECT_EQ("", seen("w"));
  EXPECT_EQ("cancelled", status());
}

TEST_F(Disclosed, OutlivesAChangeThatLeavesTheReceiverCovered) {
  begin();
  ASSERT_EQ(200, agree(R"("status":"active",)" + provision(both())).status);
  EXPECT_EQ("task request consent patient", seen("w"));
  EXPECT_EQ("requested", status());
}

TEST_F(Disclosed, EndsWhenTheConsentNamesSomebodyElse) {
  begin();
  ASSERT_EQ(200,
            agree(R"("status":"active",)" + provision(permit("share-referral", "Organization/x"))).status);
  EXPECT_EQ("", seen("w"));
  EXPECT_EQ("consent-withdrawn", business_now());
}

TEST_F(Disclosed, IsTheOwnPartAloneToWhomTheLinkWorkerSendsOn) {
  consent_ = provision(both() + "," + permit("share-onward", "Organization/w"));
  begin();
  work();
  accept();
  const std::string client = patient_.substr(1);
  const Reply sent = as(
      "anna", "POST", "/",
      R"({"resourceType":"Bundle","type":"transaction","entry":[)" +
          entry(
              R"({"resourceType":"ServiceRequest","status":"active","intent":"filler-order","basedOn":[{"reference":")" +
                  request_.substr(1) + R"("}],"reasonCode":[{"text":"x"}],"subject":{"reference":")" +
                  client + R"("},"category":[)" +
                  coded("https://w3id.org/linkki/fhir/CodeSystem/hyte-category", "liikunta") + "]}",
              "ServiceRequest", urn('2')) +
          "," +
          entry(
              R"({"resourceType":"Task","status":"requested","intent":"order","code":)" +
                  coded("http://hl7.org/fhir/CodeSystem/task-code", "fulfill") +
                  R"(,"partOf":[{"reference":")" + task_.substr(1) +
                  R"("}],"focus":{"reference":"urn:uuid:)" + urn('2') + R"("},"for":{"reference":")" +
                  client +
                  R"("},"requester":{"reference":"PractitionerRole/anna"},"owner":{"reference":"Organization/x"}})",
              "Task", urn('3')) +
          "]}");
  ASSERT_EQ(200, sent.status) << json::print(sent.body.root);
  EXPECT_EQ("patient", seen("x"));
  EXPECT_EQ(200, look("x", path_of(sent.text("entry.0.response.location"))).status);
  EXPECT_EQ(200, look("x", path_of(sent.text("entry.1.response.location"))).status);
  ASSERT_EQ(200, agree(R"("status":"inactive",)" + consent_).status);
  EXPECT_EQ("", seen("x"));
  EXPECT_EQ("cancelled",
            as("anna", "GET", path_of(sent.text("entry.1.response.location")), "").text("status"));
}

TEST_F(Disclosed, IsNotWonBackByAConsentOfOnesOwnMaking) {
  begin();
  ASSERT_EQ(200, step("anna", "decline", input("reason", R"("valueCode":"capacity")")).status);
  const std::string client = patient_.substr(1);
  const std::string consent =
      R"({"resourceType":"Consent","status":"active","patient":{"reference":")" + client +
      R"("},"extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/case","valueReference":{)"
      R"("reference":")" +
      request_.substr(1) + R"("}}],)" + provision(both()) + "}";
  const std::string task = R"({"resourceType":"Task","status":"requested","intent":"order","code":)" +
                           coded("http://hl7.org/fhir/CodeSystem/task-code", "fulfill") +
                           R"(,"focus":{"reference":")" + request_.substr(1) + R"("},"for":{"reference":")" +
                           client + R"("},"owner":{"reference":"Organization/w"}})";
  as("anna", "POST", "/Consent", consent);
  as("anna", "POST", "/Task", task);
  as("anna", "POST", "/",
     R"({"resourceType":"Bundle","type":"transaction","entry":[)" + entry(consent, "Consent", urn('1')) +
         "," + entry(task, "Task", urn('2')) + "]}");
  EXPECT_EQ("", seen("w"));
}

// Another's Patient is not opened by a referral of one's own.
TEST_F(Disclosed, IsNoPatientOfAnotherRegister) {
  const std::string other = post("Patient", R"({"resourceType":"Patient"})", "x");
  const std::string request = post(
      "ServiceRequest",
      R"({"resourceType":"ServiceRequest","status":"active","intent":"order","reasonCode":[{"text":"x"}],"subject":)"
      R"({"reference":")" +
          other + R"("},"category":[)" +
          coded("https://w3id.org/linkki/fhir/CodeSystem/hyte-category", "liikunta") + "]}");
  post("Task", R"({"resourceType":"Task","status":"requested","intent":"order","code":)" +
                   coded("http://hl7.org/fhir/CodeSystem/task-code", "fulfill") +
                   R"(,"focus":{"reference":")" + request + R"("},"for":{"reference":")" + other +
                   R"("},"owner":{"reference":"Organization/a"}})");
  EXPECT_EQ(404, get("/" + other).status);
}

TEST_F(Disclosed, HasItsBasisInTheTrail) {
  begin();
  trail.take();
  look("w", request_);
  look("a", request_);
  const auto entries = trail.take();
  ASSERT_EQ(2u, entries.size());
  EXPECT_EQ("consent", entries[0].basis);
  EXPECT_EQ(agreed_.substr(1) + "/_history/1", entries[0].basis_reference);
  EXPECT_EQ("own-record", entries[1].basis);
  ASSERT_EQ(200, agree(R"("status":"active",)" + provision(both())).status);
  trail.take();
  look("w", request_);
  EXPECT_EQ(agreed_.substr(1) + "/_history/2", trail.take().at(0).basis_reference);
  sink.take();
  accept();
  const auto written = sink.take();
  ASSERT_FALSE(written.empty());
  EXPECT_EQ(agreed_.substr(1) + "/_history/2", written.front().basis_reference);
}

TEST_F(Disclosed, AsksTheSenderByAQuestionThatNobodyElseSees) {
  begin();
  ASSERT_EQ(200, patch_as("anna", moved("received")).status);
  ASSERT_EQ(200, step("anna", "ask", input("question", R"("valueString":"Apuväline?")")).status);
  const Reply children = stored("/Task?part-of=" + task_.substr(1));
  ASSERT_EQ("1", children.text("total"));
  const std::string child = "/Task/" + children.text("entry.0.resource.id");
  EXPECT_EQ(404, look("x", child).status);
  const std::string work =
      create("Task", R"({"resourceType":"Task","status":"ready","intent":"order","code":)" +
                         coded("https://w3id.org/linkki/fhir/CodeSystem/task-code", "work") +
                         R"(,"partOf":[{"reference":")" + task_.substr(1) +
                         R"("}],"owner":{"reference":"Organization/x"}})");
  EXPECT_EQ(404, look("a", work).status);
  EXPECT_EQ(404, look("x", work).status);  // takes no part in the referral
}

}  // namespace
