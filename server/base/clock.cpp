#include "base/clock.h"

#include <string_view>

namespace linkki::base {

namespace {

// Writes over `text` from `at` on, with zeros in front: a read prints two moments, and a pattern that is
// taken apart at run time costs ten times as much.
void put(std::string& text, std::size_t at, std::size_t digits, std::uint64_t value) {
  for (std::size_t i = digits; i > 0; --i, value /= 10)
    text[at + i - 1] = static_cast<char>('0' + value % 10);
}

struct Parts {
  explicit Parts(Instant instant)
      : day(std::chrono::floor<std::chrono::days>(instant)),
        date(day),
        ms(static_cast<std::uint64_t>(std::chrono::floor<std::chrono::milliseconds>(instant - day).count())) {
  }

  void put_clock(std::string& text, std::size_t at) const {
    put(text, at, 2, ms / 3'600'000);
    put(text, at + 3, 2, ms / 60'000 % 60);
    put(text, at + 6, 2, ms / 1'000 % 60);
  }
  std::uint64_t year() const { return static_cast<std::uint64_t>(static_cast<int>(date.year())); }

  std::chrono::sys_days day;
  std::chrono::year_month_day date;
  std::uint64_t ms;  // of the day
};

}  // namespace

Instant SystemClock::now() const {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::string print_instant(Instant instant) {
  const Parts parts(instant);
  std::string text = "0000-00-00T00:00:00.000Z";
  put(text, 0, 4, parts.year());
  put(text, 5, 2, static_cast<unsigned>(parts.date.month()));
  put(text, 8, 2, static_cast<unsigned>(parts.date.day()));
  parts.put_clock(text, 11);
  put(text, 20, 3, parts.ms % 1'000);
  return text;
}

std::string print_http_date(Instant instant) {
  constexpr std::string_view weekdays = "SunMonTueWedThuFriSat",
                             months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const Parts parts(instant);
  std::string text = "Sun, 00 Jan 0000 00:00:00 GMT";
  text.replace(0, 3, weekdays.substr(std::chrono::weekday{parts.day}.c_encoding() * 3, 3));
  put(text, 5, 2, static_cast<unsigned>(parts.date.day()));
  text.replace(8, 3, months.substr((static_cast<unsigned>(parts.date.month()) - 1) * 3, 3));
  put(text, 12, 4, parts.year());
  parts.put_clock(text, 17);
  return text;
}

}  // namespace linkki::base
