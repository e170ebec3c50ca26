#include "fhirpath/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace linkki::fhirpath {

namespace {

using Wide = __int128;
constexpr int digits_max = 37;

constexpr std::array<Wide, digits_max + 1> powers = [] {
  std::array<Wide, digits_max + 1> out{};
  out[0] = 1;
  for (int i = 1; i <= digits_max; ++i)
    out[static_cast<std::size_t>(i)] = out[static_cast<std::size_t>(i - 1)] * 10;
  return out;
}();

Wide power_of_ten(int exponent) {
  return powers[static_cast<std::size_t>(exponent)];
}
Wide magnitude(Wide value) {
  return value < 0 ? -value : value;
}

// nullopt: more than digits_max digits.
std::optional<Wide> scaled(Wide mantissa, int by) {
  if (mantissa == 0) return 0;
  if (by > digits_max || magnitude(mantissa) > powers[digits_max] / power_of_ten(by)) return std::nullopt;
  return mantissa * power_of_ten(by);
}

Wide divide_rounded(Wide mantissa, Wide by) {
  const Wide whole = mantissa / by;
  const Wide rest = magnitude(mantissa % by);
  if (rest < magnitude(by) - rest) return whole;
  return whole + ((mantissa < 0) == (by < 0) ? 1 : -1);
}

struct Aligned {
  Wide a;
  Wide b;
  int scale;
};

std::optional<Aligned> align(Wide a, int scale_a, Wide b, int scale_b) {
  const int scale = std::max(scale_a, scale_b);
  const auto left = scaled(a, scale - scale_a);
  const auto right = scaled(b, scale - scale_b);
  if (!left || !right) return std::nullopt;
  return Aligned{*left, *right, scale};
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) ++at;
  Wide mantissa = 0;
  int scale = 0;
  int digits = 0;
  bool point = false;
  bool any = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9') {
      any = true;
      if (digits < digits_max) {
        mantissa = mantissa * 10 + (c - '0');
        if (mantissa != 0) ++digits;
        if (point) ++scale;
      } else if (!point) {
        --scale;
      }
    } else {
      break;
    }
  }
  if (!any || text[at - 1] == '.') return std::nullopt;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    const char* first = text.data() + at + 1;
    const char* last = text.data() + text.size();
    if (first != last && *first == '+') ++first;
    int exponent = 0;
    const auto [end, error] = std::from_chars(first, last, exponent);
    if (error != std::errc{} || end != last || exponent > 1000 || exponent < -1000) return std::nullopt;
    scale -= exponent;
  }
  if (negative) mantissa = -mantissa;
  if (scale < 0) {
    const auto wide = scaled(mantissa, -scale);
    if (!wide) return std::nullopt;
    return Decimal(*wide, 0);
  }
  if (scale > digits_max) return Decimal(mantissa, scale).round(digits_max);
  return Decimal(mantissa, scale);
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  char text[64];
  const auto [end, error] = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, 14);
  if (error != std::errc{}) return std::nullopt;
  const auto parsed = parse({text, static_cast<std::size_t>(end - text)});
  if (!parsed) return std::nullopt;
  return parsed->normal();
}

Decimal Decimal::unit(int scale) {
  return Decimal(1, scale);
}

std::string Decimal::print() const {
  Wide rest = magnitude(mantissa_);
  std::string out;
  for (int i = 0; rest != 0 || i <= scale_; ++i) {
    if (i == scale_ && i != 0) out += '.';
    out += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  }
  if (mantissa_ < 0) out += '-';
  std::reverse(out.begin(), out.end());
  return out;
}

double Decimal::to_double() const {
  const std::string text = print();
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

int Decimal::digits() const {
  int count = 0;
  for (Wide rest = magnitude(mantissa_); rest != 0; rest /= 10) ++count;
  return std::max(count, 1);
}

bool Decimal::whole() const {
  return truncate() == *this;
}

std::optional<std::int64_t> Decimal::integer() const {
  if (!whole()) return std::nullopt;
  const Wide value = mantissa_ / power_of_ten(std::min(scale_, digits_max));
  if (value > INT64_MAX || value < INT64_MIN) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

Decimal Decimal::operator-() const {
  return Decimal(-mantissa_, scale_);
}

Decimal Decimal::truncate() const {
  return Decimal(mantissa_ / power_of_ten(scale_), 0);
}

Decimal Decimal::floor() const {
  const Decimal cut = truncate();
  return negative() && cut != *this ? Decimal(cut.mantissa_ - 1, 0) : cut;
}

Decimal Decimal::ceiling() const {
  return -(-*this).floor();
}

Decimal Decimal::round(int scale) const {
  if (scale >= scale_) return *this;
  const int dropped = scale_ - scale;
  if (dropped > digits_max) return Decimal(0, scale);
  return Decimal(divide_rounded(mantissa_, power_of_ten(dropped)), scale);
}

std::optional<Decimal> Decimal::rescale(int scale) const {
  if (scale <= scale_) return round(scale);
  const auto wide = scaled(mantissa_, scale - scale_);
  if (!wide) return std::nullopt;
  return Decimal(*wide, scale);
}

Decimal Decimal::normal() const {
  Decimal out = *this;
  while (out.scale_ > 0 && out.mantissa_ % 10 == 0) {
    out.mantissa_ /= 10;
    --out.scale_;
  }
  return out;
}

std::optional<Decimal> add(const Decimal& a, const Decimal& b) {
  const auto both = align(a.mantissa_, a.scale_, b.mantissa_, b.scale_);
  if (!both) return std::nullopt;
  const Wide sum = both->a + both->b;
  if (magnitude(sum) >= powers[digits_max]) return std::nullopt;
  return Decimal(sum, both->scale);
}

std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) {
  Wide product = 0;
  if (__builtin_mul_overflow(static_cast<Wide>(a.mantissa_), static_cast<Wide>(b.mantissa_), &product))
    return std::nullopt;
  if (magnitude(product) >= powers[digits_max]) return std::nullopt;
  const int scale = a.scale_ + b.scale_;
  return scale > digits_max ? Decimal(product, scale).round(digits_max) : Decimal(product, scale);
}

std::optional<Decimal> divide(const Decimal& a, const Decimal& b) {
  constexpr int fraction_max = 20;
  if (b.zero()) return std::nullopt;
  // The quotient's scale is the numerator's less the denominator's: give the numerator what it has room for.
  for (int more = fraction_max + b.scale_ - a.scale_; more >= 0; --more) {
    const auto wide = scaled(a.mantissa_, more);
    const int scale = a.scale_ + more - b.scale_;
    if (wide && scale >= 0) return Decimal(divide_rounded(*wide, b.mantissa_), scale).normal();
  }
  return std::nullopt;
}

std::optional<Decimal> quotient(const Decimal& a, const Decimal& b) {
  const auto both = align(a.mantissa_, a.scale_, b.mantissa_, b.scale_);
  if (!both || both->b == 0) return std::nullopt;
  return Decimal(both->a / both->b, 0);
}

std::optional<Decimal> remainder(const Decimal& a, const Decimal& b) {
  const auto both = align(a.mantissa_, a.scale_, b.mantissa_, b.scale_);
  if (!both || both->b == 0) return std::nullopt;
  return Decimal(both->a % both->b, both->scale);
}

std::optional<Decimal> power(const Decimal& base, std::int64_t exponent) {
  std::optional<Decimal> out = Decimal(1);
  std::optional<Decimal> square = base;
  const auto bits = static_cast<std::uint64_t>(exponent);
  for (std::uint64_t left = exponent < 0 ? ~bits + 1 : bits; left != 0; left >>= 1) {
    if (!square) return std::nullopt;
    if (left & 1) out = multiply(*out, *square);
    if (!out) return std::nullopt;
    if (left > 1) square = multiply(*square, *square);
  }
  return exponent < 0 ? divide(Decimal(1), *out) : out;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.scale_ == b.scale_) return a.mantissa_ <=> b.mantissa_;
  if (const auto both = align(a.mantissa_, a.scale_, b.mantissa_, b.scale_)) return both->a <=> both->b;
  // One is too large to be written with the other's fraction, so whole parts decide, then signs of what is
  // left.
  const Wide whole_a = a.mantissa_ / power_of_ten(a.scale_);
  const Wide whole_b = b.mantissa_ / power_of_ten(b.scale_);
  if (whole_a != whole_b) return whole_a <=> whole_b;
  return a.to_double() < b.to_double() ? std::strong_ordering::less : std::strong_ordering::greater;
}

}  // namespace linkki::fhirpath
