#include "fhirpath/environment.h"

#include <vector>

namespace linkki::fhirpath {

namespace {

std::string_view child_text(const fhir::Element& parent, std::string_view name) {
  return parent.value ? parent.value->text_of(name) : std::string_view{};
}

std::optional<fhir::Element> find_contained(const fhir::Element& root, std::string_view id,
                                            const definitions::Definitions& definitions) {
  std::optional<fhir::Element> found;
  fhir::each_child(root, "contained", definitions, [&](const fhir::Element& contained) {
    if (!found && child_text(contained, "id") == id) found = contained;
  });
  return found;
}

std::optional<fhir::Element> find_entry(const fhir::Element& bundle, std::string_view full_url,
                                        const definitions::Definitions& definitions) {
  std::optional<fhir::Element> found;
  fhir::each_child(bundle, "entry", definitions, [&](const fhir::Element& entry) {
    const std::string_view url = child_text(entry, "fullUrl");
    const bool same = url == full_url || (url.ends_with(full_url) && url.size() > full_url.size() &&
                                          url[url.size() - full_url.size() - 1] == '/');
    if (found || url.empty() || !same) return;
    fhir::each_child(entry, "resource", definitions,
                     [&](const fhir::Element& resource) { found = resource; });
  });
  return found;
}

struct Coded {
  std::string_view system;
  std::string_view code;
};

std::vector<Coded> codings_of(const Item& item, const definitions::Definitions& definitions) {
  if (item.is(ItemKind::string)) return {{{}, item.string()}};
  if (!item.is(ItemKind::element)) return {};
  const fhir::Element& element = item.element();
  if (element.primitive()) return {{{}, element.text()}};
  std::vector<Coded> codings;
  const auto add = [&](const fhir::Element& coding) {
    codings.push_back({child_text(coding, "system"), child_text(coding, "code")});
  };
  if (element.type && element.type->name == "Coding") add(element);
  fhir::each_child(element, "coding", definitions, add);
  return codings;
}

bool coding_in(const definitions::ValueSet& set, const fhir::Element& coding) {
  return set.contains(child_text(coding, "system"), child_text(coding, "code"));
}

}  // namespace

base::Outcome<std::optional<fhir::Element>> Environment::resolve(std::string_view reference,
                                                                 const fhir::Element& root) const {
  if (reference == "#") return std::optional(root);
  if (reference.starts_with('#')) return find_contained(root, reference.substr(1), definitions);
  if (root.type && root.type->name == "Bundle") return find_entry(root, reference, definitions);
  return std::optional<fhir::Element>{};
}

base::Outcome<std::optional<bool>> Environment::member_of(const Item& item,
                                                          std::string_view value_set) const {
  const definitions::ValueSet* const set =
      definitions.find_value_set(value_set.substr(0, value_set.find('|')));
  if (!set || !set->enumerable) return std::optional<bool>{};
  if (item.is(ItemKind::string)) return std::optional(set->contains_code(item.string()));
  if (!item.is(ItemKind::element) || !item.element().type) return std::optional<bool>{};
  const fhir::Element& element = item.element();
  if (element.primitive()) return std::optional(set->contains_code(element.text()));
  if (element.type->name == "Coding") return std::optional(coding_in(*set, element));
  bool found = false;
  fhir::each_child(element, "coding", definitions,
                   [&](const fhir::Element& coding) { found |= coding_in(*set, coding); });
  return std::optional(found);
}

base::Outcome<std::optional<bool>> Environment::conforms_to(const fhir::Element& element,
                                                            std::string_view profile) const {
  const definitions::Type* const type = definitions.find_profile(profile);
  if (!type) return std::optional<bool>{};
  return std::optional(element.type && element.type->is(type->name));
}

base::Outcome<std::optional<bool>> Environment::subsumes(const Item& wide, const Item& narrow) const {
  const auto same = [&](const Coded& a, const Coded& b) { return a.code == b.code && a.system == b.system; };
  for (const Coded& a : codings_of(wide, definitions)) {
    for (const Coded& b : codings_of(narrow, definitions)) {
      if (!a.code.empty() && same(a, b)) return std::optional(true);
    }
  }
  return std::optional<bool>{};
}

base::Outcome<std::optional<bool>> Environment::in_slice(const fhir::Element&, std::string_view,
                                                         std::string_view) const {
  return std::optional<bool>{};
}

const Collection* Environment::variable(std::string_view) const {
  return nullptr;
}

void Environment::trace(std::string_view, std::span<const Item>) const {}

}  // namespace linkki::fhirpath
