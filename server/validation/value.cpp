#include "validation/value.h"

#include <algorithm>
#include <optional>

#include "fhir/primitive.h"

namespace linkki::validation {
namespace {

using json::Value;

bool same_number(std::string_view a, std::string_view b) {
  const auto first = fhir::parse_decimal(a), second = fhir::parse_decimal(b);
  return first && second && fhir::compare(*first, *second) == 0;
}

bool same_leaf(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return a.text() == b.text() || same_number(a.text(), b.text());
  return json::equal(a, b);
}

std::optional<std::strong_ordering> compare_moments(const std::optional<fhir::DateTime>& a,
                                                    const std::optional<fhir::DateTime>& b) {
  if (!a || !b) return std::nullopt;
  const auto first = fhir::interval(*a, {}), second = fhir::interval(*b, {});
  if (first.high <= second.low) return std::strong_ordering::less;
  if (first.low >= second.high) return std::strong_ordering::greater;
  return std::strong_ordering::equal;
}

std::optional<std::strong_ordering> compare_numbers(std::string_view a, std::string_view b) {
  const auto first = fhir::parse_decimal(a), second = fhir::parse_decimal(b);
  return first && second ? std::optional(fhir::compare(*first, *second)) : std::nullopt;
}

std::string_view number_of(const Value& quantity) {
  const Value* const value = quantity.find("value");
  return value ? value->text() : std::string_view{};
}

std::optional<std::strong_ordering> compare(const fhir::Element& element, const Value& bound) {
  if (!element.value) return std::nullopt;
  if (bound.is_object()) {
    const bool unit = element.value->text_of("code") == bound.text_of("code") &&
                      element.value->text_of("system") == bound.text_of("system");
    return unit ? compare_numbers(number_of(*element.value), number_of(bound)) : std::nullopt;
  }
  if (bound.is_number()) return compare_numbers(element.text(), bound.text());
  if (element.type->name == "time") {
    return compare_moments(fhir::parse_partial_time(element.text()), fhir::parse_partial_time(bound.text()));
  }
  return compare_moments(fhir::parse_partial_date_time(element.text()),
                         fhir::parse_partial_date_time(bound.text()));
}

}  // namespace

bool is_fixed(const Value& value, const Value& fixed) {
  if (value.kind() != fixed.kind()) return false;
  if (value.is_object()) {
    const auto members = fixed.members();
    return value.members().size() == members.size() &&
           std::all_of(members.begin(), members.end(), [&](const auto& member) {
             const Value* const found = value.find(member.name);
             return found && is_fixed(*found, member.value);
           });
  }
  if (value.is_array()) {
    const auto one = value.items(), other = fixed.items();
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), is_fixed);
  }
  return same_leaf(value, fixed);
}

bool fits(const Value& value, const Value& pattern) {
  if (value.kind() != pattern.kind()) return false;
  if (value.is_object()) {
    const auto members = pattern.members();
    return std::all_of(members.begin(), members.end(), [&](const auto& member) {
      const Value* const found = value.find(member.name);
      return found && fits(*found, member.value);
    });
  }
  if (value.is_array()) {
    const auto wanted = pattern.items(), items = value.items();
    return std::all_of(wanted.begin(), wanted.end(), [&](const Value& one) {
      return std::any_of(items.begin(), items.end(), [&](const Value& item) { return fits(item, one); });
    });
  }
  return same_leaf(value, pattern);
}

bool below(const fhir::Element& element, const Value& bound) {
  return compare(element, bound) == std::strong_ordering::less;
}

bool above(const fhir::Element& element, const Value& bound) {
  return compare(element, bound) == std::strong_ordering::greater;
}

bool truth(const Value& object, std::string_view name) {
  const Value* const flag = object.find(name);
  return flag && flag->is_boolean() && flag->truth();
}

Typed typed(const Value& object, std::string_view prefix) {
  for (const json::Member& member : object.members()) {
    if (!member.name.starts_with(prefix) || member.name.size() == prefix.size()) continue;
    const std::string_view type = member.name.substr(prefix.size());
    if (type[0] >= 'A' && type[0] <= 'Z') return {&member.value, type};
  }
  return {};
}

// Blanks and padding stand for nothing.
std::size_t bytes_of(std::string_view base64) {
  std::size_t characters = 0;
  for (const char c : base64) characters += c != '=' && static_cast<unsigned char>(c) > ' ';
  return characters * 3 / 4;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace linkki::validation
