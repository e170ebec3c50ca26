// What happens to referrals by time.
#include <gmock/gmock.h>

#include "base/movable_clock.h"
#include "interactions/course.h"
#include "interactions/operations/clock.h"

using namespace linkki;
using namespace linkki::interactions;
using std::chrono::days;
using std::chrono::hours;

namespace {

struct Clocks : Course {
  // How often that clock has told somebody.
  int told_by(const std::string& clock) const {
    int count = 0;
    for (const std::string& message : outbox())
      count += message.find("\"clock\":\"" + clock + "\"") != std::string::npos;
    return count;
  }
  void receive() { ASSERT_EQ(200, patch_as("anna", moved("received")).status); }
  // A child of the Task: asked of the sender by Anna, or of her by the sender.
  Reply open(const std::string& step, const std::string& inputs) {
    const std::string body =
        R"({"resourceType":"Parameters","parameter":[{"name":"transition","valueCode":")" + step + "\"}," +
        inputs + "]}";
    if (step == "ask") return as("anna", "POST", task_ + "/$transition", body);
    return send("POST", task_ + "/$transition", body, {}, "a", sender);
  }
  void ask() {
    const Reply reply = open("ask", input("question", R"("valueString":"When?")"));
    ASSERT_EQ(200, reply.status) << json::print(reply.body.root);
  }
  void complete(const std::string& outputs) {
    accept();
    const Reply done =
        patch_as("anna", moved("completed", add("output", "[" + outcome("no-need") +
                                                              (outputs.empty() ? "" : ",") + outputs + "]")));
    ASSERT_EQ(200, done.status) << json::print(done.body.root);
  }
  Reply follow_ups() { return stored("/Task?part-of=" + task_.substr(1)); }
};

TEST_F(Clocks, AReferralThatNobodyAnswersExpires) {
  refer();
  live_through(days(11));
  EXPECT_EQ("requested", status());
  EXPECT_EQ(0, told_by("answer-warning"));
  live_through(days(2));
  EXPECT_EQ("requested", status());
  EXPECT_EQ(1, told_by("answer-warning"));
  live_through(days(2));
  const Reply task = stored(task_);
  EXPECT_EQ("cancelled", task.text("status"));
  EXPECT_EQ("expired", business_of(task));
  EXPECT_EQ("no-answer", task.text("statusReason.coding.0.code"));
  EXPECT_EQ("active", request_status()) << "it may be sent to another one";
  EXPECT_EQ(1, told_by("answer-by"));
  EXPECT_EQ("2", task.text("meta.versionId"));
}

TEST_F(Clocks, WhatWasAnsweredDoesNotExpire) {
  refer();
  accept();
  live_through(days(40));
  EXPECT_EQ("accepted", status());
  EXPECT_EQ(0, told_by("answer-by"));
}

TEST_F(Clocks, TellThatNobodyWasContactedOnce) {
  refer();
  live_through(days(5));
  accept();
  live_through(days(6));
  EXPECT_EQ(0, told_by("no-contact"));
  live_through(days(2));
  ASSERT_EQ(1, told_by("no-contact"));
  EXPECT_THAT(outbox().back(), testing::HasSubstr(R"("tells":["Organization/w","PractitionerRole/anna"])"));
  ASSERT_EQ(200, patch_as("anna", "[" + add("priority", R"("urgent")") + "]").status);
  live_through(days(20));
  EXPECT_EQ(1, told_by("no-contact")) << "an edit does not begin it again";
}

TEST_F(Clocks, StandStillWhileAQuestionIsOpenForAFortnightAtMost) {
  refer();
  receive();
  ask();
  live_through(days(20));
  EXPECT_EQ("received", status());
  live_through(days(7));
  EXPECT_EQ("received", status());
  live_through(days(2));
  EXPECT_EQ("cancelled", status());
  EXPECT_EQ("cancelled", follow_ups().text("entry.0.resource.status"))
      << "nobody waits for the answer any more";
}

TEST_F(Clocks, RunOnWhenTheQuestionIsAnswered) {
  refer();
  receive();
  ask();
  live_through(days(3));
  ASSERT_EQ(200, open("answer", input("answer", R"("valueString":"Soon")")).status);
  live_through(days(14));
  EXPECT_EQ("received", status()) << "three days later than without the question";
  live_through(days(1));
  EXPECT_EQ("cancelled", status());
}

TEST_F(Clocks, ARequestToCancelThatNobodyAnswersIsAgreedTo) {
  refer();
  accept();
  const Reply asked =
      open("ask-to-cancel", input("reason", R"("valueCodeableConcept":)" + reason("circumstances")));
  ASSERT_EQ(200, asked.status) << json::print(asked.body.root);
  live_through(days(6));
  EXPECT_EQ("accepted", status());
  live_through(days(2));
  EXPECT_EQ("cancelled", status());
  EXPECT_EQ("withdrawn", business_now());
  EXPECT_EQ("revoked", request_status());
}

TEST_F(Clocks, TellWhoSentARequestThatIsLeftWithoutATask) {
  refer();
  ASSERT_EQ(200, patch_as("anna", moved("rejected", add("statusReason", reason("capacity")))).status);
  live_through(days(13));
  EXPECT_EQ(0, told_by("request-without-task"));
  live_through(days(2));
  EXPECT_EQ(1, told_by("request-without-task"));
}

TEST_F(Clocks, TellItOnceThoughTheEndedTaskIsEdited) {
  refer();
  ASSERT_EQ(200, patch_as("anna", moved("rejected", add("statusReason", reason("capacity")))).status);
  live_through(days(10));
  const Headers patch{{"Content-Type", "application/json-patch+json"}};
  ASSERT_EQ(200, send("PATCH", task_, "[" + add("priority", R"("urgent")") + "]", patch, "a", sender).status);
  live_through(days(5));
  EXPECT_EQ(1, told_by("request-without-task"));
  live_through(days(20));
  EXPECT_EQ(1, told_by("request-without-task"));
}

TEST_F(Clocks, TellOfARequestThatNeverHadATask) {
  const std::string members = R"("intent":"order","reasonCode":[{"text":"x"}],"category":[)" +
                              coded("https://w3id.org/linkki/fhir/CodeSystem/hyte-category", "liikunta") +
                              "]";
  const Reply made =
      send("POST", "/ServiceRequest",
           R"({"resourceType":"ServiceRequest","status":"active","subject":{"reference":"Patient/x"},)" +
               members + "}",
           {}, "a", sender);
  ASSERT_EQ(201, made.status) << json::print(made.body.root);
  live_through(days(13));
  EXPECT_EQ(0, told_by("request-without-task"));
  live_through(days(2));
  EXPECT_EQ(1, told_by("request-without-task"));
}

TEST_F(Clocks, TellThatAServiceWasNotVerifiedForLong) {
  put("HealthcareService/s", R"("extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/)"
                             R"(last-verified","valueDate":"2026-09-01"}],"providedBy":)"
                             R"({"reference":"Organization/w"})");
  live_through(days(100));
  EXPECT_EQ(0, told_by("service-unverified"));
  live_through(days(100));
  ASSERT_EQ(1, told_by("service-unverified"));
  EXPECT_THAT(outbox().back(), testing::HasSubstr(R"("resource":"HealthcareService/s")"));
  EXPECT_THAT(outbox().back(), testing::HasSubstr(R"("tells":["Organization/w"])"));
}

TEST_F(Clocks, RingOnceAcrossRestartsAndForTwoAtATime) {
  refer();
  accept();
  clock.advance(days(8));
  const auto other = make_service();
  other->ring_clocks();
  live_through(hours(0));
  other->settle();
  EXPECT_EQ(1, told_by("no-contact"));
  restart();
  live_through(days(1));
  EXPECT_EQ(1, told_by("no-contact"));
}

TEST_F(Clocks, AFollowUpIsOpenedForTheDayThatWasNamed) {
  refer();
  complete(output("follow-up-due", R"("valueDate":"2027-01-01")"));
  const Reply all = follow_ups();
  ASSERT_EQ("1", all.text("total"));
  EXPECT_EQ("follow-up", all.text("entry.0.resource.code.coding.0.code"));
  EXPECT_EQ("2027-01-01", all.text("entry.0.resource.restriction.period.end"));
  EXPECT_EQ("requested", all.text("entry.0.resource.status"));
  EXPECT_EQ("PractitionerRole/anna", all.text("entry.0.resource.owner.reference"));
  EXPECT_EQ("completed", request_status()) << "a follow-up does not keep it open";
  live_through(days(90));
  EXPECT_EQ(0, told_by("follow-up-due"));
  live_through(days(20));
  EXPECT_EQ(1, told_by("follow-up-due"));
}

TEST_F(Clocks, AFollowUpIsOpenedForEachDayThatWasNamed) {
  refer();
  complete(output("follow-up-due", R"("valueDate":"2027-03-01")") + "," +
           output("follow-up-due", R"("valueDate":"2027-06-01")"));
  EXPECT_EQ(2u, follow_ups().count("entry"));
}

TEST_F(Clocks, NoFollowUpIsOpenedWhereThereIsAReasonForNone) {
  refer();
  complete(output("no-follow-up", R"("valueCodeableConcept":)" + reason("other")));
  EXPECT_EQ("0", follow_ups().text("total"));
}

TEST_F(Clocks, AFollowUpIsCancelledWhenTheReferralIsOpenedAgain) {
  refer();
  complete(output("follow-up-due", R"("valueDate":"2027-01-01")"));
  const Reply reply = patch_as("anna", moved("accepted", add("statusReason", reason("other"))));
  ASSERT_EQ(200, reply.status) << json::print(reply.body.root);
  EXPECT_EQ("cancelled", follow_ups().text("entry.0.resource.status"));
}

struct MovedClock : Fixture {
  Reply move(const std::string& parameters) {
    return send("POST", "/$clock", R"({"resourceType":"Parameters")" + parameters + "}", {}, "a",
                access::Role::tester);
  }
  static std::string parameter(const std::string& json) { return R"(,"parameter":[)" + json + "]"; }
  static std::string days_on(int count) {
    return parameter(R"({"name":"days","valueInteger":)" + std::to_string(count) + "}");
  }
  static std::string to(const std::string& moment) {
    return parameter(R"({"name":"to","valueDateTime":")" + moment + "\"}");
  }
  static std::string now_of(const Reply& reply) { return reply.text("parameter.0.valueInstant"); }

  base::MovableClock movable{clock};
};

TEST_F(MovedClock, IsOfTheSandboxAlone) {
  EXPECT_EQ(404, move("").status);
  EXPECT_EQ(std::string::npos, send("GET", "/metadata").bytes.find("OperationDefinition/clock"));
  play_with(movable);
  EXPECT_EQ(200, move("").status);
  EXPECT_NE(std::string::npos, send("GET", "/metadata").bytes.find("OperationDefinition/clock"));
}

TEST_F(MovedClock, GoesForwardAlone) {
  play_with(movable);
  EXPECT_EQ("2026-09-21T14:13:20.000Z", now_of(move("")));
  EXPECT_EQ("2026-09-24T14:13:20.000Z", now_of(move(days_on(3))));
  EXPECT_EQ("2026-10-01T21:00:00.000Z", now_of(move(to("2026-10-01"))));
  const Reply back = move(to("2026-09-30"));
  EXPECT_EQ(400, back.status);
  EXPECT_EQ("clock-back @ Parameters.parameter.where(name = 'to')", back.fault());
  EXPECT_EQ("clock-back @ Parameters.parameter.where(name = 'days')", move(days_on(-1)).fault());
  EXPECT_EQ("clock-far @ Parameters.parameter.where(name = 'days')", move(days_on(4'000)).fault());
  EXPECT_EQ("argument-type @ Parameters.parameter[0].value", move(to("T2")).fault());
  EXPECT_EQ("argument-type @ Parameters.parameter[0].value", move(to("2026-02-30")).fault());
  EXPECT_EQ("2026-10-01T21:00:00.000Z", now_of(move("")));
}

}  // namespace
