#include "fhirpath/patch_parts.h"

#include <charconv>

namespace linkki::fhirpath {

Given given_of(const fhir::Element& part, const definitions::Definitions& definitions) {
  Given given;
  const auto take = [&](const fhir::Element& value) {
    given = {value.value, value.companion, value.type->name, nullptr};
  };
  fhir::each_child(part, "value", definitions, take);
  fhir::each_child(part, "resource", definitions, take);
  if (given.type.empty()) given.parts = part.value->find("part");
  return given;
}

PatchParts::PatchParts(const fhir::Element& operation, const definitions::Definitions& definitions)
    : definitions_(definitions) {
  fhir::each_child(operation, "part", definitions,
                   [&](const fhir::Element& part) { parts_.emplace_back(part); });
}

Given PatchParts::given(std::string_view name) const {
  for (const fhir::Element& part : parts_) {
    if (part.value->text_of("name") == name) return given_of(part, definitions_);
  }
  return {};
}

std::string_view PatchParts::text(std::string_view name) const {
  const Given found = given(name);
  return found.value ? found.value->text() : std::string_view{};
}

std::optional<std::size_t> PatchParts::number(std::string_view name) const {
  const std::string_view digits = text(name);
  std::size_t value = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || fault != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace linkki::fhirpath
