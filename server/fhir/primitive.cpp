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

}  // namespace linkki::fhir
