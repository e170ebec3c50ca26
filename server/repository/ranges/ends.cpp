#include "repository/ranges/ends.h"

#include <algorithm>
#include <charconv>

#include "repository/decimal_key.h"

namespace linkki::repository {
namespace {

using fhirpath::Decimal;
using search::Prefix;

// Half of what the last digit counts. R4 reads 1e2 as [95, 105): with an exponent, a single digit is as good
// as two.
std::optional<Decimal> half_unit(std::string_view digits) {
  const std::size_t e = std::min(digits.find_first_of("eE"), digits.size());
  int exponent = 0;
  if (e < digits.size()) {
    const std::string_view text = digits.substr(e + (digits[e + 1] == '+' ? 2 : 1));
    std::from_chars(text.data(), text.data() + text.size(), exponent);
  }
  const std::string_view mantissa = digits.substr(0, e);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  if (point < mantissa.size()) exponent -= static_cast<int>(mantissa.size() - point - 1);
  const std::size_t first = mantissa.find_first_of("123456789");
  const auto significant = first == mantissa.npos
                               ? 1
                               : std::count_if(mantissa.begin() + static_cast<std::ptrdiff_t>(first),
                                               mantissa.end(), [](char c) { return c != '.'; });
  if (e < digits.size() && significant == 1) --exponent;
  return Decimal::parse("5e" + std::to_string(exponent - 1));
}

// What is asked for, in keys.
struct Interval {
  std::string at, low, high, near_low, near_high;

  static std::optional<Interval> of(std::string_view digits, const Decimal& factor) {
    const auto at = Decimal::parse(digits);
    const auto half = half_unit(digits);
    const auto tenth = at ? multiply(at->negative() ? -*at : *at, Decimal::unit(1)) : std::nullopt;
    if (!half || !tenth) return std::nullopt;
    const auto key = [&](const std::optional<Decimal>& one) -> std::optional<std::string> {
      const auto scaled = one ? multiply(*one, factor) : std::nullopt;
      return scaled ? std::optional(decimal_key(*scaled)) : std::nullopt;
    };
    const auto middle = key(at), low = key(add(*at, -*half)), high = key(add(*at, *half)),
               near_low = key(add(*at, -*tenth)), near_high = key(add(*at, *tenth));
    if (!middle || !low || !high || !near_low || !near_high) return std::nullopt;
    return Interval{*middle, *low, *high, *near_low, *near_high};
  }
};

}  // namespace

std::optional<std::vector<Ends>> decimal_ends(Prefix prefix, std::string_view digits, const Decimal& factor) {
  const auto asked = Interval::of(digits, factor);
  if (!asked) return std::nullopt;
  const auto& [at, low, high, near_low, near_high] = *asked;
  const auto after = [](const std::string& key) { return key + '\0'; };
  using All = std::vector<Ends>;
  switch (prefix) {
    case Prefix::eq: return All{{.low = {low, {}}, .high = {{}, high}}};
    case Prefix::ne: return All{{.low = {{}, low}}, {.high = {high, {}}}};
    case Prefix::gt: return All{{.high = {after(at), {}}}};
    case Prefix::lt: return All{{.low = {{}, at}}};
    case Prefix::ge: return All{{.high = {at, {}}}};
    case Prefix::le: return All{{.low = {{}, after(at)}}};
    case Prefix::sa: return All{{.low = {after(at), {}}}};
    case Prefix::eb: return All{{.high = {{}, at}}};
    case Prefix::po: return All{{.low = {{}, after(high)}, .high = {low, {}}}};
    case Prefix::ap: return All{{.low = {{}, after(near_high)}, .high = {near_low, {}}}};
  }
  ensure(!"a prefix");
}

}  // namespace linkki::repository
