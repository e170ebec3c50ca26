#include "fhir/primitive.h"

#include <algorithm>
#include <charconv>

#include "base/limits.h"
#include "fhir/text_reader.h"

namespace linkki::fhir {
namespace {

// The power of ten of the first digit.
std::int64_t magnitude(const Decimal& value) {
  return value.exponent + static_cast<std::int64_t>(value.digits.size());
}

std::strong_ordering compare_absolute(const Decimal& a, const Decimal& b) {
  if (a.digits.empty() || b.digits.empty()) return a.digits.size() <=> b.digits.size();
  if (const auto order = magnitude(a) <=> magnitude(b); order != 0) return order;
  const std::size_t shared = std::min(a.digits.size(), b.digits.size());
  if (const int order = a.digits.compare(0, shared, b.digits, 0, shared); order != 0) return order <=> 0;
  const auto has_more = [&](const Decimal& value) {
    return value.digits.find_first_not_of('0', shared) != std::string::npos;
  };
  return has_more(a) <=> has_more(b);
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  if (text.size() > limits::decimal_digits_max) return std::nullopt;
  Reader in(text);
  Decimal value;
  value.negative = in.accept('-');
  const std::string_view whole = in.digits();
  if (whole.size() > 1 && whole[0] == '0') return std::nullopt;
  const std::string_view fraction = in.accept('.') ? in.digits() : std::string_view{};
  std::int32_t exponent = 0;
  if (in.accept('e') || in.accept('E')) {
    const bool negative = in.accept('-');
    if (!negative) in.accept('+');
    const std::string_view power = in.digits();
    const auto [end, fault] = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (fault != std::errc() || exponent > limits::decimal_exponent_max) return std::nullopt;
    if (negative) exponent = -exponent;
  }
  if (!in.complete()) return std::nullopt;
  value.digits = std::string(whole) + std::string(fraction);
  value.digits.erase(0, value.digits.find_first_not_of('0'));
  value.exponent = exponent - static_cast<std::int32_t>(fraction.size());
  return value;
}

std::string print_decimal(const Decimal& value) {
  constexpr std::int32_t zeros_max = 20;
  const std::string sign = value.negative ? "-" : "";
  if (value.exponent > 0) {
    if (value.digits.empty()) return sign + "0";
    if (magnitude(value) <= zeros_max)
      return sign + value.digits + std::string(static_cast<std::size_t>(value.exponent), '0');
    return sign + value.digits + "e" + std::to_string(value.exponent);
  }
  const auto places = static_cast<std::size_t>(-value.exponent);
  if (value.exponent < 0 && magnitude(value) < -zeros_max) {
    return sign + (value.digits.empty() ? "0" : value.digits) + "e" + std::to_string(value.exponent);
  }
  std::string digits = value.digits;
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, ".");
  return sign + digits;
}

std::strong_ordering compare(const Decimal& a, const Decimal& b) {
  const auto sign = [](const Decimal& value) {
    const bool zero = value.digits.find_first_not_of('0') == std::string::npos;
    return zero ? 0 : value.negative ? -1 : 1;
  };
  if (const auto order = sign(a) <=> sign(b); order != 0) return order;
  if (sign(a) == 0) return std::strong_ordering::equal;
  return a.negative ? compare_absolute(b, a) : compare_absolute(a, b);
}

}  // namespace linkki::fhir
