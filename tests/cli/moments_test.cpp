#include "cli/moments.h"

#include <gmock/gmock.h>

namespace linkki::cli {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

const base::Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 14h + 5min + 33s + 700ms};

std::string render(std::string_view text) {
  const auto outcome = render_moments(text, "demo.json", now);
  EXPECT_TRUE(outcome.ok()) << text;
  return outcome.ok() ? *outcome : "";
}

TEST(Moments, TodayIsTheDayOfLoading) {
  EXPECT_EQ(render("{{today}}"), "2026-11-22");
}
TEST(Moments, DaysMayBeBeforeOrAfter) {
  EXPECT_EQ(render("{{today-14d}} {{today+90d}}"), "2026-11-08 2027-02-20");
}
TEST(Moments, TheTextAroundStays) {
  EXPECT_EQ(render("[\"{{today-14d}}T09:30:00Z\"]"), "[\"2026-11-08T09:30:00Z\"]");
}
TEST(Moments, NowIsTheInstantToTheSecond) {
  EXPECT_EQ(render("{{now}} {{now-3h}} {{now+10h}}"),
            "2026-11-22T14:05:33Z 2026-11-22T11:05:33Z 2026-11-23T00:05:33Z");
}
TEST(Moments, TextWithoutMomentsIsUntouched) {
  EXPECT_EQ(render("{\"a\": {\"b\": {}}} { { today } }"), "{\"a\": {\"b\": {}}} { { today } }");
  EXPECT_EQ(render(""), "");
}

class NoMoment : public testing::TestWithParam<std::string> {};
TEST_P(NoMoment, IsNamedWithFileAndLine) {
  const auto outcome = render_moments("{\n\n\"" + GetParam() + "\"}", "demo.json", now);
  ASSERT_FALSE(outcome.ok()) << *outcome;
  EXPECT_THAT(outcome.failure().issues.front().text(), HasSubstr("demo.json:3:"));
}
INSTANTIATE_TEST_SUITE_P(Moments, NoMoment,
                         testing::Values("{{tomorrow}}", "{{today", "{{}}", "{{ today }}", "{{today-14}}",
                                         "{{today-14h}}", "{{now-1d}}", "{{today-d}}", "{{today--1d}}",
                                         "{{today-+1d}}", "{{today-12345d}}", "{{today14d}}", "{{TODAY}}",
                                         "{{nowhere}}"));

}  // namespace
}  // namespace linkki::cli
