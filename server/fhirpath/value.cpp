#include "fhirpath/value.h"

#include <algorithm>
#include <array>

#include "fhirpath/evaluation.h"

namespace linkki::fhirpath {

namespace {

std::optional<Item> whole_number(std::string_view text) {
  const auto value = Decimal::parse(text);
  const auto whole = value ? value->integer() : std::nullopt;
  return whole ? std::optional(Item::of_integer(*whole)) : std::nullopt;
}

std::optional<Item> temporal(ItemKind kind, const std::optional<Temporal>& value) {
  return value ? std::optional(Item::of_temporal(kind, *value)) : std::nullopt;
}

}  // namespace

std::optional<Item> primitive_value(const fhir::Element& element) {
  if (!element.primitive() || !element.has_value()) return std::nullopt;
  const json::Value& value = *element.value;
  if (value.is_boolean()) return Item::of_boolean(value.truth());
  const std::string_view name = element.type->name;
  if (value.is_number()) {
    if (name != "decimal") return whole_number(value.text());
    const auto decimal = Decimal::parse(value.text());
    return decimal ? std::optional(Item::of_decimal(*decimal)) : std::nullopt;
  }
  if (!value.is_string()) return std::nullopt;
  if (name == "date") return temporal(ItemKind::date, Temporal::parse_date(value.text()));
  if (name == "dateTime" || name == "instant")
    return temporal(ItemKind::date_time, Temporal::parse_date_time(value.text()));
  if (name == "time") return temporal(ItemKind::time, Temporal::parse_time(value.text()));
  return Item::of_string(value.text());
}

bool system_type(std::string_view name) {
  static constexpr std::array<std::string_view, 10> names{
      "Boolean", "Integer", "Decimal", "String", "Date", "DateTime", "Time", "Quantity", "Any", "TypeInfo"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<Quantity> Evaluation::quantity_of(const fhir::Element& element) {
  if (!element.value || !element.type || element.primitive() || !element.type->is("Quantity"))
    return std::nullopt;
  const json::Value* const value = element.value->find("value");
  if (!value || !value->is_number() || element.value->find("comparator")) return std::nullopt;
  const auto number = Decimal::parse(value->text());
  if (!number) return std::nullopt;
  const std::string_view code = element.value->text_of("code");
  const std::string_view unit = code.empty() ? element.value->text_of("unit") : code;
  return Quantity{*number, unit.empty() ? "1" : unit, false};
}

}  // namespace linkki::fhirpath
