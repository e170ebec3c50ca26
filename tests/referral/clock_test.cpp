// When the clocks of the workflow ring.
#include "referral/clock.h"

#include <gtest/gtest.h>

#include "referral/course.h"

namespace linkki::referral {
namespace {

using std::chrono::days;
using std::chrono::hours;

base::Instant utc(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days{std::chrono::year{year} / month / day};
}

struct ClockTest : testing::Test {
  std::optional<base::Instant> rings(const std::string& clock, const std::string& resource,
                                     std::chrono::microseconds stopped = {}) {
    return hands(clock, resource, true, stopped).rings;
  }
  Hands hands(const std::string& clock, const std::string& resource, bool entered,
              std::chrono::microseconds stopped = {},
              std::optional<base::Instant> last_task_ended = std::nullopt) {
    const auto document = json::parse(resource).value();
    const Running running{document.root, entered, now, stopped, last_task_ended};
    return hands_of(own_workflow(), *own_workflow().clock(clock), running, helsinki);
  }
  static std::string task(const std::string& status, const std::string& more) {
    return R"({"resourceType":"Task","status":")" + status + "\"," + more + "}";
  }
  static std::string answer_by(const std::string& status = "requested") {
    return task(status, R"("extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/answer-by",)"
                        R"("valueDate":"2026-12-01"}])");
  }

  const search::Zone helsinki = *search::Zone::find("Europe/Helsinki");
  const base::Instant now = utc(2026, 11, 20) + hours(9);
};

TEST_F(ClockTest, RingsAtTheEndOfTheDayToAnswerByInTheZone) {
  EXPECT_EQ(utc(2026, 12, 1) + hours(22), rings("answer-by", answer_by()));
  EXPECT_EQ(utc(2026, 11, 29) + hours(22), rings("answer-warning", answer_by()));
}

TEST_F(ClockTest, RingsOnlyInTheStatusesThatItRunsIn) {
  EXPECT_NE(std::nullopt, rings("answer-by", answer_by("received")));
  EXPECT_EQ(std::nullopt, rings("answer-by", answer_by("accepted")));
  EXPECT_FALSE(hands("answer-by", answer_by("accepted"), true).as_before);
}

TEST_F(ClockTest, RunsFromWhenTheStatusBegan) {
  EXPECT_EQ(now + days(7), rings("no-contact", task("accepted", R"("intent":"order")")));
  EXPECT_TRUE(hands("no-contact", task("accepted", R"("intent":"order")"), false).as_before);
}

TEST_F(ClockTest, IsLateByTheTimeThatItStoppedAndNoMoreThanTheFileAllows) {
  const auto plain = utc(2026, 12, 1) + hours(22);
  EXPECT_EQ(plain + hours(30), rings("answer-by", answer_by(), hours(30)));
  EXPECT_EQ(plain + days(14), rings("answer-by", answer_by(), days(40)));
}

TEST_F(ClockTest, DoesNotRunWithoutTheMomentThatItGoesBy) {
  EXPECT_EQ(std::nullopt, rings("answer-by", task("requested", R"("intent":"order")")));
  EXPECT_EQ(std::nullopt, rings("support-ended", task("accepted", R"("restriction":{"repetitions":1})")));
}

TEST_F(ClockTest, GoesByPeriodsAndOutputs) {
  EXPECT_EQ(utc(2027, 2, 15) + hours(22),
            rings("support-ended", task("in-progress", R"("restriction":{"period":{"end":"2027-02-15"}})")));
  EXPECT_EQ(utc(2027, 5, 15) + hours(21),
            rings("follow-up-due", task("requested", R"("restriction":{"period":{"end":"2027-05-15"}})")))
      << "in summer time";
  EXPECT_EQ(utc(2027, 1, 31) + hours(22),
            rings("hold-past",
                  task("on-hold", R"("output":[{"type":{"coding":[{"system":)"
                                  R"("https://w3id.org/linkki/fhir/CodeSystem/task-input-output","code":)"
                                  R"("expected-date"}]},"valueDate":"2027-01"}])")));
}

TEST_F(ClockTest, OfARequestRunsFromTheEndOfItsLastTask) {
  const std::string request = R"({"resourceType":"ServiceRequest","status":"active"})";
  EXPECT_EQ(std::nullopt, hands("request-without-task", request, true).rings);
  EXPECT_EQ(now + days(14), hands("request-without-task", request, true, {}, now).rings);
}

TEST_F(ClockTest, OfAServiceRunsWhileItIsInUse) {
  const std::string verified =
      R"("extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/last-verified",)"
      R"("valueDate":"2026-06-01"}])";
  const std::string service = R"({"resourceType":"HealthcareService",)" + verified;
  EXPECT_EQ(utc(2026, 11, 28) + hours(21), rings("service-unverified", service + "}"));
  EXPECT_EQ(std::nullopt, rings("service-unverified", service + R"(,"active":false})"));
}

TEST(EndOf, ADateIsItsEndAndADateTimeItself) {
  const auto zone = *search::Zone::find("Europe/Helsinki");
  EXPECT_EQ(utc(2026, 11, 20) + hours(22), end_of("2026-11-20", zone));
  EXPECT_EQ(utc(2026, 11, 20) + hours(10), end_of("2026-11-20T12:00:00+02:00", zone));
  EXPECT_EQ(std::nullopt, end_of("soon", zone));
}

}  // namespace
}  // namespace linkki::referral
