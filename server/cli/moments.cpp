#include "cli/moments.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "cli/messages.h"

namespace linkki::cli {

namespace {

constexpr std::size_t digits_max = 4;

// "-14d" → -14 days; empty → none.
std::optional<std::chrono::hours> parse_shift(std::string_view text, char unit, std::chrono::hours one) {
  if (text.empty()) return std::chrono::hours{0};
  const bool formed = text.size() >= 3 && text.size() <= digits_max + 2 && text.back() == unit &&
                      (text.front() == '+' || text.front() == '-');
  if (!formed) return {};
  const std::string_view digits = text.substr(1, text.size() - 2);
  int count = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (fault != std::errc{} || end != digits.data() + digits.size() || count < 0) return {};
  return one * (text.front() == '-' ? -count : count);
}

std::optional<std::string> render(std::string_view moment, base::Instant now) {
  const bool day = moment.starts_with("today");
  if (!day && !moment.starts_with("now")) return {};
  const auto shift = day ? parse_shift(moment.substr(5), 'd', std::chrono::hours{24})
                         : parse_shift(moment.substr(3), 'h', std::chrono::hours{1});
  if (!shift) return {};
  const std::string printed = base::print_instant(now + *shift);
  return day ? printed.substr(0, 10) : printed.substr(0, 19) + "Z";
}

}  // namespace

base::Outcome<std::string> render_moments(std::string_view text, std::string_view name, base::Instant now) {
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t begin = text.find("{{", at);
    out += text.substr(at, begin - at);
    if (begin == text.npos) return out;
    const std::size_t end = text.find("}}", begin);
    const auto moment =
        end == text.npos ? std::nullopt : render(text.substr(begin + 2, end - begin - 2), now);
    if (!moment) {
      const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n');
      return base::refuse(base::Refusal::bad_request,
                          base::error(base::IssueType::value, base::message::moment_unknown,
                                      {std::string(name), std::to_string(line)}));
    }
    out += *moment;
    at = end + 2;
  }
}

}  // namespace linkki::cli
