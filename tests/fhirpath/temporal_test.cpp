#include "fhirpath/temporal.h"

#include <gtest/gtest.h>

namespace linkki::fhirpath {
namespace {

Temporal at(std::string_view text) {
  return *Temporal::parse_date_time(text);
}
std::string shifted(std::string_view from, std::string_view amount, CalendarUnit unit) {
  const auto out = add(at(from), *Decimal::parse(amount), unit);
  return out ? out->print_date_time() : "none";
}
std::string printed(std::int64_t us) {
  return base::print_instant(base::Instant{std::chrono::microseconds{us}});
}

TEST(Temporal, PrintsAsItWasWritten) {
  for (const char* text :
       {"2026", "2026-01", "2026-01-31", "2026-01-31T07", "2026-01-31T07:05Z", "2026-01-31T07:05:09-03:30",
        "2026-01-31T07:05:09.1", "2026-01-31T07:05:09.120Z"}) {
    EXPECT_EQ(at(text).print_date_time(), text);
  }
}

TEST(Temporal, RefusesWhatIsNoDate) {
  for (const char* text :
       {"", "26", "0000", "2026-1", "2026-00", "2026-02-29", "2026-01T07", "2026-01-01T07:5",
        "2026-01-01T07:05+25:00", "2026-01-01T07:05:09.", "2026-01-01 07", "2026-01-01T07Zx"}) {
    EXPECT_FALSE(Temporal::parse_date_time(text)) << text;
  }
  EXPECT_TRUE(Temporal::parse_date_time("2024-02-29"));
}

TEST(Temporal, ComparesDownToThePrecisionThatBothHave) {
  EXPECT_EQ(compare(at("2026"), at("2025-12-31")), Order::greater);
  EXPECT_EQ(compare(at("2026"), at("2026-01")), Order::unknown);
  EXPECT_EQ(compare(at("2026-01-31T07:05:09"), at("2026-01-31T07:05:09.0")), Order::equal);
  EXPECT_EQ(compare(at("2026-01-31T07:05:09"), at("2026-01-31T07:05:09.1")), Order::less);
}

TEST(Temporal, ComparesAcrossZones) {
  EXPECT_EQ(compare(at("2026-01-31T07:00:00+02:00"), at("2026-01-31T05:00:00Z")), Order::equal);
  EXPECT_EQ(compare(at("2026-01-01T00:30:00+02:00"), at("2025-12-31T23:00:00Z")), Order::less);
  EXPECT_EQ(compare(at("2026-01-31T07:00:00"), at("2026-01-31T05:00:00Z")), Order::unknown);
  EXPECT_EQ(compare(at("2026-01-31T07:00:00"), at("2026-02-05T05:00:00Z")), Order::less);
}

TEST(Temporal, AddsCalendarUnits) {
  EXPECT_EQ(shifted("2026-01-31", "1", CalendarUnit::month), "2026-02-28");
  EXPECT_EQ(shifted("2024-02-29", "1", CalendarUnit::year), "2025-02-28");
  EXPECT_EQ(shifted("2026-01-31", "-1", CalendarUnit::week), "2026-01-24");
  EXPECT_EQ(shifted("2026-12-31T23:59:59.999Z", "1", CalendarUnit::millisecond), "2027-01-01T00:00:00.000Z");
  EXPECT_EQ(shifted("2026-01-31", "25", CalendarUnit::hour), "2026-02-01");
  EXPECT_EQ(shifted("2026-01-31", "1.9", CalendarUnit::day), "2026-02-01");
}

TEST(Temporal, AddsToWhatHasNoDaysByConvertingThem) {
  EXPECT_EQ(shifted("2026", "13", CalendarUnit::month), "2027");
  EXPECT_EQ(shifted("2026", "729", CalendarUnit::day), "2027");
  EXPECT_EQ(shifted("2026-01", "60", CalendarUnit::day), "2026-03");
}

TEST(Temporal, StaysWithinFourDigitYears) {
  EXPECT_EQ(shifted("9999-12-31", "1", CalendarUnit::day), "none");
  EXPECT_EQ(shifted("0001-01-01", "-1", CalendarUnit::day), "none");
  EXPECT_EQ(shifted("2026-01-01", "99999999999999999999999999", CalendarUnit::year), "none");
}

TEST(Temporal, WrapsTimesOfDayAroundMidnight) {
  EXPECT_EQ(add_to_time(*Temporal::parse_time("23:30"), Decimal(45), CalendarUnit::minute)->print_time(),
            "00:15");
  EXPECT_EQ(add_to_time(*Temporal::parse_time("00:30:00"), Decimal(-1), CalendarUnit::hour)->print_time(),
            "23:30:00");
  EXPECT_FALSE(add_to_time(*Temporal::parse_time("00:30"), Decimal(1), CalendarUnit::day));
}

TEST(Temporal, CoversWhatItsPrecisionLeavesOpen) {
  EXPECT_EQ(printed(at("2026-02").low_us()), "2026-02-01T00:00:00.000Z");
  EXPECT_EQ(printed(at("2026-02").high_us()), "2026-02-28T23:59:59.999Z");
  EXPECT_EQ(printed(at("2026-01-31T07:05:09.12+02:00").high_us()), "2026-01-31T05:05:09.129Z");
  EXPECT_EQ(printed(at("9999").high_us()), "9999-12-31T23:59:59.999Z");
}

}  // namespace
}  // namespace linkki::fhirpath
