#include "referral/derive.h"

#include "referral/course.h"
#include "referral/element.h"

using namespace linkki;
using namespace linkki::referral;

namespace {

std::string business(const json::Document& task) {
  return std::string(business_of(own_workflow(), task.root));
}
std::string print(const json::Document& task, const std::string& element) {
  const json::Value* const found = task.root.find(element);
  return found ? json::print(*found) : "";
}

Case send(const std::string& owner = "") {
  Case one("draft", "requested");
  one.circumstances.present = {"why"};
  if (!owner.empty()) one.after.owned_by(owner);
  return one;
}

TEST(Derive, SaysWhomASentTaskAwaits) {
  EXPECT_EQ("awaiting-claim", business(send().derived()));
  EXPECT_EQ("awaiting-response", business(send("Organization/o").derived()));
}

TEST(Derive, FillsAnswerByWhereItIsAbsent) {
  EXPECT_EQ(
      R"([{"url":"https://w3id.org/linkki/fhir/StructureDefinition/answer-by","valueDate":"2026-10-05"}])",
      print(send().derived(), "extension"));
  Case given = send();
  given.after.with("extension", R"([{"url":"https://w3id.org/linkki/fhir/StructureDefinition/answer-by",)"
                                R"("valueDate":"2026-09-30"}])");
  EXPECT_THAT(print(given.derived(), "extension"), testing::HasSubstr("2026-09-30\"}]"));
}

TEST(Derive, PutsOurBusinessStatusBesideThatOfOthers) {
  Case one = send("Organization/o");
  one.after.with("businessStatus", R"({"coding":[{"system":"urn:bser","code":"2.0"}],"text":"x"})");
  EXPECT_EQ(R"({"coding":[{"system":"urn:bser","code":"2.0"},{"system":")" + own_workflow().business_system +
                R"(","code":"awaiting-response"}],"text":"x"})",
            print(one.derived(), "businessStatus"));
}

TEST(Derive, ReplacesOurBusinessStatusThatDoesNotFit) {
  Case one("requested", "received");
  one.before->business("awaiting-claim");
  one.after.business("joined");
  EXPECT_EQ("acknowledged", business(one.derived()));
  Case edit("received", "received");
  edit.before->business("acknowledged");
  edit.after.business("contacted");
  edit.after.with("priority", R"("urgent")");
  EXPECT_EQ("acknowledged", business(edit.derived()));
}

TEST(Derive, TakesItAwayFromWhatIsInError) {
  Case one("requested", "entered-in-error");
  one.before->business("awaiting-claim");
  one.after.business("awaiting-claim").with("statusReason", reason_of("duplicate"));
  EXPECT_EQ("", print(one.derived(), "businessStatus"));
}

TEST(Derive, FillsTheTextOfAReasonAndCodesAText) {
  Case coded("requested", "rejected");
  coded.after.with("statusReason", reason_of("capacity"));
  EXPECT_THAT(print(coded.derived(), "statusReason"), testing::HasSubstr(R"("text":"text of capacity")"));
  Case text("requested", "rejected");
  text.after.with("statusReason", R"({"text":"No room before spring"})");
  EXPECT_EQ(R"({"coding":[{"system":")" + own_workflow().reason_system +
                R"(","code":"other"}],"text":"No room before spring"})",
            print(text.derived(), "statusReason"));
}

TEST(Derive, ClearsTheReasonOfTheLastStep) {
  Case one("on-hold", "accepted");
  one.before->with("statusReason", reason_of("capacity"));
  one.after.with("statusReason", reason_of("capacity"));
  EXPECT_EQ("", print(one.derived(), "statusReason"));
  one.after.with("statusReason", reason_of("other"));
  EXPECT_THAT(print(one.derived(), "statusReason"), testing::HasSubstr("other"));
}

TEST(Derive, MakesTheCallerTheOwnerOfAClaimThatNamesNobody) {
  Case one("requested", "received");
  one.circumstances.caller = "Practitioner/anna";
  EXPECT_EQ("Practitioner/anna", reference_of(one.derived().root, "owner"));
  one.after.owned_by("PractitionerRole/johan");
  EXPECT_EQ("PractitionerRole/johan", reference_of(one.derived().root, "owner"));
}

TEST(Derive, GivesBackToWhomItWasAddressed) {
  Case one("received", "requested");
  one.before->owned_by("PractitionerRole/anna");
  one.after.owned_by("PractitionerRole/anna").with("statusReason", reason_of("language"));
  EXPECT_EQ("", print(one.derived(), "owner"));
  const auto addressed = json::parse(R"({"reference":"Organization/o"})").value();
  one.circumstances.addressed = &addressed.root;
  EXPECT_EQ("Organization/o", reference_of(one.derived().root, "owner"));
}

TEST(Derive, SaysHowItEndedByTheOutcome) {
  for (const auto& [outcome, status] : std::map<std::string, std::string>{
           {"joined-once", "joined"}, {"self-care", "guided"}, {"no-need", "ended"}}) {
    Case one("in-progress", "completed");
    one.after
        .output("outcome", R"("valueCodeableConcept":)" + concept_of(own_workflow().outcome_system, outcome))
        .output("activity", R"("valueString":"x")")
        .output("no-follow-up", R"("valueString":"x")");
    EXPECT_EQ(status, business(one.derived()));
  }
}

TEST(Derive, ReturnsToTheBusinessStatusBefore) {
  Case one("failed", "in-progress");
  one.before->business("not-fulfilled");
  one.after.business("not-fulfilled").with("statusReason", reason_of("other"));
  one.circumstances.status_before = "in-progress";
  one.circumstances.recent = true;
  one.circumstances.business_before = "in-activity";
  EXPECT_EQ("in-activity", business(one.derived()));
  one.circumstances.business_before = "";
  EXPECT_EQ("contacted", business(one.derived()));
}

TEST(Derive, LeavesWhatIsBroughtInAsGiven) {
  Case one("new", "completed");
  one.as(access::Role::importer).circumstances.present = {"source"};
  one.after.with("statusReason", R"({"text":"x"})");
  const auto given = one.after.document();
  EXPECT_EQ(json::print(given.root), json::print(one.derived().root));
}

TEST(Derive, CancelsAChildWithItsParent) {
  auto child = TaskText{}.business("awaiting-claim").document();
  const auto reason = json::parse(reason_of("moved")).value();
  cancel(own_workflow(), "withdrawn", &reason.root, child);
  EXPECT_EQ("cancelled", child.root.text_of("status"));
  EXPECT_EQ("withdrawn", business(child));
  EXPECT_EQ(reason_of("moved"), print(child, "statusReason"));
}

TEST(RequestStatus, FollowsTheTask) {
  const auto after = [](const std::string& id, const std::string& now, bool last = true) {
    return request_status_after(*own_workflow().transition(id), now, last);
  };
  EXPECT_EQ("active", after("send", "draft"));
  EXPECT_EQ("", after("send", "active"));
  EXPECT_EQ("active", after("reopen", "completed"));
  EXPECT_EQ("", after("decline", "revoked"));
  EXPECT_EQ("completed", after("complete", "active"));
  EXPECT_EQ("", after("complete", "active", false));
  EXPECT_EQ("revoked", after("withdraw", "active"));
  EXPECT_EQ("revoked", after("withdraw", "on-hold"));
  EXPECT_EQ("", after("withdraw", "active", false));
  EXPECT_EQ("", after("withdraw", "completed"));
  EXPECT_EQ("entered-in-error", after("mark-in-error", "draft"));
  EXPECT_EQ("", after("claim", "active"));
}

}  // namespace
