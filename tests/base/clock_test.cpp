#include "base/clock.h"

#include <gtest/gtest.h>

namespace linkki::base {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::year;

Instant at(int y, unsigned m, unsigned d, std::chrono::microseconds time) {
  return Instant{sys_days{year{y} / static_cast<int>(m) / static_cast<int>(d)}} + time;
}

TEST(Instant, IsPrintedWithMilliseconds) {
  EXPECT_EQ(print_instant(at(2026, 1, 31, 7h + 5min + 9s + 123'456us)), "2026-01-31T07:05:09.123Z");
  EXPECT_EQ(print_instant(Instant{}), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(print_instant(at(2024, 2, 29, 23h + 59min + 59s + 999'999us)), "2024-02-29T23:59:59.999Z");
}

TEST(Instant, BeforeTheEpochIsPrintedToo) {
  EXPECT_EQ(print_instant(at(1969, 12, 31, 23h + 59min + 59s + 1us)), "1969-12-31T23:59:59.000Z");
}

TEST(HttpDate, HasTheShapeOfRfc9110) {
  EXPECT_EQ(print_http_date(at(2026, 1, 31, 7h + 5min + 9s + 123ms)), "Sat, 31 Jan 2026 07:05:09 GMT");
  EXPECT_EQ(print_http_date(at(1994, 11, 6, 8h + 49min + 37s)), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(FakeClock, StandsStillUntilMoved) {
  FakeClock clock(at(2026, 1, 1, 0us));
  EXPECT_EQ(clock.now(), clock.now());
  clock.advance(90s);
  EXPECT_EQ(print_instant(clock.now()), "2026-01-01T00:01:30.000Z");
  clock.set(at(2025, 12, 31, 0us));
  EXPECT_EQ(print_instant(clock.now()), "2025-12-31T00:00:00.000Z");
}

TEST(SystemClock, IsLaterThanThisSource) {
  EXPECT_GT(SystemClock{}.now(), at(2026, 1, 1, 0us));
}

}  // namespace
}  // namespace linkki::base
