#include "interactions/http_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "interactions/answer.h"

namespace linkki::interactions {
std::optional<base::Instant> parse_http_date(std::string_view text) {
  static constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  // "Sat, 31 Jan 2026 07:05:09 GMT": fixed width, so each field has its place.
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = -1;
    const char* const begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, begin + size, value);
    return error == std::errc{} && end == begin + size ? value : -1;
  };
  const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
  const int day = number(5, 2), year = number(12, 4), hour = number(17, 2), minute = number(20, 2),
            second = number(23, 2);
  if (month == months.end() || day < 1 || year < 0 || hour < 0 || minute < 0 || second < 0)
    return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month - months.begin()) + 1},
      std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return base::Instant{std::chrono::sys_days{date}} + std::chrono::hours{hour} +
         std::chrono::minutes{minute} + std::chrono::seconds{second};
}

namespace {

std::string_view next_tag(std::string_view& list) {
  const std::size_t comma = std::min(list.find(','), list.size());
  std::string_view tag = list.substr(0, comma);
  list.remove_prefix(std::min(comma + 1, list.size()));
  while (!tag.empty() && tag.front() == ' ') tag.remove_prefix(1);
  while (!tag.empty() && tag.back() == ' ') tag.remove_suffix(1);
  return tag;
}

bool is_quoted(std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return tag.size() >= 2 && tag.front() == '"' && tag.back() == '"';
}

}  // namespace

bool are_etags(std::string_view list) {
  while (!list.empty()) {
    const std::string_view tag = next_tag(list);
    if (tag != "*" && !is_quoted(tag) && !parse_etag(tag)) return false;
  }
  return true;
}

bool matches_etag(std::string_view list, std::uint32_t version) {
  while (!list.empty()) {
    const std::string_view tag = next_tag(list);
    if (tag == "*" || parse_etag(tag) == version) return true;
  }
  return false;
}

bool names_etag(std::string_view list, std::string_view tag) {
  const auto opaque = [](std::string_view text) { return text.starts_with("W/") ? text.substr(2) : text; };
  while (!list.empty()) {
    const std::string_view one = next_tag(list);
    if (one == "*" || opaque(one) == opaque(tag)) return true;
  }
  return false;
}

}  // namespace linkki::interactions
