#include "fhirpath/temporal.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <utility>

namespace linkki::fhirpath {

namespace {

constexpr std::int64_t second_us = 1'000'000;
constexpr std::int64_t minute_us = 60 * second_us;
constexpr std::int64_t hour_us = 60 * minute_us;
constexpr std::int64_t day_us = 24 * hour_us;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool done() const { return at_ == text_.size(); }
  bool take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  // Exactly `count` digits within [low, high].
  template <class Integer>
  bool number(int count, int low, int high, Integer& out) {
    int value = 0;
    for (int i = 0; i < count; ++i, ++at_) {
      if (done() || text_[at_] < '0' || text_[at_] > '9') return false;
      value = value * 10 + (text_[at_] - '0');
    }
    out = static_cast<Integer>(value);
    return value >= low && value <= high;
  }
  bool fraction(Temporal& out) {
    std::int32_t scale = 100'000;
    int digits = 0;
    for (; !done() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_, ++digits) {
      out.microsecond += (text_[at_] - '0') * scale;
      scale /= 10;
    }
    out.fraction_digits = static_cast<std::uint8_t>(std::min(digits, 9));
    return digits > 0;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

unsigned days_in_month(int year, unsigned month) {
  const std::chrono::year_month_day_last last{std::chrono::year{year},
                                              std::chrono::month{month} / std::chrono::last};
  return static_cast<unsigned>(last.day());
}

bool read_date(Reader& reader, Temporal& out) {
  if (!reader.number(4, 1, 9999, out.year)) return false;
  if (!reader.take('-')) return true;
  out.precision = Precision::month;
  if (!reader.number(2, 1, 12, out.month)) return false;
  if (!reader.take('-')) return true;
  out.precision = Precision::day;
  return reader.number(2, 1, 31, out.day) && out.day <= days_in_month(out.year, out.month);
}

bool read_time(Reader& reader, Temporal& out) {
  out.precision = Precision::hour;
  if (!reader.number(2, 0, 23, out.hour)) return false;
  if (!reader.take(':')) return true;
  out.precision = Precision::minute;
  if (!reader.number(2, 0, 59, out.minute)) return false;
  if (!reader.take(':')) return true;
  out.precision = Precision::second;
  if (!reader.number(2, 0, 60, out.second)) return false;  // 60: a leap second, allowed by FHIR
  if (!reader.take('.')) return true;
  out.precision = Precision::fraction;
  return reader.fraction(out);
}

bool read_zone(Reader& reader, Temporal& out) {
  out.zoned = true;
  if (reader.take('Z')) return true;
  const bool west = reader.take('-');
  if (!west && !reader.take('+')) return false;
  int hours = 0;
  int minutes = 0;
  if (!reader.number(2, 0, 14, hours) || !reader.take(':') || !reader.number(2, 0, 59, minutes)) return false;
  out.offset_minutes = static_cast<std::int16_t>((hours * 60 + minutes) * (west ? -1 : 1));
  return true;
}

void append_digits(std::string& out, int value, int width) {
  const std::string digits = std::to_string(value);
  out.append(static_cast<std::size_t>(std::max(0, width - static_cast<int>(digits.size()))), '0');
  out += digits;
}

std::int64_t days_of(const Temporal& t) {
  return std::chrono::sys_days{std::chrono::year{t.year} / std::chrono::month{t.month} /
                               std::chrono::day{t.day}}
      .time_since_epoch()
      .count();
}

std::int64_t time_us(const Temporal& t) {
  return t.hour * hour_us + t.minute * minute_us + t.second * second_us + t.microsecond;
}

void set_time(Temporal& t, std::int64_t us) {
  t.hour = static_cast<std::uint8_t>(us / hour_us);
  t.minute = static_cast<std::uint8_t>(us / minute_us % 60);
  t.second = static_cast<std::uint8_t>(us / second_us % 60);
  t.microsecond = static_cast<std::int32_t>(us % second_us);
}

// False: outside the years 1 to 9999.
bool set_date(Temporal& t, std::int64_t days) {
  if (days < -719'162 || days > 2'932'896) return false;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  t.year = static_cast<std::int16_t>(static_cast<int>(date.year()));
  t.month = static_cast<std::uint8_t>(static_cast<unsigned>(date.month()));
  t.day = static_cast<std::uint8_t>(static_cast<unsigned>(date.day()));
  return true;
}

std::pair<std::int64_t, std::int64_t> floor_divide(std::int64_t value, std::int64_t by) {
  std::int64_t whole = value / by;
  std::int64_t rest = value % by;
  if (rest < 0) {
    rest += by;
    --whole;
  }
  return {whole, rest};
}

Temporal utc(Temporal t) {
  const auto [days, us] =
      floor_divide(days_of(t) * day_us + time_us(t) - t.offset_minutes * minute_us, day_us);
  set_time(t, us);
  set_date(t, days);
  t.offset_minutes = 0;
  return t;
}

Order order(std::int64_t a, std::int64_t b) {
  return a < b ? Order::less : a > b ? Order::greater : Order::equal;
}

std::int64_t component(const Temporal& t, Precision precision) {
  switch (precision) {
    case Precision::year: return t.year;
    case Precision::month: return t.month;
    case Precision::day: return t.day;
    case Precision::hour: return t.hour;
    case Precision::minute: return t.minute;
    case Precision::second:
    case Precision::fraction: return t.second * second_us + t.microsecond;
  }
  return 0;
}

std::int64_t unit_us(CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::year: return 365 * day_us;
    case CalendarUnit::month: return 30 * day_us;
    case CalendarUnit::week: return 7 * day_us;
    case CalendarUnit::day: return day_us;
    case CalendarUnit::hour: return hour_us;
    case CalendarUnit::minute: return minute_us;
    case CalendarUnit::second: return second_us;
    case CalendarUnit::millisecond: return 1000;
  }
  return 0;
}

bool add_months(Temporal& t, std::int64_t months) {
  const auto [year, month] = floor_divide(t.year * 12 + (t.month - 1) + months, 12);
  if (year < 1 || year > 9999) return false;
  t.year = static_cast<std::int16_t>(year);
  t.month = static_cast<std::uint8_t>(month + 1);
  t.day = static_cast<std::uint8_t>(std::min<unsigned>(t.day, days_in_month(t.year, t.month)));
  return true;
}

// nullopt: no date is that far away.
std::optional<std::int64_t> whole_amount(const Decimal& amount, CalendarUnit unit) {
  const auto whole = amount.truncate().integer();
  constexpr std::int64_t days_max = 20'000 * 365;
  const std::int64_t most = days_max * (day_us / unit_us(unit) + 1);
  if (!whole || *whole > most || *whole < -most) return std::nullopt;
  return whole;
}

}  // namespace

std::optional<CalendarUnit> calendar_word(std::string_view name) {
  static constexpr std::array<std::string_view, 8> words{"year", "month",  "week",   "day",
                                                         "hour", "minute", "second", "millisecond"};
  const std::string_view singular = name.ends_with('s') ? name.substr(0, name.size() - 1) : name;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == singular) return static_cast<CalendarUnit>(i);
  }
  return std::nullopt;
}

std::optional<CalendarUnit> calendar_unit(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, CalendarUnit>, 6> codes{{
      {"wk", CalendarUnit::week},
      {"d", CalendarUnit::day},
      {"h", CalendarUnit::hour},
      {"min", CalendarUnit::minute},
      {"s", CalendarUnit::second},
      {"ms", CalendarUnit::millisecond},
  }};
  for (const auto& [known, unit] : codes) {
    if (known == name) return unit;
  }
  return calendar_word(name);
}

std::optional<Temporal> Temporal::parse_date(std::string_view text) {
  Temporal out;
  Reader reader(text);
  if (!read_date(reader, out) || !reader.done()) return std::nullopt;
  return out;
}

std::optional<Temporal> Temporal::parse_date_time(std::string_view text) {
  Temporal out;
  Reader reader(text);
  if (!read_date(reader, out)) return std::nullopt;
  if (reader.done()) return out;
  if (!reader.take('T')) return std::nullopt;
  if (reader.done()) return out;
  if (out.precision != Precision::day || !read_time(reader, out)) return std::nullopt;
  if (!reader.done() && !read_zone(reader, out)) return std::nullopt;
  if (!reader.done()) return std::nullopt;
  return out;
}

std::optional<Temporal> Temporal::parse_time(std::string_view text) {
  Temporal out;
  Reader reader(text);
  if (!read_time(reader, out) || !reader.done()) return std::nullopt;
  return out;
}

Temporal Temporal::of(base::Instant instant) {
  Temporal out;
  const std::int64_t us = instant.time_since_epoch().count() / 1000 * 1000;
  const auto [days, rest] = floor_divide(us, day_us);
  set_date(out, days);
  set_time(out, rest);
  out.precision = Precision::fraction;
  out.fraction_digits = 3;
  out.zoned = true;
  return out;
}

std::string Temporal::print_date() const {
  std::string out;
  append_digits(out, year, 4);
  if (precision >= Precision::month) out += '-', append_digits(out, month, 2);
  if (precision >= Precision::day) out += '-', append_digits(out, day, 2);
  return out;
}

std::string Temporal::print_time() const {
  std::string out;
  append_digits(out, hour, 2);
  if (precision >= Precision::minute) out += ':', append_digits(out, minute, 2);
  if (precision >= Precision::second) out += ':', append_digits(out, second, 2);
  if (precision == Precision::fraction) {
    std::string digits;
    append_digits(digits, microsecond, 6);
    digits.resize(fraction_digits, '0');
    out += '.' + digits;
  }
  return out;
}

std::string Temporal::print_date_time() const {
  std::string out = print_date();
  if (precision < Precision::hour) return out;
  out += 'T' + print_time();
  if (!zoned) return out;
  if (offset_minutes == 0) return out + 'Z';
  out += offset_minutes < 0 ? '-' : '+';
  append_digits(out, std::abs(offset_minutes) / 60, 2);
  out += ':';
  append_digits(out, std::abs(offset_minutes) % 60, 2);
  return out;
}

std::int64_t Temporal::low_us() const {
  return days_of(*this) * day_us + time_us(*this) - offset_minutes * minute_us;
}

std::int64_t Temporal::high_us() const {
  Temporal next = *this;
  switch (precision) {
    case Precision::year: return add_months(next, 12) ? next.low_us() - 1 : low_us() + 365 * day_us - 1;
    case Precision::month: return add_months(next, 1) ? next.low_us() - 1 : low_us() + 31 * day_us - 1;
    case Precision::day: return low_us() + day_us - 1;
    case Precision::hour: return low_us() + hour_us - 1;
    case Precision::minute: return low_us() + minute_us - 1;
    case Precision::second: return low_us() + second_us - 1;
    case Precision::fraction: break;
  }
  std::int64_t unit = second_us;
  for (int i = 0; i < fraction_digits && unit > 1; ++i) unit /= 10;
  return low_us() + unit - 1;
}

Order compare(const Temporal& first, const Temporal& second) {
  const bool times = first.precision >= Precision::hour && second.precision >= Precision::hour;
  if (times && first.zoned != second.zoned) {
    constexpr std::int64_t zone_us = 14 * hour_us;
    if (std::abs(first.low_us() - second.low_us()) > zone_us + day_us)
      return order(first.low_us(), second.low_us());
    return Order::unknown;
  }
  const bool shift = times && first.zoned && first.offset_minutes != second.offset_minutes;
  const Temporal a = shift ? utc(first) : first;
  const Temporal b = shift ? utc(second) : second;
  const auto level = [](const Temporal& t) { return std::min(t.precision, Precision::second); };
  const Precision last = std::min(level(a), level(b));
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const auto precision = static_cast<Precision>(i);
    const Order found = order(component(a, precision), component(b, precision));
    if (found != Order::equal) return found;
  }
  return level(a) == level(b) ? Order::equal : Order::unknown;
}

std::optional<Temporal> add(const Temporal& temporal, const Decimal& amount, CalendarUnit unit) {
  auto whole = whole_amount(amount, unit);
  if (!whole) return std::nullopt;
  Temporal out = temporal;
  if (unit > CalendarUnit::month && temporal.precision < Precision::day) {
    const std::int64_t days = *whole * (unit_us(unit) / 1000) / (day_us / 1000);
    whole = days / (temporal.precision == Precision::year ? 365 : 30);
    unit = temporal.precision == Precision::year ? CalendarUnit::year : CalendarUnit::month;
  }
  if (unit == CalendarUnit::month && temporal.precision == Precision::year) {
    whole = *whole / 12;
    unit = CalendarUnit::year;
  }
  if (unit <= CalendarUnit::month) {
    if (!add_months(out, unit == CalendarUnit::year ? *whole * 12 : *whole)) return std::nullopt;
    return out;
  }
  if (temporal.precision == Precision::day && unit > CalendarUnit::day) {
    whole = *whole * (unit_us(unit) / 1000) / (day_us / 1000);
    unit = CalendarUnit::day;
  }
  const auto [days, us] = floor_divide(days_of(out) * day_us + time_us(out) + *whole * unit_us(unit), day_us);
  if (!set_date(out, days)) return std::nullopt;
  set_time(out, us);
  return out;
}

std::optional<Temporal> add_to_time(const Temporal& time, const Decimal& amount, CalendarUnit unit) {
  if (unit < CalendarUnit::hour) return std::nullopt;
  const auto whole = whole_amount(amount, unit);
  if (!whole) return std::nullopt;
  Temporal out = time;
  set_time(out, floor_divide(time_us(time) + *whole * unit_us(unit) % day_us, day_us).second);
  return out;
}

}  // namespace linkki::fhirpath
