#include <gmock/gmock.h>

#include <chrono>

#include "interactions/operations/referring.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct TrailOfAReferral : Referring {
  Reply ask(const std::string& query = "", const std::string& organization = "a") {
    return get(request_ + "/$trail" + query, organization);
  }
  // The value of a part of each step of a type; "": it has none.
  static std::vector<std::string> told(const Reply& reply, const std::string& type, const std::string& name) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < reply.count("parameter"); ++i) {
      const std::string step = "parameter." + std::to_string(i) + ".part.";
      std::string value, what;
      for (std::size_t k = 0; k < reply.count(step.substr(0, step.size() - 1)); ++k) {
        const std::string part = step + std::to_string(k) + ".";
        const auto get = [&](const std::string& path) { return reply.text(part + path); };
        const std::string part_name = get("name");
        const std::string text = get("valueCode") + get("valueString") + get("valueInstant") +
                                 get("valueReference.reference") + get("valueCoding.code") +
                                 get("valueCodeableConcept.text");
        if (part_name == "resource") what = text;
        if (part_name == name) value = text;
      }
      if (what.starts_with(type + "/")) all.push_back(value);
    }
    return all;
  }
  static std::vector<std::string> of_task(const Reply& reply, const std::string& name) {
    return told(reply, "Task", name);
  }
  Reply wait(const std::string& why) {
    return move("on-hold", R"(,{"op":"add","path":"/statusReason","value":{"text":")" + why +
                               R"("}},{"op":"add","path":"/output","value":[{"type":)" +
                               coded("task-input-output", "expected-date") +
                               R"(,"valueDate":"2027-01-01"}]})");
  }
  void walk() {
    ASSERT_EQ(200, refer().status);
    clock.advance(std::chrono::hours(1));
    ASSERT_EQ(200, move("received").status);
    clock.advance(std::chrono::hours(1));
    ASSERT_EQ(200, move("accepted").status);
    clock.advance(std::chrono::hours(1));
    ASSERT_EQ(200, wait("Ryhmä täynnä").status);
  }
};

TEST_F(TrailOfAReferral, TellsEachStepFromWhatToWhat) {
  walk();
  const Reply reply = ask();
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("Parameters", reply.text("resourceType"));
  EXPECT_THAT(of_task(reply, "from"), ElementsAre("", "requested", "received", "accepted"));
  EXPECT_THAT(of_task(reply, "to"), ElementsAre("requested", "received", "accepted", "on-hold"));
  EXPECT_THAT(of_task(reply, "transition"), ElementsAre("send", "claim", "accept", testing::_));
  EXPECT_THAT(of_task(reply, "business"),
              ElementsAre("awaiting-response", "acknowledged", "assigned", testing::_));
  EXPECT_THAT(of_task(reply, "reason"), ElementsAre("", "", "", "Ryhmä täynnä"));
  const std::string task = task_.substr(1) + "/_history/";
  EXPECT_THAT(of_task(reply, "resource"), ElementsAre(task + "1", task + "2", task + "3", task + "4"));
  // Who wrote the later versions stands in the audit trail, which this store has not.
  EXPECT_THAT(of_task(reply, "organization"), ElementsAre("Organization/a", "", "", ""));
  EXPECT_THAT(told(reply, "ServiceRequest", "to"), ElementsAre("active"));
  EXPECT_THAT(told(reply, "Consent", "to"), ElementsAre("active"));
}

TEST_F(TrailOfAReferral, NamesTheConsentThatWasInForceThen) {
  walk();
  const std::string first = consent_.substr(1) + "/_history/1";
  EXPECT_THAT(of_task(ask(), "consent"), ElementsAre(first, first, first, first));
  clock.advance(std::chrono::hours(1));
  const Reply ended = send("PATCH", consent_, R"([{"op":"replace","path":"/status","value":"inactive"}])",
                           {{"Content-Type", "application/json-patch+json"}}, "a", access::Role::referrer);
  ASSERT_EQ(200, ended.status) << ended.bytes;
  const Reply reply = ask();
  EXPECT_THAT(told(reply, "Consent", "to"), ElementsAre("active", "inactive"));
  EXPECT_THAT(told(reply, "Consent", "consent"), ElementsAre(first, ""));
  EXPECT_EQ(first, of_task(reply, "consent").front());
}

TEST_F(TrailOfAReferral, PassesOverVersionsThatAreNoStep) {
  ASSERT_EQ(200, refer().status);
  ASSERT_EQ(200, as_anna("PATCH", task_, R"([{"op":"add","path":"/note","value":[{"text":"x"}]}])").status);
  ASSERT_EQ(200, move("received").status);
  const std::string task = task_.substr(1) + "/_history/";
  EXPECT_THAT(of_task(ask(), "resource"), ElementsAre(task + "1", task + "3"));
}

TEST_F(TrailOfAReferral, TellsOfItsParts) {
  ASSERT_EQ(200, refer().status);
  ASSERT_EQ(200, move("received").status);
  const Reply asked = as_anna(
      "POST", task_ + "/$transition",
      R"({"resourceType":"Parameters","parameter":[{"name":"transition","valueCode":"ask"},{"name":"input","part":[)"
      R"({"name":"name","valueCode":"question"},{"name":"value","valueString":"Apuväline?"}]}]})");
  ASSERT_EQ(200, asked.status) << asked.bytes;
  const Reply reply = ask("?language=en");
  EXPECT_THAT(of_task(reply, "transition"), ElementsAre("send", "claim", "ask", ""));
  EXPECT_THAT(of_task(reply, "label").back(), HasSubstr("nformation"));
}

TEST_F(TrailOfAReferral, ShowsNothingThatTheCallerMayNotSee) {
  ASSERT_EQ(200, refer().status);
  EXPECT_EQ(200, ask("", "w").status);
  EXPECT_EQ(404, ask("", "b").status);
  EXPECT_EQ(401, ask("", "").status);
  const std::string note =
      post("Communication", R"({"resourceType":"Communication","status":"completed"})", "w");
  ASSERT_EQ(200, move("received").status);
  EXPECT_THAT(ask().bytes, Not(HasSubstr(note)));
}

TEST_F(TrailOfAReferral, LabelsItsStepsInTheCallersLanguage) {
  ASSERT_EQ(200, refer().status);
  EXPECT_THAT(of_task(ask("?language=fi"), "label"), ElementsAre("Lähetä"));
  EXPECT_THAT(of_task(ask("?language=sv"), "label"), ElementsAre("Skicka"));
  EXPECT_EQ("argument-type @ language", ask("?language=de").fault());
}

TEST_F(TrailOfAReferral, IsATableThatHoldsNoScript) {
  ASSERT_EQ(200, refer().status);
  ASSERT_EQ(200,
            move("rejected", R"(,{"op":"add","path":"/statusReason","value":{"text":"<script>x</script>"}})")
                .status);
  const Reply table = ask("?as=table&language=fi");
  ASSERT_EQ(200, table.status);
  EXPECT_EQ("text/html; charset=utf-8", table.header("Content-Type"));
  EXPECT_EQ("fi", table.header("Content-Language"));
  EXPECT_THAT(table.header("Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_THAT(table.bytes, testing::AllOf(HasSubstr("Lähetteen kulku"), HasSubstr("Terveysasema"),
                                          HasSubstr("Lähetetty → Ei hyväksytty"), HasSubstr("&lt;script&gt;"),
                                          Not(HasSubstr("<script>"))));
  EXPECT_EQ("argument-type @ as", ask("?as=poem").fault());
}

TEST_F(TrailOfAReferral, IsToldToTheAuditTrail) {
  walk();
  trail.take();
  ask();
  std::size_t disclosed = 0;
  for (const audit::Entry& entry : trail.take()) disclosed += entry.patient ? entry.disclosed.size() : 0;
  EXPECT_EQ(6u, disclosed);  // Consent, ServiceRequest, four of the Task
}

TEST_F(TrailOfAReferral, OfManyStepsIsToldInOneAnswer) {
  ASSERT_EQ(200, refer().status);
  ASSERT_EQ(200, move("received").status);
  ASSERT_EQ(200, move("accepted").status);
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(200, wait("x").status);
    ASSERT_EQ(200, move("accepted").status);
  }
  const auto begun = std::chrono::steady_clock::now();
  const Reply reply = ask();
  RecordProperty("microseconds", std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(
                                                    std::chrono::steady_clock::now() - begun)
                                                    .count()));
  EXPECT_EQ(203u, of_task(reply, "to").size());
}

}  // namespace
