#include "fhir/primitive.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "base/limits.h"

namespace linkki::fhir {
namespace {

constexpr std::size_t string_bytes_max = 1 << 20;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && !is_space(c);
}
bool is_lower_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f');
}

bool is_string(std::string_view text) {
  return !text.empty() && text.size() <= string_bytes_max &&
         std::none_of(text.begin(), text.end(), is_control);
}

bool is_uri(std::string_view text) {
  return !text.empty() &&
         std::none_of(text.begin(), text.end(), [](char c) { return is_space(c) || is_control(c); });
}

bool is_code(std::string_view text) {
  if (!is_string(text) || is_space(text.front()) || is_space(text.back())) return false;
  return std::adjacent_find(text.begin(), text.end(),
                            [](char a, char b) { return is_space(a) && is_space(b); }) == text.end();
}

bool is_integer(std::string_view text, std::int64_t lowest) {
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return false;
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  if (digits.starts_with('0') && text != "0") return false;
  return value >= lowest && value <= std::numeric_limits<std::int32_t>::max();
}

bool is_uuid_urn(std::string_view text) {
  constexpr std::string_view prefix = "urn:uuid:", shape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                    [](char c, char wanted) { return wanted == 'x' ? is_lower_hex(c) : c == wanted; });
}

bool is_oid_urn(std::string_view text) {
  constexpr std::string_view prefix = "urn:oid:";
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  if (text.empty() || text[0] < '0' || text[0] > '2' || text.size() < 3) return false;
  for (std::size_t at = 1; at < text.size();) {
    if (text[at] != '.') return false;
    std::size_t end = ++at;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == at || (text[at] == '0' && end > at + 1)) return false;
    at = end;
  }
  return true;
}

// Reads a text from left to right; what does not fit makes it fail for good.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool ok() const { return ok_; }
  bool ended() const { return rest_.empty(); }
  bool complete() const { return ok_ && ended(); }

  bool accept(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) { ok_ = accept(c) && ok_; }

  int number(std::size_t digits, int lowest, int highest) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (rest_.empty() || !is_digit(rest_[0])) return fail();
      value = 10 * value + (rest_[0] - '0');
      rest_.remove_prefix(1);
    }
    return value >= lowest && value <= highest ? value : fail();
  }
  std::string_view digits() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
    const std::string_view found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(found.size());
    if (found.empty()) fail();
    return found;
  }

 private:
  int fail() {
    ok_ = false;
    return 1;
  }

  std::string_view rest_;
  bool ok_ = true;
};

void read_date(Reader& in, DateTime& value) {
  value.year = static_cast<std::int16_t>(in.number(4, 1, 9999));
  if (!in.accept('-')) return;
  value.month = static_cast<std::uint8_t>(in.number(2, 1, 12));
  value.precision = Precision::month;
  if (!in.accept('-')) return;
  const std::chrono::year_month_day_last last{std::chrono::year{value.year},
                                              std::chrono::month_day_last{std::chrono::month{value.month}}};
  value.day = static_cast<std::uint8_t>(in.number(2, 1, static_cast<int>(static_cast<unsigned>(last.day()))));
  value.precision = Precision::day;
}

void read_fraction(Reader& in, DateTime& value) {
  const std::string_view digits = in.digits();
  value.fraction_digits = static_cast<std::uint8_t>(std::min<std::size_t>(digits.size(), 6));
  for (std::size_t i = 0; i < 6; ++i) {
    value.microsecond =
        value.microsecond * 10 + (i < digits.size() ? static_cast<std::uint32_t>(digits[i] - '0') : 0);
  }
  value.precision = Precision::fraction;
}

void read_time(Reader& in, DateTime& value) {
  value.hour = static_cast<std::uint8_t>(in.number(2, 0, 23));
  value.precision = Precision::hour;
  if (!in.accept(':')) return;
  value.minute = static_cast<std::uint8_t>(in.number(2, 0, 59));
  value.precision = Precision::minute;
  if (!in.accept(':')) return;
  value.second = static_cast<std::uint8_t>(in.number(2, 0, 60));
  value.precision = Precision::second;
  if (in.accept('.')) read_fraction(in, value);
}

void read_offset(Reader& in, DateTime& value) {
  if (in.accept('Z')) {
    value.offset_minutes = 0;
    return;
  }
  const bool east = in.accept('+');
  if (!east && !in.accept('-')) return;
  const int hours = in.number(2, 0, 14);
  in.expect(':');
  const int minutes = 60 * hours + in.number(2, 0, hours == 14 ? 0 : 59);
  value.offset_minutes = static_cast<std::int16_t>(east ? minutes : -minutes);
}

std::string two_digits(unsigned value) {
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

std::chrono::microseconds resolution(const DateTime& value) {
  using namespace std::chrono;
  switch (value.precision) {
    case Precision::hour: return hours{1};
    case Precision::minute: return minutes{1};
    case Precision::second: return seconds{1};
    case Precision::year:
    case Precision::month:
    case Precision::day: return days{1};
    case Precision::fraction: break;
  }
  microseconds unit{seconds{1}};
  for (int i = 0; i < value.fraction_digits; ++i) unit /= 10;
  return unit;
}

struct Primitive {
  std::string_view name;
  bool (*allows)(std::string_view text);
  base::Words form;
};
constexpr Primitive primitives[] = {
    {"base64Binary",
     is_base64,
     {"base64 of whole groups of four characters, such as aGVp",
      "base64 neljän merkin ryhminä, esimerkiksi aGVp",
      "base64 i hela grupper om fyra tecken, till exempel aGVp"}},
    {"boolean",
     [](std::string_view text) { return text == "true" || text == "false"; },
     {"true or false", "true tai false", "true eller false"}},
    {"canonical",
     is_uri,
     {"a URL without blanks, such as https://example.org/fhir/ValueSet/a",
      "URL ilman välilyöntejä, esimerkiksi https://example.org/fhir/ValueSet/a",
      "en URL utan blanksteg, till exempel https://example.org/fhir/ValueSet/a"}},
    {"code",
     is_code,
     {"text without blanks at its ends or two in a row",
      "teksti, jonka alussa tai lopussa ei ole välilyöntiä eikä missään kahta peräkkäin",
      "text utan blanksteg i början eller slutet eller två i följd"}},
    {"date",
     [](std::string_view text) { return parse_date(text).has_value(); },
     {"a day, month or year of the calendar, such as 2026-01-31, 2026-01 or 2026",
      "kalenterin päivä, kuukausi tai vuosi, esimerkiksi 2026-01-31, 2026-01 tai 2026",
      "en dag, en månad eller ett år i kalendern, till exempel 2026-01-31, 2026-01 eller 2026"}},
    {"dateTime",
     [](std::string_view text) { return parse_date_time(text).has_value(); },
     {"a date, such as 2026-01-31, or a moment with seconds and offset, such as 2026-01-31T10:00:00+02:00",
      "päivämäärä, esimerkiksi 2026-01-31, tai ajankohta, jossa on sekunnit ja aikaero, esimerkiksi "
      "2026-01-31T10:00:00+02:00",
      "ett datum, till exempel 2026-01-31, eller en tidpunkt med sekunder och tidsskillnad, till exempel "
      "2026-01-31T10:00:00+02:00"}},
    {"decimal",
     [](std::string_view text) { return parse_decimal(text).has_value(); },
     {"a number such as 1.50", "luku, esimerkiksi 1.50", "ett tal, till exempel 1.50"}},
    {"id",
     is_id,
     {"1 to 64 letters A-Z or a-z, digits, hyphens and dots",
      "1–64 kirjainta A–Z tai a–z, numeroa, yhdysmerkkiä ja pistettä",
      "1 till 64 bokstäver A–Z eller a–z, siffror, bindestreck och punkter"}},
    {"instant",
     [](std::string_view text) { return parse_instant(text).has_value(); },
     {"a moment with seconds and offset, such as 2026-01-31T10:00:00+02:00",
      "ajankohta, jossa on sekunnit ja aikaero, esimerkiksi 2026-01-31T10:00:00+02:00",
      "en tidpunkt med sekunder och tidsskillnad, till exempel 2026-01-31T10:00:00+02:00"}},
    {"integer",
     [](std::string_view text) { return is_integer(text, std::numeric_limits<std::int32_t>::min()); },
     {"a whole number from -2147483648 to 2147483647", "kokonaisluku väliltä -2147483648–2147483647",
      "ett heltal från -2147483648 till 2147483647"}},
    {"markdown",
     is_string,
     {"text without control characters", "teksti ilman ohjausmerkkejä", "text utan styrtecken"}},
    {"oid",
     is_oid_urn,
     {"an OID such as urn:oid:1.2.246.21", "OID, esimerkiksi urn:oid:1.2.246.21",
      "en OID, till exempel urn:oid:1.2.246.21"}},
    {"positiveInt",
     [](std::string_view text) { return is_integer(text, 1); },
     {"a whole number from 1 to 2147483647", "kokonaisluku väliltä 1–2147483647",
      "ett heltal från 1 till 2147483647"}},
    {"string",
     is_string,
     {"text without control characters", "teksti ilman ohjausmerkkejä", "text utan styrtecken"}},
    {"time",
     [](std::string_view text) { return parse_time(text).has_value(); },
     {"a time with seconds and without offset, such as 14:05:09",
      "kellonaika, jossa on sekunnit eikä aikaeroa, esimerkiksi 14:05:09",
      "ett klockslag med sekunder och utan tidsskillnad, till exempel 14:05:09"}},
    {"unsignedInt",
     [](std::string_view text) { return is_integer(text, 0); },
     {"a whole number from 0 to 2147483647", "kokonaisluku väliltä 0–2147483647",
      "ett heltal från 0 till 2147483647"}},
    {"uri",
     is_uri,
     {"a URI without blanks, such as https://example.org/a",
      "URI ilman välilyöntejä, esimerkiksi https://example.org/a",
      "en URI utan blanksteg, till exempel https://example.org/a"}},
    {"url",
     is_uri,
     {"a URL without blanks, such as https://example.org/a",
      "URL ilman välilyöntejä, esimerkiksi https://example.org/a",
      "en URL utan blanksteg, till exempel https://example.org/a"}},
    {"uuid",
     is_uuid_urn,
     {"a UUID in lower case, such as urn:uuid:c757873d-ec9a-4326-a141-556f43239520",
      "UUID pienin kirjaimin, esimerkiksi urn:uuid:c757873d-ec9a-4326-a141-556f43239520",
      "en UUID med små bokstäver, till exempel urn:uuid:c757873d-ec9a-4326-a141-556f43239520"}},
    {"xhtml",
     [](std::string_view text) { return !text.empty(); },
     {"a div of XHTML", "XHTML:n div-elementti", "en div i XHTML"}},
};

const Primitive* find_primitive(std::string_view name) {
  const auto found = std::find_if(std::begin(primitives), std::end(primitives),
                                  [&](const Primitive& primitive) { return primitive.name == name; });
  return found == std::end(primitives) ? nullptr : found;
}

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

json::Kind json_kind(std::string_view type) {
  if (type == "boolean") return json::Kind::boolean;
  const bool number =
      type == "integer" || type == "decimal" || type == "positiveInt" || type == "unsignedInt";
  return number ? json::Kind::number : json::Kind::string;
}

bool allows(std::string_view type, std::string_view text) {
  const Primitive* const primitive = find_primitive(type);
  return primitive ? primitive->allows(text) : !text.empty();
}

base::Words form(std::string_view type) {
  const Primitive* const primitive = find_primitive(type);
  return primitive ? primitive->form : base::Words{"text", "teksti", "text"};
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= limits::id_characters_max &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.'; });
}

bool is_base64(std::string_view text) {
  std::size_t characters = 0, padding = 0;
  for (const char c : text) {
    if (is_space(c)) continue;
    const bool pad = c == '=';
    if (!pad && (padding > 0 || !(is_letter(c) || is_digit(c) || c == '+' || c == '/'))) return false;
    ++characters;
    padding += pad;
  }
  return characters > 0 && characters % 4 == 0 && padding <= 2;
}

std::optional<DateTime> parse_date(std::string_view text) {
  Reader in(text);
  DateTime value;
  read_date(in, value);
  return in.complete() ? std::optional(value) : std::nullopt;
}

std::optional<DateTime> parse_partial_date_time(std::string_view text) {
  Reader in(text);
  DateTime value;
  read_date(in, value);
  if (value.precision == Precision::day && in.accept('T') && !in.ended()) {
    read_time(in, value);
    read_offset(in, value);
  }
  return in.complete() ? std::optional(value) : std::nullopt;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  const auto value = parse_partial_date_time(text);
  if (!value || text.ends_with('T')) return std::nullopt;
  const bool whole = value->precision >= Precision::second && value->offset_minutes;
  return whole || value->precision <= Precision::day ? value : std::nullopt;
}

std::optional<DateTime> parse_instant(std::string_view text) {
  const auto value = parse_date_time(text);
  return value && value->precision >= Precision::second ? value : std::nullopt;
}

std::optional<DateTime> parse_partial_time(std::string_view text) {
  Reader in(text);
  DateTime value;
  read_time(in, value);
  return in.complete() ? std::optional(value) : std::nullopt;
}

std::optional<DateTime> parse_time(std::string_view text) {
  const auto value = parse_partial_time(text);
  return value && value->precision >= Precision::second ? value : std::nullopt;
}

std::string print_time(const DateTime& value) {
  std::string out = two_digits(value.hour);
  if (value.precision >= Precision::minute) out += ":" + two_digits(value.minute);
  if (value.precision >= Precision::second) out += ":" + two_digits(value.second);
  if (value.precision == Precision::fraction) {
    const std::string digits = std::to_string(1'000'000 + value.microsecond);
    out += "." + digits.substr(1, value.fraction_digits);
  }
  return out;
}

std::string print_date_time(const DateTime& value) {
  std::string out = std::to_string(10'000 + value.year).substr(1);
  if (value.precision >= Precision::month) out += "-" + two_digits(value.month);
  if (value.precision >= Precision::day) out += "-" + two_digits(value.day);
  if (value.precision >= Precision::hour) out += "T" + print_time(value);
  if (!value.offset_minutes) return out;
  if (*value.offset_minutes == 0) return out + "Z";
  const unsigned minutes = static_cast<unsigned>(std::abs(*value.offset_minutes));
  return out + (*value.offset_minutes < 0 ? "-" : "+") + two_digits(minutes / 60) + ":" +
         two_digits(minutes % 60);
}

Interval interval(const DateTime& value, std::chrono::minutes default_offset) {
  using namespace std::chrono;
  const year_month first{year{value.year}, month{value.month}};
  const auto offset = value.offset_minutes ? minutes{*value.offset_minutes} : default_offset;
  const auto instant = [&](year_month_day date) { return base::Instant{sys_days{date}} - offset; };
  if (value.precision == Precision::year) return {instant(first / 1), instant((first + years{1}) / 1)};
  if (value.precision == Precision::month) return {instant(first / 1), instant((first + months{1}) / 1)};
  const auto low = instant(first / day{value.day}) + hours{value.hour} + minutes{value.minute} +
                   seconds{value.second} + microseconds{value.microsecond};
  return {low, low + resolution(value)};
}

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
