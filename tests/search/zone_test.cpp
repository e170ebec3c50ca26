#include "search/zone.h"

#include <gtest/gtest.h>

namespace linkki::search {
namespace {

using namespace std::chrono;

std::string instant_at(std::string_view zone, year_month_day day, hours hour) {
  const sys_time<microseconds> local = sys_days{day} + hour;
  return base::print_instant(Zone::find(zone)->instant(local.time_since_epoch().count()));
}

TEST(Zone, KnowsSummerTime) {
  EXPECT_EQ(instant_at("Europe/Helsinki", 2026y / 1 / 31, 12h), "2026-01-31T10:00:00.000Z");
  EXPECT_EQ(instant_at("Europe/Helsinki", 2026y / 7 / 31, 12h), "2026-07-31T09:00:00.000Z");
}

TEST(Zone, TakesTheFirstOfATimeThatComesTwice) {
  EXPECT_EQ(instant_at("Europe/Helsinki", 2026y / 10 / 25, 3h), "2026-10-25T00:00:00.000Z");
}

TEST(Zone, ShowsTheTimeOnTheWall) {
  const auto zone = Zone::find("Europe/Helsinki");
  for (const auto& [utc, wall] :
       {std::pair(sys_days{2026y / 1 / 31} + 10h, 12h), {sys_days{2026y / 7 / 31} + 9h, 12h}}) {
    const microseconds shown{zone->local_us(base::Instant{utc})};
    EXPECT_EQ(wall, floor<hours>(shown % days{1}));
  }
}

TEST(Zone, OfUtcChangesNothing) {
  EXPECT_EQ(instant_at("UTC", 1900y / 1 / 1, 0h), "1900-01-01T00:00:00.000Z");
}

TEST(Zone, ThatIsUnknownIsNotFound) {
  EXPECT_FALSE(Zone::find("Nowhere/Land"));
}

}  // namespace
}  // namespace linkki::search
