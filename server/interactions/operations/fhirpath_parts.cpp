#include "interactions/operations/fhirpath_parts.h"

#include <limits>

#include "base/json/print.h"
#include "fhir/primitive.h"

namespace linkki::interactions {
namespace {

using fhirpath::Item;
using fhirpath::ItemKind;

constexpr std::string_view lab = "http://fhir.forms-lab.com/StructureDefinition/";

const void* identity(const fhir::Element& element) {
  return element.value ? element.value : element.companion;
}

std::string value_property(std::string_view type) {
  std::string property = "value" + std::string(type);
  if (property[5] >= 'a' && property[5] <= 'z') property[5] = static_cast<char>(property[5] - 32);
  return property;
}

void print_name(std::string_view name, std::string& out) {
  out += "{\"name\":";
  json::print_string(name, out);
}

void print_extension(std::string_view name, std::string_view value, std::string& out) {
  out += "{\"url\":\"";
  out += lab;
  out += name;
  out += "\",\"valueString\":";
  json::print_string(value, out);
  out += '}';
}

void print_member(std::string_view name, std::string_view json, std::string& out) {
  out += ",\"";
  out += name;
  out += "\":";
  out += json;
}

void print_text(std::string_view name, std::string_view text, std::string& out) {
  std::string quoted;
  json::print_string(text, quoted);
  print_member(name, quoted, out);
}

// A date or time as its FHIR type where that allows the precision, else as a string.
void print_temporal(std::string_view type, const std::string& text, std::string& out) {
  print_name(type, out);
  print_text(fhir::allows(type, text) ? value_property(type) : "valueString", text, out);
}

void print_quantity(const fhirpath::Quantity& quantity, std::string& out) {
  print_name("Quantity", out);
  std::string json = "{\"value\":" + quantity.value.print() + ",\"unit\":";
  json::print_string(quantity.unit, json);
  if (!quantity.calendar) {
    json += ",\"system\":\"http://unitsofmeasure.org\",\"code\":";
    json::print_string(quantity.unit, json);
  }
  print_member("valueQuantity", json + "}", out);
}

void print_integer(std::int64_t value, std::string& out) {
  using Limits = std::numeric_limits<std::int32_t>;
  const bool fits = value >= Limits::min() && value <= Limits::max();
  print_name("integer", out);
  print_member(fits ? "valueInteger" : "valueDecimal", std::to_string(value), out);
}

void print_value(const Item& item, std::string& out) {
  switch (item.kind()) {
    case ItemKind::element: return;
    case ItemKind::boolean:
      print_name("boolean", out);
      return print_member("valueBoolean", item.print(), out);
    case ItemKind::integer: return print_integer(item.integer(), out);
    case ItemKind::decimal:
      print_name("decimal", out);
      return print_member("valueDecimal", item.print(), out);
    case ItemKind::string:
      if (item.string().empty()) return print_name("empty-string", out);
      print_name("string", out);
      return print_text("valueString", item.string(), out);
    case ItemKind::date: return print_temporal("date", item.print(), out);
    case ItemKind::date_time: return print_temporal("dateTime", item.print(), out);
    case ItemKind::time: return print_temporal("time", item.print(), out);
    case ItemKind::quantity: return print_quantity(item.quantity(), out);
    case ItemKind::type: print_name("TypeInfo", out); return print_text("valueString", item.print(), out);
  }
}

}  // namespace

Places::Places(const fhir::Element& root, const definitions::Definitions& definitions)
    : definitions_(definitions) {
  enter(root, nullptr, root.type->name);
}

void Places::enter(const fhir::Element& element, const Place* parent, std::string_view name) {
  const Place& place =
      places_.insert_or_assign(identity(element), Place{parent, name, element.index}).first->second;
  fhir::each_child(element, definitions_,
                   [&](const fhir::Element& child) { enter(child, &place, child.definition->name); });
}

std::string Places::of(const fhir::Element& element) const {
  const auto found = places_.find(identity(element));
  if (found == places_.end()) return {};
  std::string path;
  for (const Place* place = &found->second; place; place = place->parent) {
    std::string step(place->name);
    if (place->index != fhir::Element::no_index) step += '[' + std::to_string(place->index) + ']';
    path = path.empty() ? step : step + '.' + path;
  }
  return path;
}

PartWriter::PartWriter(const Places& places, const definitions::Definitions& definitions)
    : places_(places), parameter_(definitions.find_type("Parameters.parameter")) {}

void PartWriter::print(std::span<const Item> items, std::string& out) const {
  bool first = true;
  for (const Item& item : items) {
    if (!std::exchange(first, false)) out += ',';
    print(item, out);
    out += '}';
  }
}

void PartWriter::print(const Item& item, std::string& out) const {
  item.is(ItemKind::element) ? print_element(item.element(), out) : print_value(item, out);
}

void PartWriter::print_element(const fhir::Element& element, std::string& out) const {
  const std::string_view type = element.type ? element.type->name : "Element";
  const bool resource = element.type && element.type->kind == definitions::TypeKind::resource;
  const std::string property = resource ? "resource" : value_property(type);
  const bool fits = resource || parameter_->find(property).element;
  const std::string path = places_.of(element);
  print_name(type, out);
  if (!path.empty() || !fits) {
    out += ",\"extension\":[";
    if (!path.empty()) print_extension("resource-path", path, out);
    if (!path.empty() && !fits) out += ',';
    if (!fits && element.value) print_extension("json-value", json::print(*element.value), out);
    out += ']';
  }
  if (!fits) return;
  if (element.has_value()) print_member(property, json::print(*element.value), out);
  if (element.companion) print_member('_' + property, json::print(*element.companion), out);
}

}  // namespace linkki::interactions
