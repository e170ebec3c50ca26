#include "fhirpath/plain.h"

namespace linkki::fhirpath {

std::optional<Item> plain_value(const fhir::Element& element) {
  if (!element.value) return std::nullopt;
  const json::Value& value = *element.value;
  if (value.is_boolean()) return Item::of_boolean(value.truth());
  if (value.is_string()) return Item::of_string(value.text());
  const auto number = value.is_number() ? Decimal::parse(value.text()) : std::nullopt;
  if (!number) return std::nullopt;
  const bool whole = value.text().find_first_of(".eE") == std::string_view::npos;
  const auto integer = whole ? number->integer() : std::nullopt;
  return integer ? Item::of_integer(*integer) : Item::of_decimal(*number);
}

TypeName plain_type(const fhir::Element& element) {
  const auto value = plain_value(element);
  return value ? type_of(*value) : TypeName{"System", "Any"};
}

}  // namespace linkki::fhirpath
