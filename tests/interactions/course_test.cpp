// The course of a referral through the API, by every path that a change may take.
#include <gmock/gmock.h>

#include <set>

#include "interactions/course.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

TEST_F(Course, OfASentReferralIsCompletedByTheServer) {
  ASSERT_EQ(200, refer().status);
  const Reply task = stored(task_);
  EXPECT_EQ("awaiting-response", business_of(task));
  EXPECT_EQ("https://w3id.org/linkki/fhir/StructureDefinition/answer-by", task.text("extension.0.url"));
  EXPECT_EQ("1", task.text("meta.versionId"));
}

TEST_F(Course, DoesNotBeginInTheMiddle) {
  for (const std::string status : {"received", "accepted", "in-progress", "completed", "cancelled"}) {
    const Reply reply = refer(status);
    EXPECT_EQ("422 workflow-move @ Bundle.entry[2].resource.status", told(reply))
        << json::print(reply.body.root);
  }
  EXPECT_EQ("0", stored("/Task?_summary=count").text("total"));
}

TEST_F(Course, NeedsAReasonToBeSent) {
  EXPECT_EQ("422 workflow-missing @ ServiceRequest.reasonCode",
            told(refer("requested", R"("owner":{"reference":"Organization/w"})", R"("status":"active")")));
  EXPECT_EQ(200, refer("draft", R"("owner":{"reference":"Organization/w"})", R"("status":"draft")").status);
}

TEST_F(Course, MakesADraftActiveWhenItIsSent) {
  ASSERT_EQ(200, refer("draft", R"("owner":{"reference":"Organization/w"})",
                       R"("status":"draft","reasonCode":[{"text":"x"}])")
                     .status);
  EXPECT_EQ("preparing", business_now());
  EXPECT_EQ(404, patch_as("anna", moved("requested")).status);  // nobody sees a draft but its author
  const Reply sent = send("PATCH", task_, moved("requested"),
                          {{"Content-Type", "application/json-patch+json"}}, "a", sender);
  EXPECT_EQ(200, sent.status) << json::print(sent.body.root);
  EXPECT_EQ("awaiting-response", business_of(sent));
  EXPECT_EQ("active", request_status());
}

TEST_F(Course, IsWalkedToItsEndByJsonPatch) {
  refer();
  const Reply claimed = patch_as("anna", moved("received"));
  ASSERT_EQ(200, claimed.status) << json::print(claimed.body.root);
  EXPECT_EQ("PractitionerRole/anna", claimed.text("owner.reference"));
  EXPECT_EQ("acknowledged", business_of(claimed));
  accept();
  EXPECT_EQ("assigned", business_now());
  EXPECT_EQ("422 workflow-missing @ Communication", told(patch_as("anna", moved("in-progress"))));
  contact();
  EXPECT_EQ(200, patch_as("anna", moved("in-progress")).status);
  EXPECT_EQ("contacted", business_now());
  const Reply refused = patch_as("anna", moved("completed"));
  EXPECT_EQ("422 workflow-missing @ Task.output", told(refused));
  EXPECT_EQ(4u, refused.count("issue"));
  const Reply done = patch_as(
      "anna",
      moved("completed",
            add("output", "[" + outcome("joined-once") + "," + output("activity", R"("valueString":"x")") +
                              "," + output("follow-up-due", R"("valueDate":"2027-01-01")") + "]")));
  EXPECT_EQ(200, done.status) << json::print(done.body.root);
  EXPECT_EQ("joined", business_of(done));
  EXPECT_EQ("completed", request_status());
}

TEST_F(Course, IsJudgedInAPutToo) {
  refer();
  Reply task = stored(task_);
  std::string text = json::print(task.body.root);
  const auto with_status = [&](const std::string& status) {
    std::string changed = text;
    const std::string from = R"("status":"requested")";
    return changed.replace(changed.find(from), from.size(), R"("status":")" + status + "\"");
  };
  EXPECT_EQ("422 workflow-move @ Task.status", told(as("anna", "PUT", task_, with_status("completed"))));
  EXPECT_EQ("requested", status());
  const Reply accepted = as("anna", "PUT", task_, with_status("accepted"));
  EXPECT_EQ(200, accepted.status) << json::print(accepted.body.root);
  EXPECT_EQ("PractitionerRole/anna", accepted.text("owner.reference"));
  EXPECT_EQ("assigned", business_of(accepted));
}

TEST_F(Course, IsJudgedInAFhirPathPatchToo) {
  refer();
  const auto patch = [&](const std::string& status) {
    return as(
        "anna", "PATCH", task_,
        R"({"resourceType":"Parameters","parameter":[{"name":"operation","part":[{"name":"type",)"
        R"("valueCode":"replace"},{"name":"path","valueString":"Task.status"},{"name":"value","valueCode":")" +
            status + R"("}]}]})");
  };
  EXPECT_EQ("422 workflow-move @ Task.status", told(patch("failed")));
  EXPECT_EQ(200, patch("received").status);
}

TEST_F(Course, IsJudgedInABundleToo) {
  refer();
  const auto bundle = [&](const std::string& type, const std::string& status) {
    const Reply task = stored(task_);
    std::string text = json::print(task.body.root);
    const std::string from = R"("status":"requested")";
    text.replace(text.find(from), from.size(), R"("status":")" + status + "\"");
    return as("anna", "POST", "/",
              R"({"resourceType":"Bundle","type":")" + type + R"(","entry":[{"resource":)" + text +
                  R"(,"request":{"method":"PUT","url":")" + task_.substr(1) + R"("}}]})");
  };
  EXPECT_EQ("422 workflow-move @ Bundle.entry[0].resource.status", told(bundle("transaction", "failed")));
  EXPECT_EQ("422 Unprocessable Content", bundle("batch", "failed").text("entry.0.response.status"));
  EXPECT_EQ("200 OK", bundle("batch", "accepted").text("entry.0.response.status"));
}

TEST_F(Course, IsTakenByAnOperationInOneCall) {
  refer();
  const Reply declined =
      step("anna", "decline", input("reason", R"("valueCodeableConcept":)" + reason("capacity")));
  EXPECT_EQ(200, declined.status) << json::print(declined.body.root);
  EXPECT_EQ("rejected", declined.text("status"));
  EXPECT_EQ("declined", business_of(declined));
  EXPECT_EQ("active", request_status());
}

TEST_F(Course, ByAnOperationIsJudgedTheSame) {
  refer();
  EXPECT_EQ("422 workflow-missing @ Task.statusReason", told(step("anna", "decline")));
  EXPECT_EQ("422 workflow-move @ Task.status", told(step("anna", "complete")));
  EXPECT_EQ("422 transition-unknown @ Parameters.parameter.where(name = 'transition')",
            told(step("anna", "jump")));
  EXPECT_EQ("422 transition-input @ Parameters.parameter",
            told(step("anna", "decline", input("colour", R"("valueString":"x")"))));
  EXPECT_EQ(403, step("anna", "withdraw", input("reason", R"("valueCode":"other")")).status);
}

TEST_F(Course, StoresWhatAnOperationBrings) {
  refer();
  accept();
  const Reply started = step(
      "anna", "start",
      R"({"name":"input","part":[{"name":"name","valueCode":"contact"},{"name":"resource","resource":)"
      R"({"resourceType":"Communication","status":"completed","extension":[{"url":)"
      R"("https://w3id.org/linkki/fhir/StructureDefinition/contact-result","valueCoding":{"code":"reached"}}]}}]})");
  EXPECT_EQ(200, started.status) << json::print(started.body.root);
  EXPECT_EQ("in-progress", status());
  EXPECT_EQ("1", as("anna", "GET", "/Communication?_summary=count", "").text("total"));
}

TEST_F(Course, IsNotMovedByThoseWhoseStepItIsNot) {
  refer();
  const Reply referrer =
      send("PATCH", task_, moved("received"), {{"Content-Type", "application/json-patch+json"}}, "a", sender);
  EXPECT_EQ("403 workflow-role @ Task.status", told(referrer));
  EXPECT_THAT(referrer.text("issue.0.details.text"), testing::HasSubstr("withdraw"));
  EXPECT_EQ("requested", status());
}

TEST_F(Course, TellsInTheLanguageOfTheCallerWhatElseIsPossible) {
  refer();
  const Reply refused = patch_as("anna", moved("completed"), {{"Accept-Language", "fi"}});
  EXPECT_THAT(refused.text("issue.0.details.text"),
              testing::AllOf(testing::HasSubstr("tämä kutsuja voi"), testing::HasSubstr("claim")));
}

TEST_F(Course, GivesOneOfTwoClaimsToItsCaller) {
  refer();
  ASSERT_EQ(200, patch_as("anna", moved("received")).status);
  EXPECT_NE(
      200,
      patch_as("johan", moved("received", add("owner", R"({"reference":"PractitionerRole/johan"})"))).status);
  EXPECT_EQ("PractitionerRole/anna", stored(task_).text("owner.reference"));
}

// Both are prepared from the same version before either is committed.
TEST_F(Course, TellsTheLoserOfARaceAndNamesNobody) {
  for (const bool conditional : {false, true}) {
    refer();
    for (const char* const person : {"anna", "johan"})
      token("w", worker, std::string("Practitioner/") + person);
    sink.close();
    auto first =
        std::async(std::launch::async, [&] { return post("Patient", R"({"resourceType":"Patient"})"); });
    sink.wait_for_writer();
    std::vector<std::future<Reply>> claims;
    for (const std::string person : {"anna", "johan"}) {
      claims.push_back(std::async(std::launch::async, [&, person] {
        Headers headers;
        if (conditional) headers.emplace_back("If-Match", "W/\"1\"");
        return patch_as(person, moved("received"), headers);
      }));
    }
    while (waiting() < 2) std::this_thread::yield();
    sink.open();
    first.wait();
    std::multiset<std::string> told_to;
    for (auto& claim : claims) {
      const Reply reply = claim.get();
      told_to.insert(told(reply));
      if (reply.status == 200) continue;
      EXPECT_THAT(reply.bytes, testing::Not(testing::HasSubstr("anna")));
      EXPECT_THAT(reply.bytes, testing::Not(testing::HasSubstr("johan")));
    }
    EXPECT_THAT(told_to, testing::ElementsAre("200  @ ", conditional ? "412 workflow-raced @ Task.status"
                                                                     : "409 workflow-raced @ Task.status"));
    EXPECT_EQ("received", status());
  }
}

TEST_F(Course, IsWithdrawnByTheClient) {
  refer();
  const std::string client = stored(task_).text("for.reference");
  Headers headers = bearer("", access::Role::client, client);
  headers.emplace_back("Content-Type", "application/json-patch+json");
  EXPECT_EQ("422 workflow-missing @ Task.statusReason",
            told(send("PATCH", task_, moved("cancelled"), headers, "")));
  const Reply withdrawn =
      send("PATCH", task_, moved("cancelled", add("statusReason", R"({"text":"En halua"})")), headers, "");
  EXPECT_EQ(200, withdrawn.status) << json::print(withdrawn.body.root);
  EXPECT_EQ("withdrawn", business_of(withdrawn));
  EXPECT_EQ("revoked", request_status());
}

TEST_F(Course, AsksForInformationByAChild) {
  refer();
  ASSERT_EQ(200, patch_as("anna", moved("received")).status);
  const Reply asked = step("anna", "ask", input("question", R"("valueString":"Apuväline?")"));
  EXPECT_EQ(200, asked.status) << json::print(asked.body.root);
  EXPECT_EQ("information-requested", business_now());
  EXPECT_EQ("422 workflow-condition @ Task.partOf", told(patch_as("anna", moved("accepted"))));
  const Reply children = stored("/Task?part-of=" + task_.substr(1));
  ASSERT_EQ("1", children.text("total"));
  const std::string child = "/Task/" + children.text("entry.0.resource.id");
  EXPECT_EQ("Organization/a", children.text("entry.0.resource.owner.reference"));
  const auto answer = [&](const std::string& more) {
    return send("PATCH", child, moved("completed", more), {{"Content-Type", "application/json-patch+json"}},
                "a", sender);
  };
  EXPECT_EQ("422 workflow-missing @ Task.output", told(answer("")));
  const Reply answered =
      answer(add("output", "[" + output("answer", R"("valueString":"Rollaattori")") + "]"));
  EXPECT_EQ(200, answered.status) << json::print(answered.body.root);
  EXPECT_EQ("acknowledged", business_now());
  accept();
}

TEST_F(Course, EndsWithItsChildrenWhenItIsCancelled) {
  refer();
  ASSERT_EQ(200, patch_as("anna", moved("received")).status);
  ASSERT_EQ(200, step("anna", "ask", input("question", R"("valueString":"x")")).status);
  const Reply cancelled = send("PATCH", task_, moved("cancelled", add("statusReason", reason("duplicate"))),
                               {{"Content-Type", "application/json-patch+json"}}, "a", sender);
  EXPECT_EQ(200, cancelled.status) << json::print(cancelled.body.root);
  EXPECT_EQ("cancelled", stored("/Task?part-of=" + task_.substr(1)).text("entry.0.resource.status"));
}

TEST_F(Course, IsCancelledOnRequestAfterItWasAccepted) {
  refer();
  accept();
  const auto ask = [&] {
    return send(
        "POST", task_ + "/$transition",
        R"({"resourceType":"Parameters","parameter":[{"name":"transition","valueCode":"ask-to-cancel"},)" +
            input("reason", R"("valueCodeableConcept":)" + reason("moved")) + "]}",
        {}, "a", sender);
  };
  const Reply asked = ask();
  EXPECT_EQ(200, asked.status) << json::print(asked.body.root);
  EXPECT_EQ("accepted", status());
  const Reply agreed =
      step("anna", "agree-to-cancel", input("reason", R"("valueCodeableConcept":)" + reason("moved")));
  EXPECT_EQ(200, agreed.status) << json::print(agreed.body.root);
  EXPECT_EQ("cancelled", status());
  EXPECT_EQ("withdrawn", business_now());
  EXPECT_EQ("revoked", request_status());
  EXPECT_EQ("completed", stored("/Task?part-of=" + task_.substr(1)).text("entry.0.resource.status"));
}

TEST_F(Course, IsReopenedAfterASlipOfTheFinger) {
  refer();
  accept();
  contact();
  ASSERT_EQ(200, patch_as("anna", moved("in-progress")).status);
  ASSERT_EQ(200, patch_as("anna", moved("failed", add("statusReason", reason("unreachable")))).status);
  EXPECT_EQ("422 workflow-move @ Task.status", told(patch_as("anna", moved("accepted"))));
  const Reply reopened = step("anna", "reopen", input("reason", R"("valueCode":"other")"));
  EXPECT_EQ(200, reopened.status) << json::print(reopened.body.root);
  EXPECT_EQ("in-progress", status());
  EXPECT_EQ("contacted", business_now());
  ASSERT_EQ(200, patch_as("anna", moved("failed", add("statusReason", reason("unreachable")))).status);
  clock.advance(std::chrono::hours(24 * 15));
  Headers late = bearer("w", access::Role::coordinator, "Practitioner/anna");
  late.emplace_back("Content-Type", "application/json-patch+json");
  EXPECT_EQ(404,
            send("PATCH", task_, moved("in-progress", add("statusReason", reason("other"))), late, "").status)
      << "what cannot be opened again is not theirs to see";
}

TEST_F(Course, AnEditDoesNotProlongTheTimeForReopening) {
  refer();
  accept();
  contact();
  ASSERT_EQ(200, patch_as("anna", moved("in-progress")).status);
  const std::string ended = "[" + outcome("joined-once") + "," + output("activity", R"("valueString":"x")") +
                            "," + output("follow-up-due", R"("valueDate":"2027-01-01")") + "]";
  ASSERT_EQ(200, patch_as("anna", moved("completed", add("output", ended))).status);
  pass(std::chrono::hours(24 * 10));
  ASSERT_EQ(200, patch_as("anna", "[" + add("description", R"("Spoke with her once more")") + "]").status);
  pass(std::chrono::hours(24 * 5));
  const Reply refused = patch_as("anna", moved("in-progress", add("statusReason", reason("other"))));
  EXPECT_EQ("422 workflow-condition @ Task.lastModified", told(refused)) << json::print(refused.body.root);
}

TEST_F(Course, IsReroutedByAnotherTaskThatReplacesIt) {
  refer();
  accept();
  EXPECT_EQ("422 workflow-missing @ Task.extension", told(step("anna", "reroute")));
  const Reply rerouted = step(
      "anna", "reroute",
      R"({"name":"input","part":[{"name":"name","valueCode":"replacement"},{"name":"resource","resource":)"
      R"({"resourceType":"Task","status":"requested","intent":"order","code":)" +
          coded("http://hl7.org/fhir/CodeSystem/task-code", "fulfill") + R"(,"focus":{"reference":")" +
          request_.substr(1) + R"("},"for":{"reference":")" + stored(task_).text("for.reference") +
          R"("},"requester":{"reference":"Organization/w"},"owner":{"reference":"Organization/a"}}}]})");
  EXPECT_EQ(200, rerouted.status) << json::print(rerouted.body.root);
  EXPECT_EQ("rerouted", business_now());
  EXPECT_EQ("active", request_status());
  EXPECT_EQ("1", stored("/Task?status=requested&_summary=count").text("total"));
}

TEST_F(Course, IsGivenBackToWhomItWasAddressed) {
  refer();
  ASSERT_EQ(200, patch_as("anna", moved("received")).status);
  const Reply back = patch_as("anna", moved("requested", add("statusReason", reason("language"))));
  EXPECT_EQ(200, back.status) << json::print(back.body.root);
  EXPECT_EQ("Organization/w", back.text("owner.reference"));
  EXPECT_EQ("awaiting-claim", business_of(back));
  EXPECT_EQ(200, patch_as("johan", moved("received")).status);
}

TEST_F(Course, IsBroughtInAtAnyPointWithItsSource) {
  const auto bring = [&](const std::string& more) {
    std::string bundle = referral("completed", R"("owner":{"reference":"Organization/w"})");
    bundle.insert(bundle.size() - 2, more);
    return send("POST", "/", bundle, {}, "a", access::Role::importer);
  };
  EXPECT_EQ("422 workflow-missing @ Provenance.entity", told(bring("")));
  const Reply brought =
      bring("," + entry(R"({"resourceType":"Provenance","target":[{"reference":"urn:uuid:)" + urn('3') +
                            R"("}],"recorded":"2026-01-01T00:00:00Z","agent":[{"who":{"display":"x"}}],)"
                            R"("entity":[{"role":"source","what":{"display":"x"}}]})",
                        "Provenance", urn('4')));
  EXPECT_EQ(200, brought.status) << json::print(brought.body.root);
  EXPECT_EQ("", business_of(stored(path_of(brought.text("entry.2.response.location")))));
}

TEST_F(Course, DoesNotConcernPlainTasks) {
  const std::string plain =
      post("Task", R"({"resourceType":"Task","status":"completed","intent":"order","code":)" +
                       coded("http://hl7.org/fhir/CodeSystem/task-code", "fulfill") + "}");
  EXPECT_EQ(200,
            send("PATCH", "/" + plain, moved("requested"), {{"Content-Type", "application/json-patch+json"}})
                .status);
  EXPECT_EQ("422 transition-plain @ Task.code", told(get("/" + plain + "/$transitions")));
}

TEST_F(Course, IsNotEscapedByAnotherCodeOrFocus) {
  refer();
  EXPECT_EQ("422 workflow-fixed @ Task.code",
            told(patch_as("anna", R"([{"op":"replace","path":"/code","value":{"text":"x"}}])")));
  EXPECT_EQ("422 workflow-fixed @ Task.focus",
            told(patch_as("anna",
                          R"([{"op":"replace","path":"/focus","value":{"reference":"ServiceRequest/x"}}])")));
}

// Those of the area, to whom the Task is offered.
struct Offered : Course {
  void SetUp() override {
    Course::SetUp();
    put("Location/vaasa", area("905"));
    put("PractitionerRole/anna",
        R"("practitioner":{"reference":"Practitioner/anna"},"organization":{"reference":)"
        R"("Organization/w"},"location":[{"reference":"Location/vaasa"}],"code":)" +
            kind());
  }
  static std::string area(const std::string& code) {
    return R"("extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/area","valueCoding":)"
           R"({"system":"urn:oid:1.2.246.537.6.21","code":")" +
           code + "\"}}]";
  }
  static std::string kind() {
    return "[" + coded("https://w3id.org/linkki/fhir/CodeSystem/role", "link-worker") + "]";
  }
  static std::string pool() { return area("905") + R"(,"performerType":)" + kind(); }
};

TEST_F(Offered, IsClaimedByOneOfThem) {
  ASSERT_EQ(200, refer("requested", pool()).status);
  EXPECT_EQ("awaiting-claim", business_now());
  const Reply claimed = patch_as("anna", moved("received"));
  EXPECT_EQ(200, claimed.status) << json::print(claimed.body.root);
  EXPECT_EQ("PractitionerRole/anna", claimed.text("owner.reference"));
  EXPECT_EQ(200, patch_as("anna", moved("requested", add("statusReason", reason("language")))).status);
  EXPECT_EQ("", stored(task_).text("owner.reference"));
}

TEST_F(Offered, IsNotGivenToSomebodyElse) {
  ASSERT_EQ(200, refer("requested", pool()).status);
  EXPECT_EQ(
      "422 workflow-condition @ Task.owner",
      told(patch_as("anna", moved("received", add("owner", R"({"reference":"PractitionerRole/petra"})")))));
}

TEST_F(Offered, HoldsNothingPersonal) {
  EXPECT_EQ("422 workflow-personal @ Bundle.entry[2].resource.description",
            told(refer("requested", pool() + R"(,"description":"Aino")")));
  EXPECT_EQ(200, refer("draft", pool() + R"(,"description":"Aino")").status);
}

// What the client permits decides who may receive it.
struct Permitted : Course {
  std::string sent(const std::string& consent, const std::string& members = to("Organization/w")) {
    consent_ = consent;
    return told(refer("requested", members));
  }
  static std::string to(const std::string& reference) {
    return R"("owner":{"reference":")" + reference + "\"}";
  }
};

TEST_F(Permitted, IsSentToWhomTheConsentCovers) {
  const std::string names_w = provision(permit("share-referral", "Organization/w"));
  EXPECT_EQ("200  @ ", sent(names_w));
  EXPECT_EQ("200  @ ", sent(names_w, to("PractitionerRole/anna")));
  put("HealthcareService/h", R"("providedBy":{"reference":"Organization/w"})");
  EXPECT_EQ("200  @ ", sent(names_w, to("HealthcareService/h")));
  EXPECT_EQ("200  @ ",
            sent(provision(permit("share-referral", "PractitionerRole/anna")), to("PractitionerRole/anna")));
  EXPECT_EQ("200  @ ",
            sent(provision(permit("share-referral", "PractitionerRole/anna")), to("Practitioner/anna")));
}

TEST_F(Permitted, IsNotSentToAnybodyElse) {
  put("Organization/x", "");
  const std::string names_x = provision(permit("share-referral", "Organization/x"));
  EXPECT_EQ("422 consent-recipient @ Consent.provision.provision.actor", sent(names_x));
  EXPECT_EQ("422 consent-recipient @ Consent.provision.provision.actor",
            sent(provision(permit("share-referral", "PractitionerRole/johan")), to("PractitionerRole/anna")));
  EXPECT_EQ("422 consent-scope @ Consent.provision.provision.code",
            sent(provision(permit("share-assessment", "Organization/w"))));
  EXPECT_EQ("422 consent-scope @ Consent.provision.provision.code", sent(""));
  EXPECT_EQ("422 consent-period @ Consent.provision.provision.period",
            sent(provision(permit("share-referral", "Organization/w", R"(,"period":{"end":"2026-09-01"})"))));
  EXPECT_EQ("0", stored("/Task?_summary=count").text("total"));
}

TEST_F(Permitted, SaysWhomTheConsentDoesNotName) {
  consent_ = provision(permit("share-referral", "Organization/a"));
  const Reply refused = refer();
  EXPECT_THAT(refused.text("issue.0.details.text"), testing::HasSubstr("Organization/w"));
}

TEST_F(Permitted, CoversThePartsOfAnOrganisation) {
  put("Organization/v", R"("partOf":{"reference":"Organization/w"})");
  const std::string names_w = provision(permit("share-referral", "Organization/w"));
  EXPECT_EQ("200  @ ", sent(names_w, to("Organization/v")));
  EXPECT_EQ("422 consent-recipient @ Consent.provision.provision.actor",
            sent(exactly(names_w), to("Organization/v")));
}

TEST_F(Permitted, IsClaimedByOneWhomTheConsentCovers) {
  put("Organization/v", R"("partOf":{"reference":"Organization/w"})");
  employ("veera", "v");
  const auto claim = [&] {
    return told(send("PATCH", task_,
                     moved("received", add("owner", R"({"reference":"PractitionerRole/veera"})")),
                     {{"Content-Type", "application/json-patch+json"}}, "a", access::Role::tester));
  };
  std::string permits = permit("share-referral", "Organization/w");
  ASSERT_EQ("200  @ ", sent(provision(exactly(permits))));
  EXPECT_EQ("422 consent-recipient @ Consent.provision.provision.actor", claim());
  ASSERT_EQ("200  @ ", sent(provision(permits)));
  EXPECT_EQ("200  @ ", claim());
}

TEST_F(Permitted, IsNotSentWithAConsentThatIsNotActive) {
  ASSERT_EQ("200  @ ", told(refer("draft")));
  ASSERT_EQ(200, agree(R"("status":"inactive",)" + consent_).status);
  const Reply refused = send("PATCH", task_, moved("requested"),
                             {{"Content-Type", "application/json-patch+json"}}, "a", sender);
  EXPECT_EQ("422 consent-inactive @ Consent.status", told(refused));
  ASSERT_EQ(200, agree(R"("status":"active",)" + consent_).status);
  EXPECT_EQ(200, send("PATCH", task_, moved("requested"), {{"Content-Type", "application/json-patch+json"}},
                      "a", sender)
                     .status);
}

TEST_F(Permitted, NeedsAConsentOfThisClient) {
  const std::string other = post("Patient", R"({"resourceType":"Patient"})");
  ASSERT_EQ(200, refer("draft").status);
  ASSERT_EQ(200, send("PATCH", agreed_,
                      R"([{"op":"replace","path":"/patient/reference","value":")" + other + "\"}]",
                      {{"Content-Type", "application/json-patch+json"}}, "a")
                     .status);
  EXPECT_EQ("422 consent-other-client @ Consent.patient",
            told(send("PATCH", task_, moved("requested"), {{"Content-Type", "application/json-patch+json"}},
                      "a", sender)));
}

TEST_F(Permitted, OnPaperGoesToTheOneWhoIsNamedAlone) {
  put("Organization/x", "");
  const std::string paper = R"("sourceAttachment":{"title":"Suostumus"})";
  EXPECT_EQ("200  @ ", sent(paper));
  ASSERT_EQ(200, patch_as("anna", moved("received")).status);
  const auto hand_over = [&](const std::string& to) {
    Headers headers = bearer("w", access::Role::coordinator, "Practitioner/anna");
    headers.emplace_back("Content-Type", "application/json-patch+json");
    return told(send("PATCH", task_,
                     R"([{"op":"replace","path":"/owner","value":{"reference":")" + to + "\"}}]", headers,
                     ""));
  };
  EXPECT_EQ("422 consent-recipient @ Consent.provision.provision.actor", hand_over("Organization/x"));
  EXPECT_EQ("200  @ ", hand_over("PractitionerRole/johan"));
}

TEST_F(Permitted, NeedsNoConsentWithinTheSameController) {
  put("Organization/part", R"("partOf":{"reference":"Organization/a"})");
  EXPECT_EQ("200  @ ", sent("", to("Organization/part")));
}

TEST_F(Permitted, GoesToAPoolOfWhichEveryMemberIsCovered) {
  const std::string area =
      R"("extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/area","valueCoding":)"
      R"({"system":"urn:oid:1.2.246.537.6.21","code":"905"}}])";
  const std::string kind = "[" + coded("https://w3id.org/linkki/fhir/CodeSystem/role", "link-worker") + "]";
  const std::string pool = area + R"(,"performerType":)" + kind;
  const std::string paper = R"("sourceAttachment":{"title":"Suostumus"})";
  const std::string names_w = provision(permit("share-referral", "Organization/w"));
  EXPECT_EQ("200  @ ", sent(names_w, pool));  // nobody is in it as yet
  EXPECT_EQ("422 consent-recipient @ Consent.provision.provision.actor", sent(paper, pool));
  put("Location/vaasa", area);
  for (const std::string organization : {"w", "x"}) {
    put("Organization/" + organization, "");
    put("PractitionerRole/of-" + organization,
        R"("organization":{"reference":"Organization/)" + organization +
            R"("},"location":[{"reference":"Location/vaasa"}],"code":)" + kind);
    EXPECT_EQ(organization == "w" ? "200  @ " : "422 consent-recipient @ Consent.provision.provision.actor",
              sent(names_w, pool));
  }
  EXPECT_EQ("422 consent-recipient @ Consent.provision.provision.actor", sent(paper, pool));
}

// Prepared while the consent is in force, committed after it was taken back.
TEST_F(Permitted, LosesTheRaceAgainstAWithdrawal) {
  ASSERT_EQ(200, refer("draft").status);
  token("a", sender);
  sink.close();
  auto first =
      std::async(std::launch::async, [&] { return post("Patient", R"({"resourceType":"Patient"})"); });
  sink.wait_for_writer();
  auto withdrawn = std::async(std::launch::async, [&] {
    return send("PATCH", agreed_, moved("inactive"), {{"Content-Type", "application/json-patch+json"}}, "a");
  });
  while (waiting() < 1) std::this_thread::yield();
  auto sent = std::async(std::launch::async, [&] {
    return send("PATCH", task_, moved("requested"), {{"Content-Type", "application/json-patch+json"}}, "a",
                sender);
  });
  while (waiting() < 2) std::this_thread::yield();
  sink.open();
  first.wait();
  EXPECT_EQ(200, withdrawn.get().status);
  EXPECT_EQ("422 consent-inactive @ Consent.status", told(sent.get()));
  EXPECT_EQ("draft", status());
}

struct Parts : Course {
  // Anna sends the client on: a child referral with a Task of its own.
  Reply split() {
    const std::string client = stored(task_).text("for.reference");
    Reply reply = as(
        "anna", "POST", "/",
        R"({"resourceType":"Bundle","type":"transaction","entry":[)" +
            entry(
                R"({"resourceType":"ServiceRequest","status":"active","intent":"filler-order","basedOn":[{"reference":")" +
                    request_.substr(1) + R"("}],"reasonCode":[{"text":"x"}],"subject":{"reference":")" +
                    client + R"("},"category":[)" +
                    coded("https://w3id.org/linkki/fhir/CodeSystem/hyte-category", "liikunta") + "]}",
                "ServiceRequest", urn('2')) +
            "," +
            entry(R"({"resourceType":"Task","status":"requested","intent":"order","code":)" +
                      coded("http://hl7.org/fhir/CodeSystem/task-code", "fulfill") +
                      R"(,"partOf":[{"reference":")" + task_.substr(1) +
                      R"("}],"focus":{"reference":"urn:uuid:)" + urn('2') + R"("},"for":{"reference":")" +
                      client +
                      R"("},"requester":{"reference":"PractitionerRole/anna"},"owner":{"reference":")" +
                      receiver_ + "\"}}",
                  "Task", urn('3')) +
            "]}");
    if (reply.status == 200) {
      child_request_ = path_of(reply.text("entry.0.response.location"));
      child_ = path_of(reply.text("entry.1.response.location"));
    }
    return reply;
  }
  std::string receiver_ = "Organization/a";
  std::string child_, child_request_;
};

TEST_F(Parts, KeepTheirReferralOpen) {
  refer();
  accept();
  const Reply sent = split();
  ASSERT_EQ(200, sent.status) << json::print(sent.body.root);
  EXPECT_EQ("422 workflow-condition @ Task.partOf",
            told(patch_as("anna", moved("failed", add("statusReason", reason("unreachable"))))));
  const Reply declined = send("PATCH", child_, moved("rejected", add("statusReason", reason("capacity"))),
                              {{"Content-Type", "application/json-patch+json"}}, "a", access::Role::producer);
  EXPECT_EQ(200, declined.status) << json::print(declined.body.root);
  EXPECT_EQ(200, patch_as("anna", moved("failed", add("statusReason", reason("unreachable")))).status);
  EXPECT_EQ("422 workflow-parent-ended @ Bundle.entry[1].resource.partOf", told(split()));
}

TEST_F(Parts, GoToWhomTheClientLetsTheLinkWorkerPick) {
  put("Organization/x", "");
  receiver_ = "Organization/x";
  consent_ = provision(permit("share-referral", "Organization/w"));
  refer();
  accept();
  EXPECT_EQ("422 consent-recipient @ Consent.provision.provision.actor", told(split()));
  for (const std::string actor : {"Organization/w", "Organization/x"}) {
    consent_ = provision(permit("share-referral", "Organization/w") + "," + permit("share-onward", actor));
    refer();
    accept();
    EXPECT_EQ("200  @ ", told(split())) << actor;
  }
}

TEST_F(Parts, EndWhenTheClientTakesBackTheConsent) {
  refer();
  accept();
  ASSERT_EQ(200, split().status);
  const Reply refused =
      step("anna", "withdraw-consent", input("reason", R"("valueCode":"consent-withdrawn")"));
  EXPECT_EQ("422 workflow-missing @ Provenance.agent", told(refused));
  const Reply told_by_client = step("anna", "withdraw-consent",
                                    input("reason", R"("valueCode":"consent-withdrawn")") + "," +
                                        input("informant", R"("valueReference":{"reference":")" +
                                                               stored(task_).text("for.reference") + "\"}"));
  EXPECT_EQ(200, told_by_client.status) << json::print(told_by_client.body.root);
  EXPECT_EQ("consent-withdrawn", business_now());
  const Reply child = as("anna", "GET", child_, "");
  EXPECT_EQ("cancelled", child.text("status"));
  EXPECT_EQ("consent-withdrawn", business_of(child));
  EXPECT_EQ("revoked", request_status());
  EXPECT_EQ("revoked", as("anna", "GET", child_request_, "").text("status"));
  EXPECT_EQ("1", as("anna", "GET", "/Provenance?_summary=count", "").text("total"));
}

// What is done to the ServiceRequest itself.
struct Requested : Course {
  Reply change(const std::string& operations, const std::string& organization = "a",
               access::Role role = sender) {
    return send("PATCH", request_, operations, {{"Content-Type", "application/json-patch+json"}},
                organization, role);
  }
  static std::string replace(const std::string& element, const std::string& value) {
    return R"([{"op":"add","path":"/)" + element + R"(","value":)" + value + "}]";
  }
};

TEST_F(Requested, IsPausedByItsRequesterAlone) {
  refer();
  EXPECT_EQ("403 workflow-role @ ServiceRequest.status", told(change(moved("on-hold"), "w", worker)));
  EXPECT_EQ(200, change(moved("on-hold")).status);
  EXPECT_EQ(200, change(moved("active")).status);
  const std::string client = stored(task_).text("for.reference");
  Headers headers = bearer("", access::Role::client, client);
  headers.emplace_back("Content-Type", "application/json-patch+json");
  EXPECT_EQ(200, send("PATCH", request_, moved("revoked"), headers, "").status);
}

TEST_F(Requested, KeepsClientAndKindOnceItIsActive) {
  refer();
  const std::string other = post("Patient", R"({"resourceType":"Patient"})");
  EXPECT_EQ("422 workflow-fixed @ ServiceRequest.subject",
            told(change(replace("subject", R"({"reference":")" + other + "\"}"))));
  EXPECT_EQ("422 workflow-fixed @ ServiceRequest.code", told(change(replace("code", R"({"text":"x"})"))));
  EXPECT_EQ(200, change(replace("priority", R"("urgent")"), "w", worker).status);
  ASSERT_EQ(200, refer("draft", R"("owner":{"reference":"Organization/w"})",
                       R"("status":"draft","reasonCode":[{"text":"x"}])")
                     .status);
  EXPECT_EQ(200, change(replace("code", R"({"text":"x"})")).status);
}

TEST_F(Requested, IsNotDeletedAndNorIsItsConsent) {
  refer();
  for (const std::string& path : {request_, task_, agreed_})
    EXPECT_EQ("409 governed-delete @ ", told(send("DELETE", path, "", {}, "a"))) << path;
}

TEST_F(Requested, GovernsATaskThatWasStoredBeforeIt) {
  const std::string patient = post("Patient", R"({"resourceType":"Patient"})");
  const auto early = [&](const std::string& status) {
    return R"({"resourceType":"Task","status":")" + status + R"(","intent":"order","code":)" +
           coded("http://hl7.org/fhir/CodeSystem/task-code", "fulfill") +
           R"(,"focus":{"reference":"ServiceRequest/later"},"for":{"reference":")" + patient +
           R"("},"requester":{"reference":"Organization/a"},"owner":{"reference":"Organization/w"}})";
  };
  const auto request = [&] {
    return send(
        "PUT", "/ServiceRequest/later",
        R"({"resourceType":"ServiceRequest","id":"later","status":"active","intent":"order","subject":)"
        R"({"reference":")" +
            patient + R"("},"reasonCode":[{"text":"x"}],"category":[)" +
            coded("https://w3id.org/linkki/fhir/CodeSystem/hyte-category", "liikunta") + "]}",
        {}, "a", access::Role::tester);
  };
  const std::string task = post("Task", early("requested"));
  EXPECT_EQ("422 consent-absent @ ServiceRequest.supportingInfo", told(request()));
  const auto drafted =
      send("PATCH", "/" + task, moved("draft"), {{"Content-Type", "application/json-patch+json"}});
  ASSERT_EQ(200, drafted.status);
  EXPECT_EQ(201, request().status);
  EXPECT_EQ("preparing", business_of(stored("/" + task)));
  EXPECT_EQ("409 governed-delete @ ", told(send("DELETE", "/" + task, "", {}, "a")));
}

struct Dialects : Course {
  static std::string profile(const std::string& canonical) {
    return R"("meta":{"profile":["http://hl7.org/fhir/us/)" + canonical +
           R"("]},"owner":{"reference":"Organization/w"})";
  }
  Reply patch(const std::string& operations) { return patch_as("anna", operations); }
};

TEST_F(Dialects, OfGravityAreWalkedByAClientThatKnowsNothingOfUs) {
  ASSERT_EQ(200, refer("requested",
                       profile("sdoh-clinicalcare/StructureDefinition/SDOHCC-TaskForReferralManagement"))
                     .status);
  const Reply claimed =
      patch(R"([{"op":"replace","path":"/owner","value":{"reference":"PractitionerRole/anna"}}])");
  EXPECT_EQ(200, claimed.status) << json::print(claimed.body.root);
  EXPECT_EQ("requested", claimed.text("status"));
  EXPECT_EQ("acknowledged", business_of(claimed));
  EXPECT_EQ("accepted", patch(moved("accepted")).text("status"));
  const Reply done = patch(moved(
      "completed",
      add("output",
          R"([{"type":)" +
              coded("http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes",
                    "resulting-activity") +
              R"(,"valueReference":{"reference":"Procedure/x"}}])")));
  EXPECT_EQ(200, done.status) << json::print(done.body.root);
  EXPECT_EQ("ended", business_of(done));
  EXPECT_EQ("completed", request_status());
}

TEST_F(Dialects, OfBserKeepTheirOwnBusinessStatus) {
  ASSERT_EQ(200,
            refer("requested", profile("bser/StructureDefinition/BSeR-ReferralTask") +
                                   R"(,"businessStatus":{"coding":[{"system":"urn:bser","code":"2.0"}]})")
                .status);
  EXPECT_EQ("2.0", stored(task_).text("businessStatus.coding.0.code"));
  EXPECT_EQ("awaiting-response", business_now());
  EXPECT_EQ(200, patch(moved("accepted")).status);
  EXPECT_EQ(422, patch(moved("rejected", add("statusReason", R"({"text":"x"})"))).status);
  const Reply done =
      patch(moved("completed", add("output", R"([{"type":{"text":"feedback"},"valueReference":)"
                                             R"({"reference":"Bundle/x"}}])")));
  EXPECT_EQ(200, done.status) << json::print(done.body.root);
  EXPECT_EQ("ended", business_of(done));
}

TEST_F(Course, IsHandedOverToAColleague) {
  refer();
  ASSERT_EQ(200, patch_as("anna", moved("received")).status);
  const std::string over =
      R"([{"op":"replace","path":"/owner","value":{"reference":"PractitionerRole/johan"}}])";
  EXPECT_EQ("403 workflow-role @ Task.status", told(patch_as("johan", over)));
  EXPECT_EQ(200, patch_as("anna", over).status);
  EXPECT_EQ("acknowledged", business_now());
  EXPECT_EQ(403, patch_as("anna", moved("accepted")).status);
}

TEST_F(Course, IsAcceptedByAFullServiceWithANoteAlone) {
  put("HealthcareService/h",
      R"("providedBy":{"reference":"Organization/w"},"extension":[{"url":)"
      R"("https://w3id.org/linkki/fhir/StructureDefinition/capacity","extension":[{"url":"status","valueCoding":)"
      R"({"code":"no-capacity"}},{"url":"as-of","valueDate":"2026-09-20"}]}])");
  refer("requested", R"("owner":{"reference":"HealthcareService/h"})");
  EXPECT_EQ("422 workflow-missing @ Task.output", told(patch_as("anna", moved("accepted"))));
  EXPECT_EQ(200, step("anna", "accept", input("override-note", R"("valueString":"Sovittu")")).status);
}

struct Transitions : Course {
  std::string listed(const Reply& reply) {
    EXPECT_EQ(200, reply.status) << json::print(reply.body.root);
    std::string all;
    for (std::size_t i = 0; i < reply.count("parameter"); ++i) {
      all += (all.empty() ? "" : " ") + reply.text("parameter." + std::to_string(i) + ".part.0.valueCode");
    }
    return all;
  }
};

TEST_F(Transitions, AreThoseOfTheCaller) {
  refer();
  EXPECT_EQ("claim reassign accept decline reroute withdraw-consent close-deceased close-moved",
            listed(as("anna", "GET", task_ + "/$transitions", "")));
  EXPECT_EQ("withdraw withdraw-consent mark-in-error close-deceased close-moved",
            listed(send("GET", task_ + "/$transitions", "", {}, "a", sender)));
  accept();
  EXPECT_EQ(
      "reassign ask start waitlist pause complete fail agree-to-cancel refuse-to-cancel reroute "
      "withdraw-consent close-deceased close-moved",
      listed(as("anna", "GET", task_ + "/$transitions", "")));
}

TEST_F(Transitions, SayWhatEachNeedsInThreeLanguages) {
  refer();
  const Reply reply = as("anna", "GET", task_ + "/$transitions", "", {{"Accept-Language", "sv"}});
  const std::string decline = "parameter.3.part.";
  ASSERT_EQ("decline", reply.text(decline + "0.valueCode"));
  EXPECT_EQ("Avvisa", reply.text(decline + "1.valueString"));
  EXPECT_EQ("fi", reply.text(decline + "1._valueString.extension.0.extension.0.valueCode"));
  EXPECT_EQ("Älä hyväksy", reply.text(decline + "1._valueString.extension.0.extension.1.valueString"));
  EXPECT_EQ("rejected", reply.text(decline + "2.valueCode"));
  EXPECT_EQ("declined", reply.text(decline + "3.valueCoding.code"));
  const std::string input = decline + "4.part.";
  EXPECT_EQ("reason", reply.text(input + "0.valueCode"));
  EXPECT_EQ("CodeableConcept", reply.text(input + "2.valueCode"));
  EXPECT_EQ("true", reply.text(input + "3.valueBoolean"));
  EXPECT_EQ("https://w3id.org/linkki/fhir/ValueSet/status-reason", reply.text(input + "6.valueCanonical"));
  EXPECT_EQ("capacity", reply.text(input + "7.valueCoding.code"));
}

TEST_F(Transitions, AreHiddenFromThoseWhoDoNotSeeTheTask) {
  refer();
  EXPECT_EQ(404, send("GET", task_ + "/$transitions", "", {}, "b").status);
  EXPECT_EQ(404,
            send("POST", task_ + "/$transition",
                 R"({"resourceType":"Parameters","parameter":[{"name":"transition","valueCode":"claim"}]})",
                 {}, "b")
                .status);
}

}  // namespace
