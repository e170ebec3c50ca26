#include "repository/quantity_keys.h"

#include "fhirpath/ucum.h"
#include "repository/decimal_key.h"

namespace linkki::repository {

using fhirpath::Decimal;

namespace {

constexpr std::string_view ucum = "http://unitsofmeasure.org";
constexpr const char* above_all = "\xff";

std::optional<std::string> key_of(const std::string& digits, const Decimal& factor, const char* when_open) {
  if (digits.empty()) return when_open;
  const auto number = Decimal::parse(digits);
  const auto scaled = number ? multiply(*number, factor) : std::nullopt;
  return scaled ? std::optional(decimal_key(*scaled)) : std::nullopt;
}

}  // namespace

Unit Unit::of(std::string_view system, std::string_view code) {
  const auto meaning = system == ucum ? fhirpath::meaning_of_unit(code) : std::nullopt;
  if (!meaning) return alone(system, code);
  Unit unit{"kind", meaning->factor};
  for (const std::int8_t exponent : meaning->exponents) unit.kind += " " + std::to_string(exponent);
  return unit;
}

Unit Unit::alone(std::string_view system, std::string_view code) {
  return {std::string(system) + '|' + std::string(code)};
}

std::optional<DecimalKeys> DecimalKeys::of(const search::IndexValue& value, const Decimal& factor) {
  if (!value.range && value.decimal.empty()) return std::nullopt;
  const auto low = key_of(value.decimal, factor, "");
  const auto high = value.range ? key_of(value.decimal_high, factor, above_all) : low;
  if (!low || !high) return std::nullopt;
  return DecimalKeys{*low, *high};
}

std::optional<QuantityKeys> QuantityKeys::of(const search::IndexValue& value, const FacetHash& hash) {
  const auto plain = DecimalKeys::of(value);
  if (!plain) return std::nullopt;
  Unit unit = Unit::of(value.system, value.code);
  auto canonical = DecimalKeys::of(value, unit.factor);
  if (!canonical) {  // too long to be turned exactly
    unit = Unit::alone(value.system, value.code);
    canonical = plain;
  }
  const auto hash_or_empty = [&](const std::string& text) { return text.empty() ? text : hash.hash8(text); };
  return QuantityKeys{*plain, *canonical, hash.hash8(unit.kind), hash_or_empty(value.code),
                      hash_or_empty(value.text)};
}

std::vector<std::string> QuantityKeys::parts() const {
  return {plain.low, plain.high, kind, canonical.low, canonical.high, code, unit};
}

}  // namespace linkki::repository
