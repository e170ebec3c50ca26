#include "search/index_value.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "fhir/reference.h"
#include "search/fold.h"

namespace linkki::search {

namespace {

using Values = std::vector<IndexValue>;

constexpr std::string_view boolean_system = "http://terminology.hl7.org/CodeSystem/special-values";
constexpr std::string_view currency_system = "urn:iso:std:iso:4217";

std::string_view type_of(const fhir::Element& element) {
  return element.type ? element.type->name : std::string_view{};
}

std::string_view text_of(const json::Value* object, std::string_view name) {
  return object ? object->text_of(name) : std::string_view{};
}

// The items of an array, the value itself, or nothing.
std::span<const json::Value> repeated(const json::Value* value) {
  if (!value) return {};
  return value->is_array() ? std::span<const json::Value>(value->items())
                           : std::span<const json::Value>(value, 1);
}

std::span<const json::Value> repeated(const json::Value* object, std::string_view name) {
  return repeated(object ? object->find(name) : nullptr);
}

void set_canonical(std::string_view canonical, IndexValue& value) {
  const std::size_t bar = std::min(canonical.find('|'), canonical.size());
  value.url = canonical.substr(0, bar);
  if (bar < canonical.size()) value.version = canonical.substr(bar + 1);
}

// --- token

void append_token(std::string_view system, std::string_view code, std::string_view text, Values& out) {
  if (system.empty() && code.empty() && text.empty()) return;
  IndexValue& value = out.emplace_back();
  value.system = system;
  value.code = code;
  value.text = text;
}

// The system of a code, where its required value set tells it.
std::string_view implied_system(const fhir::Element& element) {
  const auto* const set = element.definition ? element.definition->binding.set : nullptr;
  if (!set) return {};
  const auto at =
      std::lower_bound(set->codes.begin(), set->codes.end(), element.text(),
                       [](const auto& known, std::string_view code) { return known.code < code; });
  const bool found = at != set->codes.end() && at->code == element.text();
  const bool once = found && (at + 1 == set->codes.end() || (at + 1)->code != element.text());
  return once ? at->system : std::string_view{};
}

void append_concept(const json::Value* concept_value, Values& out) {
  const std::string_view text = text_of(concept_value, "text");
  for (const json::Value& coding : repeated(concept_value, "coding")) {
    append_token(coding.text_of("system"), coding.text_of("code"), coding.text_of("display"), out);
  }
  if (!text.empty()) append_token({}, {}, text, out);
}

// By system and value, and for :of-type by each code of its type.
void append_identifier(const json::Value* identifier, Values& out) {
  const json::Value* const type = identifier ? identifier->find("type") : nullptr;
  const std::string_view code = text_of(identifier, "value");
  append_token(text_of(identifier, "system"), code, text_of(type, "text"), out);
  if (code.empty()) return;
  for (const json::Value& coding : repeated(type, "coding")) {
    if (coding.text_of("code").empty()) continue;
    IndexValue& value = out.emplace_back();
    value.code = code;
    value.kind_system = coding.text_of("system");
    value.kind = coding.text_of("code");
  }
}

void append_tokens(const fhirpath::Item& item, Values& out) {
  if (item.is(fhirpath::ItemKind::boolean)) return append_token(boolean_system, item.print(), {}, out);
  if (!item.is(fhirpath::ItemKind::element)) return append_token({}, item.print(), {}, out);
  const fhir::Element& element = item.element();
  const std::string_view type = type_of(element);
  const json::Value* const value = element.value;
  if (element.primitive()) {
    const std::string_view system = type == "boolean" ? boolean_system
                                    : type == "code"  ? implied_system(element)
                                                      : "";
    if (element.has_value()) append_token(system, element.text(), {}, out);
  } else if (type == "CodeableConcept") {
    append_concept(value, out);
  } else if (type == "Coding") {
    append_token(text_of(value, "system"), text_of(value, "code"), text_of(value, "display"), out);
  } else if (type == "Identifier") {
    append_identifier(value, out);
  } else if (type == "ContactPoint") {
    append_token({}, text_of(value, "value"), {}, out);
  } else {
    append_token(text_of(value, "system"), text_of(value, "code"), {},
                 out);  // Quantity and what derives from it
  }
}

// --- reference

void append_reference_text(std::string_view text, const IndexContext& context, Values& out) {
  const fhir::Reference reference = fhir::parse_reference(text, context.definitions);
  if (reference.kind == fhir::ReferenceKind::fragment) return;  // what a resource contains is found with it
  IndexValue& value = out.emplace_back();
  if (reference.kind == fhir::ReferenceKind::relative) {
    value.type = reference.type;
    value.id = reference.id;
    value.version = reference.version;
    return;
  }
  if (reference.kind != fhir::ReferenceKind::absolute) return set_canonical(text, value);
  value.url =
      std::string(reference.base) + '/' + std::string(reference.type) + '/' + std::string(reference.id);
  value.version = reference.version;
}

void append_references(const fhirpath::Item& item, const IndexContext& context, Values& out) {
  if (!item.is(fhirpath::ItemKind::element)) {
    if (item.is(fhirpath::ItemKind::string)) append_reference_text(item.string(), context, out);
    return;
  }
  const fhir::Element& element = item.element();
  if (element.primitive()) {  // canonical, uri
    if (element.has_value()) set_canonical(element.text(), out.emplace_back());
    return;
  }
  if (element.type && element.type->kind == definitions::TypeKind::resource) {  // Bundle.entry[0].resource
    const std::string_view id = text_of(element.value, "id");
    if (id.empty()) return;
    IndexValue& value = out.emplace_back();
    value.type = element.type->name;
    value.id = id;
    return;
  }
  const std::size_t before = out.size();
  const std::string_view text = text_of(element.value, "reference");
  if (!text.empty()) append_reference_text(text, context, out);
  const json::Value* const identifier = element.value ? element.value->find("identifier") : nullptr;
  if (!identifier || (identifier->text_of("value").empty() && identifier->text_of("system").empty())) return;
  IndexValue& value = out.size() > before ? out.back() : out.emplace_back();
  value.system = identifier->text_of("system");
  value.code = identifier->text_of("value");
}

// --- date

base::Instant instant_of(const fhirpath::Temporal& temporal, std::int64_t us, const Zone& zone) {
  return temporal.zoned ? base::Instant{std::chrono::microseconds{us}} : zone.instant(us);
}

struct Span {
  base::Instant low = base::Instant::min();
  base::Instant high = base::Instant::max();
};

Span span_of(const fhirpath::Temporal& temporal, const Zone& zone) {
  return {instant_of(temporal, temporal.low_us(), zone), instant_of(temporal, temporal.high_us() + 1, zone)};
}

std::optional<Span> span_of(std::string_view text, const Zone& zone) {
  const auto temporal = fhirpath::Temporal::parse_date_time(text);
  return temporal ? std::optional(span_of(*temporal, zone)) : std::nullopt;
}

// Open where an end is missing or cannot be read; nullopt: both are.
std::optional<Span> period(const json::Value* value, const Zone& zone) {
  const auto start = span_of(text_of(value, "start"), zone);
  const auto end = span_of(text_of(value, "end"), zone);
  if (!start && !end) return std::nullopt;
  Span out;
  if (start) out.low = start->low;
  if (end) out.high = end->high;
  return out;
}

// Only the outer limits matter: from the first to the last of the events and of the bounds of the repetition.
std::optional<Span> timing(const json::Value* value, const Zone& zone) {
  const json::Value* const repeat = value ? value->find("repeat") : nullptr;
  std::optional<Span> out = period(repeat ? repeat->find("boundsPeriod") : nullptr, zone);
  for (const json::Value& event : repeated(value, "event")) {
    const auto span = span_of(event.text(), zone);
    if (!span) continue;
    if (!out) out = span;
    out->low = std::min(out->low, span->low);
    out->high = std::max(out->high, span->high);
  }
  return out;
}

std::optional<Span> span_of(const fhirpath::Item& item, const Zone& zone) {
  if (item.is_date()) return span_of(item.temporal(), zone);
  if (!item.is(fhirpath::ItemKind::element)) return std::nullopt;
  const fhir::Element& element = item.element();
  if (element.primitive()) return span_of(element.text(), zone);
  if (type_of(element) == "Period") return period(element.value, zone);
  if (type_of(element) == "Timing") return timing(element.value, zone);
  return std::nullopt;
}

void append_dates(const fhirpath::Item& item, const Zone& zone, Values& out) {
  const auto span = span_of(item, zone);
  if (!span) return;
  IndexValue& value = out.emplace_back();
  value.low = span->low;
  value.high = span->high;
}

// --- string

void append_string(std::string_view text, Values& out) {
  if (text.empty()) return;
  IndexValue& value = out.emplace_back();
  value.text = text;
  value.folded = fold(text);
}

void append_strings(const fhirpath::Item& item, Values& out) {
  if (!item.is(fhirpath::ItemKind::element)) return append_string(item.print(), out);
  const fhir::Element& element = item.element();
  if (element.primitive()) return append_string(element.text(), out);
  constexpr std::string_view name_parts[] = {"text", "family", "given", "prefix", "suffix"};
  constexpr std::string_view address_parts[] = {"text",  "line",       "city",   "district",
                                                "state", "postalCode", "country"};
  constexpr std::string_view other_parts[] = {"text", "value", "display"};
  const std::string_view type = type_of(element);
  const auto parts = type == "HumanName" ? std::span<const std::string_view>(name_parts)
                     : type == "Address" ? std::span<const std::string_view>(address_parts)
                                         : std::span<const std::string_view>(other_parts);
  for (const std::string_view part : parts) {
    for (const json::Value& text : repeated(element.value, part)) append_string(text.text(), out);
  }
}

// --- number, quantity, uri

std::string number_text(const json::Value* object, std::string_view name) {
  const json::Value* const number = object ? object->find(name) : nullptr;
  return number && number->is_number() ? std::string(number->text()) : std::string();
}

void set_unit(const json::Value* quantity, IndexValue& value) {
  value.system = text_of(quantity, "system");
  value.code = text_of(quantity, "code");
  value.text = text_of(quantity, "unit");
}

void append_range(const json::Value* low, const json::Value* high, Values& out) {
  IndexValue value;
  value.range = true;
  value.decimal = number_text(low, "value");
  value.decimal_high = number_text(high, "value");
  set_unit(low ? low : high, value);
  if (!value.decimal.empty() || !value.decimal_high.empty()) out.push_back(std::move(value));
}

void append_range(const json::Value* range, Values& out) {
  if (range) append_range(range->find("low"), range->find("high"), out);
}

void append_numbers(const fhirpath::Item& item, Values& out) {
  if (item.is_number()) {
    out.emplace_back().decimal = item.print();
  } else if (item.is(fhirpath::ItemKind::element) && item.element().primitive()) {
    if (item.element().has_value()) out.emplace_back().decimal = item.element().text();
  } else if (item.is(fhirpath::ItemKind::element) && type_of(item.element()) == "Range") {
    append_range(item.element().value, out);
  }
}

// What is only known to be less or more than its value is all that lies there.
void append_quantity(const json::Value& quantity, Values& out) {
  const std::string_view comparator = quantity.text_of("comparator");
  if (comparator.starts_with('<')) return append_range(nullptr, &quantity, out);
  if (comparator.starts_with('>')) return append_range(&quantity, nullptr, out);
  IndexValue value;
  value.decimal = number_text(&quantity, "value");
  set_unit(&quantity, value);
  if (!value.decimal.empty()) out.push_back(std::move(value));
}

void append_quantities(const fhirpath::Item& item, Values& out) {
  if (!item.is(fhirpath::ItemKind::element) || !item.element().value) return append_numbers(item, out);
  const fhir::Element& element = item.element();
  const std::string_view type = type_of(element);
  if (type == "Range") return append_range(element.value, out);
  if (element.type && element.type->is("Quantity")) return append_quantity(*element.value, out);
  if (type != "Money") return;
  IndexValue value;
  value.decimal = number_text(element.value, "value");
  value.system = currency_system;
  value.code = text_of(element.value, "currency");
  if (!value.decimal.empty()) out.push_back(std::move(value));
}

// --- special: a position

void append_place(const fhirpath::Item& item, Values& out) {
  if (!item.is(fhirpath::ItemKind::element) || !item.element().value) return;
  const auto latitude = fhirpath::Decimal::parse(number_text(item.element().value, "latitude"));
  const auto longitude = fhirpath::Decimal::parse(number_text(item.element().value, "longitude"));
  if (!latitude || !longitude) return;
  IndexValue value;
  value.latitude = latitude->to_double();
  value.longitude = longitude->to_double();
  if (std::abs(value.latitude) <= 90 && std::abs(value.longitude) <= 180) out.push_back(std::move(value));
}

void append_uri(const fhirpath::Item& item, Values& out) {
  std::string text = item.print();
  if (text.empty()) return;
  IndexValue& value = out.emplace_back();
  value.text = std::move(text);
  const bool canonical = item.is(fhirpath::ItemKind::element) && type_of(item.element()) == "canonical";
  if (!canonical) return;
  set_canonical(value.text, value);
  value.text = std::exchange(value.url, {});
}

}  // namespace

void append_values(definitions::SearchType type, const fhirpath::Item& item, const IndexContext& context,
                   Values& out) {
  using definitions::SearchType;
  switch (type) {
    case SearchType::token: return append_tokens(item, out);
    case SearchType::reference: return append_references(item, context, out);
    case SearchType::date: return append_dates(item, context.zone, out);
    case SearchType::string: return append_strings(item, out);
    case SearchType::number: return append_numbers(item, out);
    case SearchType::quantity: return append_quantities(item, out);
    case SearchType::uri: return append_uri(item, out);
    case SearchType::special: return append_place(item, out);
    case SearchType::composite: return;  // its components have values
  }
}

}  // namespace linkki::search
