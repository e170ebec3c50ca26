#include "fhirpath/ucum.h"

#include <charconv>
#include <cstdlib>

namespace linkki::fhirpath {

namespace {

constexpr int depth_max = 8;  // nested parentheses of a unit
constexpr std::size_t characters_max = 64;

enum Dimension : std::uint8_t {
  metre,
  second,
  gram,
  radian,
  kelvin,
  coulomb,
  candela,
  mole,
  unit_iu,
  unit_arbitrary
};

struct Atom {
  std::string_view code;
  bool metric;
  std::string_view factor;
  std::string_view of;  // a unit made of earlier atoms; empty: a number alone
};

// Base units first; each next line says what its atom is made of.
constexpr Atom atoms[] = {
    {"10*", false, "10", ""},
    {"10^", false, "10", ""},
    {"%", false, "0.01", ""},
    {"[ppth]", false, "0.001", ""},
    {"[ppm]", false, "0.000001", ""},
    {"[pi]", false, "3.1415926535897932384626433", ""},
    {"mol", true, "1", "mol"},
    {"eq", true, "1", "mol"},
    {"osm", true, "1", "mol"},
    {"sr", true, "1", "rad2"},
    {"Hz", true, "1", "s-1"},
    {"N", true, "1000", "g.m/s2"},
    {"Pa", true, "1", "N/m2"},
    {"J", true, "1", "N.m"},
    {"W", true, "1", "J/s"},
    {"A", true, "1", "C/s"},
    {"V", true, "1", "J/C"},
    {"F", true, "1", "C/V"},
    {"Ohm", true, "1", "V/A"},
    {"S", true, "1", "A/V"},
    {"Wb", true, "1", "V.s"},
    {"T", true, "1", "Wb/m2"},
    {"H", true, "1", "Wb/A"},
    {"lm", true, "1", "cd.sr"},
    {"lx", true, "1", "lm/m2"},
    {"Bq", true, "1", "s-1"},
    {"Gy", true, "1", "J/kg"},
    {"Sv", true, "1", "J/kg"},
    {"l", true, "0.001", "m3"},
    {"L", true, "0.001", "m3"},
    {"ar", true, "100", "m2"},
    {"t", true, "1000000", "g"},
    {"bar", true, "100000", "Pa"},
    {"u", true, "0.0000000000000000000000016605390666", "g"},
    {"min", false, "60", "s"},
    {"h", false, "3600", "s"},
    {"d", false, "86400", "s"},
    {"wk", false, "604800", "s"},
    {"a", false, "31557600", "s"},
    {"mo", false, "2629800", "s"},
    {"deg", false, "0.0174532925199432957692", "rad"},
    {"[in_i]", false, "2.54", "cm"},
    {"[ft_i]", false, "30.48", "cm"},
    {"[yd_i]", false, "91.44", "cm"},
    {"[mi_i]", false, "160934.4", "cm"},
    {"[ft_us]", false, "0.3048006096012192024384048768", "m"},
    {"[mi_us]", false, "5280", "[ft_us]"},
    {"[lb_av]", false, "453.59237", "g"},
    {"[oz_av]", false, "28.349523125", "g"},
    {"[st_av]", false, "6350.29318", "g"},
    {"[gr]", false, "0.06479891", "g"},
    {"[gal_us]", false, "3785.411784", "cm3"},
    {"[qt_us]", false, "946.352946", "cm3"},
    {"[pt_us]", false, "473.176473", "cm3"},
    {"[foz_us]", false, "29.5735295625", "cm3"},
    {"[cup_us]", false, "236.5882365", "cm3"},
    {"[tbs_us]", false, "14.78676478125", "cm3"},
    {"[tsp_us]", false, "4.92892159375", "cm3"},
    {"[drp]", false, "0.05", "cm3"},
    {"m[Hg]", true, "133322", "Pa"},
    {"m[H2O]", true, "9806.65", "Pa"},
    {"cal", true, "4.184", "J"},
    {"[Cal]", false, "4184", "J"},
    {"U", true, "0.000001", "mol/min"},
    {"kat", true, "1", "mol/s"},
    {"[iU]", true, "1", "[iU]"},
    {"[IU]", true, "1", "[iU]"},
    {"[arb'U]", false, "1", "[arb'U]"},
    {"dyn", true, "0.00001", "N"},
    {"P", true, "0.1", "Pa.s"},
};

constexpr std::string_view bases[] = {"m", "s", "g", "rad", "K", "C", "cd", "mol", "[iU]", "[arb'U]"};

struct Prefix {
  std::string_view code;
  int exponent;
};
constexpr Prefix prefixes[] = {{"da", 1},  {"Y", 24},  {"Z", 21},  {"E", 18},  {"P", 15},
                               {"T", 12},  {"G", 9},   {"M", 6},   {"k", 3},   {"h", 2},
                               {"d", -1},  {"c", -2},  {"m", -3},  {"u", -6},  {"n", -9},
                               {"p", -12}, {"f", -15}, {"a", -18}, {"z", -21}, {"y", -24}};

std::optional<UnitMeaning> combine(const UnitMeaning& a, const UnitMeaning& b, int sign) {
  const auto factor = sign > 0 ? multiply(a.factor, b.factor) : divide(a.factor, b.factor);
  if (!factor) return std::nullopt;
  UnitMeaning out{factor->normal(), a.exponents};
  for (std::size_t i = 0; i < out.exponents.size(); ++i) {
    const int exponent = out.exponents[i] + sign * b.exponents[i];
    if (std::abs(exponent) > 100) return std::nullopt;
    out.exponents[i] = static_cast<std::int8_t>(exponent);
  }
  return out;
}

std::optional<UnitMeaning> parse(std::string_view code, int depth);

std::optional<UnitMeaning> atom(std::string_view code, int depth) {
  for (std::size_t i = 0; i < std::size(bases); ++i) {
    if (bases[i] != code) continue;
    UnitMeaning out;
    out.exponents[i] = 1;
    return out;
  }
  for (const Atom& known : atoms) {
    if (known.code != code) continue;
    const auto of = known.of.empty() ? UnitMeaning{} : parse(known.of, depth + 1);
    if (!of) return std::nullopt;
    return combine({*Decimal::parse(known.factor), {}}, *of, 1);
  }
  return std::nullopt;
}

bool metric(std::string_view code) {
  for (const std::string_view base : bases) {
    if (base == code) return true;
  }
  for (const Atom& known : atoms) {
    if (known.code == code) return known.metric;
  }
  return false;
}

std::optional<UnitMeaning> prefixed_atom(std::string_view code, int depth) {
  if (const auto plain = atom(code, depth)) return plain;
  for (const Prefix& prefix : prefixes) {
    if (!code.starts_with(prefix.code) || !metric(code.substr(prefix.code.size()))) continue;
    const auto of = atom(code.substr(prefix.code.size()), depth);
    const auto factor = power(Decimal(10), prefix.exponent);
    return of && factor ? combine({*factor, {}}, *of, 1) : std::nullopt;
  }
  return std::nullopt;
}

// The length of one component: up to the next `.` or `/` outside brackets.
std::size_t component_length(std::string_view code) {
  int open = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '(' || code[i] == '[' || code[i] == '{') ++open;
    if (code[i] == ')' || code[i] == ']' || code[i] == '}') --open;
    if (open == 0 && (code[i] == '.' || code[i] == '/')) return i;
  }
  return code.size();
}

std::optional<UnitMeaning> raise(const UnitMeaning& unit, int exponent) {
  UnitMeaning out;
  for (int i = 0; i < std::abs(exponent); ++i) {
    const auto next = combine(out, unit, exponent > 0 ? 1 : -1);
    if (!next) return std::nullopt;
    out = *next;
  }
  return out;
}

// kg, m2, s-1, 10*3, {score}, 100, (m/s)
std::optional<UnitMeaning> component(std::string_view code, int depth) {
  if (const std::size_t annotation = code.find('{'); annotation != std::string_view::npos) {
    if (code.back() != '}') return std::nullopt;
    code = code.substr(0, annotation);
    if (code.empty()) return UnitMeaning{};
  }
  if (code.starts_with('(') && code.ends_with(')')) return parse(code.substr(1, code.size() - 2), depth + 1);
  if (const auto unit = prefixed_atom(code, depth)) return unit;
  std::size_t digits = code.size();
  while (digits > 0 && code[digits - 1] >= '0' && code[digits - 1] <= '9') --digits;
  if (digits == 0) {
    const auto number = Decimal::parse(code);
    return number && !number->zero() ? std::optional(UnitMeaning{*number, {}}) : std::nullopt;
  }
  if (digits == code.size()) return std::nullopt;  // no exponent, so it is no unit
  std::size_t sign = digits;
  if (code[digits - 1] == '-' || code[digits - 1] == '+') --sign;
  int exponent = 0;
  const char* first = code.data() + (code[sign] == '+' ? sign + 1 : sign);
  const auto [end, error] = std::from_chars(first, code.data() + code.size(), exponent);
  if (error != std::errc{} || end != code.data() + code.size() || exponent < -30 || exponent > 30)
    return std::nullopt;
  const auto unit = prefixed_atom(code.substr(0, sign), depth);
  return unit ? raise(*unit, exponent) : std::nullopt;
}

std::optional<UnitMeaning> parse(std::string_view code, int depth) {
  if (depth > depth_max || code.empty()) return std::nullopt;
  UnitMeaning out;
  int sign = 1;
  if (code.starts_with('/')) {
    sign = -1;
    code.remove_prefix(1);
  }
  while (true) {
    const std::size_t length = component_length(code);
    if (length == 0) return std::nullopt;
    const auto next = component(code.substr(0, length), depth);
    const auto combined = next ? combine(out, *next, sign) : std::nullopt;
    if (!combined) return std::nullopt;
    out = *combined;
    if (length == code.size()) return out;
    sign = code[length] == '/' ? -1 : 1;
    code.remove_prefix(length + 1);
  }
}

}  // namespace

std::optional<UnitMeaning> meaning_of_unit(std::string_view code) {
  if (code.size() > characters_max) return std::nullopt;
  return parse(code, 0);
}

}  // namespace linkki::fhirpath
