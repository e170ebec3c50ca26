// Numbers, quantities and dates: what the index answers, held against R4's definitions of intervals and
// prefixes applied to every value one by one.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <map>
#include <random>
#include <set>

#include "repository/fixture.h"

namespace linkki::repository {
namespace {

using Prefix = search::Prefix;
using Ids = std::set<std::string>;

const std::vector<std::string> prefix_names = {"eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"};

// An interval with both ends in it; nothing: open there.
struct Interval {
  std::optional<std::int64_t> low, high;
};

// What is asked for: a value, [low, high) by its precision, and about it [near_low, near_high].
struct Asked {
  Prefix prefix;
  std::int64_t above, below;  // the range above the value begins behind, the one below ends before
  std::int64_t low, high;
  std::int64_t near_low, near_high;
};

// https://hl7.org/fhir/R4/search.html#prefix
bool matches(const Interval& value, const Asked& asked) {
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const std::int64_t low = value.low.value_or(least), high = value.high.value_or(most);
  const bool contained = low >= asked.low && high < asked.high;
  switch (asked.prefix) {
    case Prefix::eq: return contained;
    case Prefix::ne: return !contained;
    case Prefix::gt: return high > asked.above;
    case Prefix::lt: return low < asked.below;
    case Prefix::ge: return high > asked.above || contained;
    case Prefix::le: return low < asked.below || contained;
    case Prefix::sa: return low > asked.above;
    case Prefix::eb: return high < asked.below;
    case Prefix::ap: return low <= asked.near_high && high >= asked.near_low;
    default: return false;
  }
}

Ids ids_of(const Store& store, const Found& found) {
  Ids ids;
  for (const Match& match : found.matches) ids.insert(store.snapshot().current(match.number)->header.id);
  return ids;
}

// --- numbers: counted in hundred thousandths, so that every half of a last digit is a whole number

constexpr std::int64_t one = 100'000;

// A number with up to three digits behind the point, as text and counted.
struct Decimal {
  std::string text;
  std::int64_t count = 0;
  std::int64_t half = 0;  // of what its last digit counts
};

Decimal decimal(int digits, std::int64_t last_digits) {
  std::int64_t scale = 1;
  for (int i = 0; i < digits; ++i) scale *= 10;
  const std::int64_t size = last_digits < 0 ? -last_digits : last_digits;
  std::string text = (last_digits < 0 ? "-" : "") + std::to_string(size / scale);
  if (digits > 0) {
    const std::string fraction = std::to_string(size % scale);
    text += "." + std::string(static_cast<std::size_t>(digits) - fraction.size(), '0') + fraction;
  }
  return {text, last_digits * (one / scale), one / scale / 2};
}

Decimal any_decimal() {
  const int digits = *rc::gen::inRange(0, 4);
  const std::int64_t reach = digits == 0 ? 9 : digits == 1 ? 60 : digits == 2 ? 400 : 3'000;
  return decimal(digits, *rc::gen::inRange<std::int64_t>(-reach, reach + 1));
}

Asked asked_for(Prefix prefix, const Decimal& number, std::int64_t factor) {
  const std::int64_t at = number.count * factor, half = number.half * factor;
  const std::int64_t tenth = (at < 0 ? -at : at) / 10;
  // ge and le of numbers take in the number itself, whatever its precision.
  const bool with = prefix == Prefix::ge || prefix == Prefix::le;
  return {prefix, with ? at - 1 : at, with ? at + 1 : at, at - half, at + half, at - tenth, at + tenth};
}

bool fits(const Interval& value, Asked asked) {
  const bool with = asked.prefix == Prefix::ge || asked.prefix == Prefix::le;
  if (with) asked.low = asked.high = 0;  // nothing is contained: the ranges say all
  return matches(value, asked);
}

const std::vector<std::pair<std::string, std::int64_t>> masses = {{"mg", 1}, {"g", 1'000}, {"ug", 0}};

// Two hundred observations and risks with values that generators of a fixed seed made.
struct Measured {
  struct Quantity {
    Interval plain, milligrams;
    std::string unit;
  };
  std::map<std::string, Quantity> quantities;
  std::map<std::string, Interval> numbers;
  Store store;

  Measured() {
    std::vector<std::string> all;
    std::mt19937 dice(11);
    const auto below = [&](int end) { return static_cast<int>(dice() % static_cast<unsigned>(end)); };
    const auto some_decimal = [&] {
      const int digits = below(4);
      const std::int64_t reach = digits == 0 ? 9 : digits == 1 ? 60 : digits == 2 ? 400 : 3'000;
      return decimal(digits, below(static_cast<int>(2 * reach + 1)) - reach);
    };
    for (int i = 0; i < 200; ++i) {
      const std::string id = "r" + std::to_string(i);
      const auto& [unit, factor] = masses[static_cast<std::size_t>(below(2))];
      Decimal low = some_decimal(), high = some_decimal();
      if (high.count < low.count) std::swap(low, high);
      const int kind = below(5);  // a point mostly, a range, one open at an end
      const bool has_low = kind != 1, has_high = kind != 2;
      if (kind > 2) high = low;
      const Interval plain{has_low ? std::optional(low.count) : std::nullopt,
                           has_high ? std::optional(high.count) : std::nullopt};
      numbers[id] = plain;
      quantities[id] = {plain, scaled(plain, factor), unit};
      const auto end = [&](const Decimal& value) {
        return R"({"value":)" + value.text + R"(,"system":"http://unitsofmeasure.org","code":")" + unit +
               "\"}";
      };
      std::string range;
      if (has_low) range += R"("low":)" + end(low);
      if (has_high) range += (has_low ? "," : "") + (R"("high":)" + end(high));
      const std::string value = kind > 2 ? R"("onsetAge":)" + end(low) : R"("onsetRange":{)" + range + "}";
      all.push_back(R"({"resourceType":"Condition","id":")" + id + "\"," + value + "}");
      const std::string probability =
          kind > 2 ? R"("probabilityDecimal":)" + low.text : R"("probabilityRange":{)" + range + "}";
      all.push_back(R"({"resourceType":"RiskAssessment","id":")" + id + R"(","prediction":[{)" + probability +
                    "}]}");
    }
    store.put_all(all);
  }

  static Interval scaled(Interval value, std::int64_t factor) {
    if (value.low) value.low = *value.low * factor;
    if (value.high) value.high = *value.high * factor;
    return value;
  }
};

const Measured& measured() {
  static const Measured made;
  return made;
}

RC_GTEST_PROP(NumberIntervals, AreComparedAsR4SaysOfEachPrefix, ()) {
  const Measured& all = measured();
  const auto prefix = *rc::gen::inRange<std::size_t>(0, prefix_names.size());
  const Decimal number = any_decimal();
  Ids expected;
  for (const auto& [id, value] : all.numbers) {
    if (fits(value, asked_for(static_cast<Prefix>(prefix), number, 1))) expected.insert(id);
  }
  const std::string query = "RiskAssessment?_count=1000&probability=" + prefix_names[prefix] + number.text;
  RC_LOG() << query << "\n";
  RC_ASSERT(ids_of(all.store, all.store.search(query)) == expected);
}

RC_GTEST_PROP(QuantityIntervals, AreComparedAsR4SaysOfEachPrefixInAnyUnit, ()) {
  const Measured& all = measured();
  const auto prefix = *rc::gen::inRange<std::size_t>(0, prefix_names.size());
  const Decimal number = any_decimal();
  const auto form = *rc::gen::inRange(0, 4);  // a number alone, mg, g, g whatever its system
  const std::vector<std::string> units = {"", "|http://unitsofmeasure.org|mg", "|http://unitsofmeasure.org|g",
                                          "||g"};
  const Asked asked = asked_for(static_cast<Prefix>(prefix), number, form == 2 ? 1'000 : 1);
  Ids expected;
  for (const auto& [id, value] : all.quantities) {
    if (form == 3 && value.unit != "g") continue;
    const bool in_milligrams = form == 1 || form == 2;
    if (fits(in_milligrams ? value.milligrams : value.plain, asked)) expected.insert(id);
  }
  const std::string query = "Condition?_count=1000&onset-age=" + prefix_names[prefix] + number.text +
                            units[static_cast<std::size_t>(form)];
  RC_LOG() << query << "\n";
  RC_ASSERT(ids_of(all.store, all.store.search(query)) == expected);
}

// --- dates: in seconds, of winters in Helsinki, where it is two hours past UTC

constexpr std::int64_t offset = 7'200;

struct Date {
  std::string text;
  std::int64_t low = 0, high = 0;  // [low, high)
};

std::int64_t midnight(int year, unsigned month, unsigned day) {
  using namespace std::chrono;
  const sys_days days =
      year_month_day{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return duration_cast<seconds>(days.time_since_epoch()).count() - offset;
}

std::string two(unsigned number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

template <class Below>
Date some_date(Below&& below) {
  const unsigned months[] = {1, 2, 11, 12};
  const int year = 2023 + static_cast<int>(below(4));
  const unsigned month = months[below(4)], day = 1 + below(28);
  const std::string text = std::to_string(year) + "-" + two(month) + "-" + two(day);
  switch (below(4)) {
    case 0: return {std::to_string(year), midnight(year, 1, 1), midnight(year + 1, 1, 1)};
    case 1: {
      const std::int64_t end = month == 12 ? midnight(year + 1, 1, 1) : midnight(year, month + 1, 1);
      return {text.substr(0, 7), midnight(year, month, 1), end};
    }
    case 2: return {text, midnight(year, month, day), midnight(year, month, day) + 86'400};
    default: {
      const unsigned hour = below(24);
      const std::int64_t low = midnight(year, month, day) + offset + hour * 3'600;
      return {text + "T" + two(hour) + ":00:00Z", low, low + 1};
    }
  }
}

struct Dated {
  std::map<std::string, Interval> dates;
  Store store;

  Dated() {
    std::mt19937 dice(13);
    const auto below = [&](unsigned end) { return static_cast<unsigned>(dice() % end); };
    std::vector<std::string> all;
    for (int i = 0; i < 200; ++i) {
      const std::string id = "d" + std::to_string(i);
      Date start = some_date(below), end = some_date(below);
      if (end.low < start.low) std::swap(start, end);
      const unsigned kind = below(5);
      std::string value;
      if (kind > 2) {
        value = R"("effectiveDateTime":")" + start.text + "\"";
        dates[id] = {start.low, start.high - 1};
      } else {
        dates[id].low = kind == 1 ? std::nullopt : std::optional(start.low);
        dates[id].high = kind == 2 ? std::nullopt : std::optional(std::max(start.high, end.high) - 1);
        const std::string last = end.high < start.high ? start.text : end.text;
        value = R"("effectivePeriod":{)";
        if (kind != 1) value += R"("start":")" + start.text + "\"";
        if (kind != 2) value += (kind != 1 ? "," : "") + (R"("end":")" + last + "\"");
        value += "}";
      }
      all.push_back(R"({"resourceType":"Observation","id":")" + id + "\"," + value + "}");
    }
    store.put_all(all);
  }
};

RC_GTEST_PROP(DateIntervals, AreComparedAsR4SaysOfEachPrefix, ()) {
  static const Dated all;
  const auto prefix = *rc::gen::inRange<std::size_t>(0, prefix_names.size());
  const Date date = some_date([](unsigned end) { return *rc::gen::inRange(0u, end); });
  const std::int64_t now = std::chrono::duration_cast<std::chrono::seconds>(start.time_since_epoch()).count();
  const std::int64_t away = now < date.low ? date.low - now : now - date.low;
  // A tenth of a number of seconds is not a whole one: near ends are those of the seconds it lies in.
  const Asked asked{static_cast<Prefix>(prefix),
                    date.high - 1,
                    date.low,
                    date.low,
                    date.high,
                    date.low - (away + 9) / 10,
                    date.high + (away + 9) / 10 - 1};
  Ids expected;
  for (const auto& [id, value] : all.dates) {
    if (matches(value, asked)) expected.insert(id);
  }
  const std::string query = "Observation?_count=1000&date=" + prefix_names[prefix] + date.text;
  RC_LOG() << query << "\n";
  RC_ASSERT(ids_of(all.store, all.store.search(query)) == expected);
}

}  // namespace
}  // namespace linkki::repository
