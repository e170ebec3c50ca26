#include "referral/judge.h"

#include "referral/course.h"

using namespace linkki;
using namespace linkki::referral;

namespace {

constexpr auto sdohcc =
    R"({"profile":["http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/SDOHCC-TaskForReferralManagement|3.0.0"]})";

TEST(Judge, TellsWhereWhatIsMissingWouldStand) {
  const auto verdict = Case("accepted", "completed").judged();
  ASSERT_FALSE(verdict.ok());
  const auto& issues = verdict.failure().issues;
  ASSERT_EQ(4u, issues.size());
  EXPECT_EQ("Task.output", issues[0].expression.front());
  EXPECT_EQ(base::Severity::information, issues[3].severity);
  EXPECT_THAT(issues[3].text(), testing::HasSubstr("fail"));
  const auto sent = Case("draft", "requested").judged();
  ASSERT_FALSE(sent.ok());
  EXPECT_THAT(sent.failure().issues.front().expression,
              testing::ElementsAre("ServiceRequest.reasonCode", "ServiceRequest.reasonReference"));
}

TEST(Judge, SendsOnlyARequestThatIsOrBecomesActive) {
  for (const std::string status : {"active", "draft"}) {
    Case one("draft", "requested");
    one.circumstances.present = {"why"};
    one.circumstances.request_status = status;
    EXPECT_EQ("send", one.told()) << status;
  }
  for (const std::string status : {"revoked", "on-hold", "completed", "entered-in-error", ""}) {
    Case one("draft", "requested");
    one.circumstances.present = {"why"};
    one.circumstances.request_status = status;
    EXPECT_EQ("workflow-condition request-active", one.told()) << status;
  }
}

TEST(Judge, KeepsAPoolFreeOfWhatIsPersonal) {
  for (const auto& [name, json] :
       std::map<std::string, std::string>{{"description", R"("Aino")"},
                                          {"note", R"([{"text":"Aino"}])"},
                                          {"text", R"({"status":"generated","div":"x"})"},
                                          {"for", R"({"reference":"Patient/p","display":"Aino"})"},
                                          {"input", R"([{"type":{"text":"x"},"valueCode":"y"}])"}}) {
    Case one("draft", "requested");
    one.circumstances.present = {"why"};
    one.after.with(name, json);
    EXPECT_EQ("workflow-personal", one.told()) << name;
    one.after.owned_by("Organization/o");
    EXPECT_EQ("send", one.told()) << name;
  }
}

TEST(Judge, SendsAHiddenPersonToANamedPersonAlone) {
  Case one("draft", "requested");
  one.circumstances.present = {"why"};
  one.circumstances.hidden = true;
  EXPECT_EQ("workflow-condition not-hidden", one.told());
  one.after.owned_by("Organization/o");
  EXPECT_EQ("workflow-condition not-hidden", one.told());
  one.after.owned_by("PractitionerRole/anna");
  EXPECT_EQ("send", one.told());
}

TEST(Judge, ClaimsWhatNobodyHasClaimed) {
  Case one("requested", "received");
  one.related({Relation::addressed});
  one.before->owned_by("PractitionerRole/johan");
  one.after.owned_by("PractitionerRole/anna");
  EXPECT_EQ("workflow-condition unclaimed", one.told());
  EXPECT_EQ("claim",
            Case(one).related({Relation::addressed, Relation::owner}).told());  // it is theirs already
  one.before->owned_by("HealthcareService/h");
  EXPECT_EQ("claim", one.told());
  one.circumstances.inside = false;
  EXPECT_EQ("workflow-condition inside", one.told());
}

TEST(Judge, AcceptsWithoutCapacityByAnOverrideNote) {
  Case one("received", "accepted");
  for (const Capacity capacity : {Capacity::unknown, Capacity::some}) {
    one.circumstances.capacity = capacity;
    EXPECT_EQ("accept", one.told());
  }
  one.circumstances.capacity = Capacity::none;
  EXPECT_EQ("workflow-missing override-note", one.told());
  one.after.output("override-note", R"("valueString":"x")");
  EXPECT_EQ("accept", one.told());
}

TEST(Judge, NeedsWhatItLedToWhereTheOutcomeHasOne) {
  Case one("in-progress", "completed");
  one.after
      .output("outcome", R"("valueCodeableConcept":)" + concept_of(own_workflow().outcome_system, "no-need"))
      .output("no-follow-up", R"("valueString":"x")");
  EXPECT_EQ("complete", one.told());
  one.circumstances.baseline = true;
  EXPECT_EQ("workflow-missing end-measure / no-end-measure", one.told());
}

TEST(Judge, CompletesOnlyWithoutAnOpenChildThatBlocks) {
  for (const auto& [kind, blocks] : std::map<std::string, bool>{{"fulfill", true},
                                                                {"information-request", true},
                                                                {"work", true},
                                                                {"abort", false},
                                                                {"follow-up", false}}) {
    Case one("in-progress", "failed");
    one.after.with("statusReason", reason_of("unreachable"));
    one.circumstances.open = {kind};
    EXPECT_EQ(blocks ? "workflow-condition no-open-child" : "fail", one.told()) << kind;
  }
}

TEST(Judge, TakesOneReasonForTheWaitingListAndAnotherForAPause) {
  const auto told = [](const std::string& reason) {
    Case one("in-progress", "on-hold");
    one.after.with("statusReason", reason).output("expected-date", R"("valueDate":"2026-12-01")");
    return one.told();
  };
  EXPECT_EQ("waitlist", told(reason_of("capacity")));
  EXPECT_EQ("pause", told(reason_of("cost")));
  EXPECT_EQ("pause", told(R"({"text":"lomalla"})"));
}

TEST(Judge, TakesTheStepWhoseBusinessStatusTheClientNames) {
  Case one("accepted", "on-hold");
  one.after.with("statusReason", reason_of("capacity"))
      .output("expected-date", R"("valueDate":"2026-12-01")");
  one.after.business("paused");
  EXPECT_EQ("pause", one.told());
}

TEST(Judge, DoesNotTakeTheReasonOfTheLastStepForItsOwn) {
  Case one("on-hold", "failed");
  one.before->with("statusReason", reason_of("capacity"));
  one.after.with("statusReason", reason_of("capacity"));
  EXPECT_EQ("workflow-missing reason", one.told());
  one.before->with("statusReason", reason_of("cost"));
  one.after.with("statusReason", reason_of("cost"));  // which this step offers
  EXPECT_EQ("fail", one.told());
}

TEST(Judge, TellsARerouteFromAWithdrawal) {
  Case one("requested", "cancelled");
  one.after.with("statusReason", reason_of("other"));
  EXPECT_EQ("withdraw", one.told());
  one.circumstances.present = {"replacement"};
  EXPECT_EQ("reroute", one.told());
}

TEST(Judge, AgreesToCancelWhereThatWasAsked) {
  Case one("accepted", "cancelled");
  one.related({Relation::owner});
  one.after.with("statusReason", reason_of("circumstances"));
  EXPECT_EQ("workflow-condition open-abort", one.told());
  one.circumstances.open = {"abort"};
  EXPECT_EQ("agree-to-cancel", one.told());
}

TEST(Judge, HandsOverWithinAState) {
  for (const std::string& state : words("requested received accepted in-progress on-hold")) {
    Case one(state, state);
    one.before->owned_by("PractitionerRole/anna");
    one.after.owned_by("PractitionerRole/johan");
    EXPECT_EQ("reassign", one.told()) << state;
    EXPECT_TRUE(one.related({Relation::requester}).forbidden()) << state;
  }
}

TEST(Judge, AsksByOpeningAChild) {
  Case one("received", "received");
  one.related({Relation::owner}).circumstances.opened = {"information-request"};
  EXPECT_EQ("workflow-missing question", one.told());
  one.circumstances.present = {"question"};
  EXPECT_EQ("ask", one.told());
  one.circumstances.open = {"information-request"};
  EXPECT_EQ("workflow-condition no-open-question", one.told());
}

TEST(Judge, AnswersByTheStepThatAChildAsksFor) {
  Case one("received", "received");
  one.before->business("information-requested");
  one.after.business("information-requested");
  one.wanted = "answer";
  one.related({Relation::asked}).as(access::Role::referrer);
  one.circumstances.present = {"answer"};
  EXPECT_EQ("workflow-condition open-question", one.told());
  one.circumstances.ending = {"information-request"};
  EXPECT_EQ("answer", one.told());
  EXPECT_EQ("acknowledged", one.judged()->business);
  one.before->business("acknowledged");
  EXPECT_EQ("workflow-move", one.told());
}

TEST(Judge, JoinsAnActivityByItsOutput) {
  Case one("in-progress", "in-progress");
  one.related({Relation::owner});
  one.after.output("activity", R"("valueReference":{"reference":"HealthcareService/h"})");
  EXPECT_EQ("join-activity", one.told());
  one.before->output("activity", R"("valueReference":{"reference":"HealthcareService/h"})");
  EXPECT_EQ("edit", one.told());
}

TEST(Judge, ReopensIntoTheStateBeforeWithinTheTime) {
  Case one("completed", "on-hold");
  one.after.with("statusReason", reason_of("other"));
  one.circumstances.status_before = "in-progress";
  one.circumstances.recent = true;
  EXPECT_EQ("workflow-move", one.told());
  one.after.status = "in-progress";
  EXPECT_EQ("reopen", one.told());
  one.circumstances.recent = false;
  EXPECT_EQ("workflow-condition reopening-time", one.told());
}

TEST(Judge, LetsThoseEditWhoTakePart) {
  Case one("received", "received");
  one.after.with("priority", R"("urgent")");
  EXPECT_EQ("edit", one.told());
  EXPECT_EQ("edit", one.related({Relation::requester}).told());
  EXPECT_TRUE(one.related({Relation::addressed, Relation::participant}).forbidden());
}

TEST(Judge, KeepsWhatASentTaskIsAbout) {
  Case code("requested", "requested");
  code.after.with("code", concept_of("http://hl7.org/fhir/CodeSystem/task-code", "approve"));
  EXPECT_EQ("workflow-fixed Task.code", code.told());
  Case focus("requested", "requested");
  focus.after.with("focus", R"({"reference":"ServiceRequest/other"})");
  EXPECT_EQ("workflow-fixed Task.focus", focus.told());
  Case client("accepted", "accepted");
  client.after.with("for", R"({"reference":"Patient/other"})");
  EXPECT_EQ("workflow-fixed Task.for", client.told());
  Case ended("completed", "completed");
  ended.after.owned_by("Organization/other");
  EXPECT_EQ("workflow-fixed Task.owner", ended.told());
  Case draft("draft", "draft");
  draft.after.with("for", R"({"reference":"Patient/other"})").owned_by("Organization/other");
  EXPECT_EQ("edit", draft.told());
}

TEST(Judge, KnowsAClaimThatADialectShowsAsRequested) {
  Case one("requested", "requested");
  one.before->with("meta", sdohcc).owned_by("Organization/o");
  one.after.with("meta", sdohcc).owned_by("PractitionerRole/anna");
  EXPECT_EQ("claim", one.told());
  const auto claimed = one.derived();
  EXPECT_EQ("requested", claimed.root.text_of("status"));
  EXPECT_EQ("acknowledged", business_of(own_workflow(), claimed.root));
  EXPECT_EQ("received", state_of(own_workflow(), &claimed.root));
  Case after("requested", "requested");
  after.before = one.after;
  after.before->business("acknowledged");
  after.after = one.after;
  after.after.with("priority", R"("urgent")");
  EXPECT_EQ("edit", after.told());
  EXPECT_EQ("received", after.judged()->to);
}

TEST(Judge, CompletesADialectByItsOwnResult) {
  const std::string result =
      R"({"type":{"coding":[{"system":"http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/)"
      R"(SDOHCC-CodeSystemTemporaryCodes","code":"resulting-activity"}]},"valueReference":)"
      R"({"reference":"Procedure/p"}})";
  Case one("accepted", "completed");
  one.circumstances.baseline = true;
  one.after.outputs = {result};
  EXPECT_THAT(one.told(), testing::StartsWith("workflow-missing outcome"));
  one.before->with("meta", sdohcc);
  one.after.with("meta", sdohcc);
  EXPECT_EQ("complete", one.told());
  EXPECT_EQ("ended", one.judged()->business);
  one.after.outputs.clear();
  EXPECT_THAT(one.told(), testing::StartsWith("workflow-missing outcome"));
}

TEST(Judge, ListsTheStepsOfACaller) {
  const auto steps = [](access::Role role, Relations relations, TaskText task) {
    const auto document = task.document();
    std::string all;
    for (const Transition* step : steps_from(own_workflow(), {role, relations, false}, &document.root))
      all += (all.empty() ? "" : " ") + step->id;
    return all;
  };
  EXPECT_EQ("withdraw withdraw-consent mark-in-error",
            steps(access::Role::client, {Relation::subject, Relation::author}, TaskText{}));
  EXPECT_EQ("claim accept decline", steps(access::Role::producer, {Relation::addressed}, TaskText{}));
  EXPECT_EQ("", steps(access::Role::auditor, all_relations(), TaskText{}));
}

}  // namespace
