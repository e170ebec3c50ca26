#include "validation/surroundings.h"

#include "validation/binding.h"
#include "validation/profile_walk.h"

namespace linkki::validation {
namespace {

std::optional<fhir::Element> find(const std::unordered_map<std::string_view, fhir::Element>& index,
                                  std::string_view key) {
  const auto at = index.find(key);
  return at == index.end() ? std::nullopt : std::optional(at->second);
}

std::optional<bool> told(terminology::Membership in) {
  if (in == terminology::Membership::unknown) return std::nullopt;
  return in == terminology::Membership::yes;
}

// Whether references among its entries mean these, as they are.
bool holds_together(std::string_view bundle_type) {
  return bundle_type == "document" || bundle_type == "message" || bundle_type == "collection" ||
         bundle_type == "searchset";
}

// Type/id at the end of a RESTful URL; empty: too short for one.
std::string_view relative_end(std::string_view url) {
  const auto id = url.rfind('/');
  if (id == std::string_view::npos || id == 0) return {};
  const auto type = url.rfind('/', id - 1);
  return type == std::string_view::npos ? std::string_view{} : url.substr(type + 1);
}

}  // namespace

void Surroundings::enter(const fhir::Element& element, bool contained) {
  resource = element;
  if (contained) return;
  root_resource = element;
  contained_.reset();
}

std::optional<fhir::Element> Surroundings::find_fragment(std::string_view reference) const {
  return reference == "#" ? root_resource : find(contained(), reference.substr(1));
}

const Surroundings::Index& Surroundings::contained() const {
  if (contained_) return *contained_;
  contained_.emplace();
  fhir::each_child(*root_resource, "contained", definitions, [&](const fhir::Element& one) {
    if (one.value) contained_->emplace(one.value->text_of("id"), one);
  });
  return *contained_;
}

const Surroundings::Index& Surroundings::entries() const {
  if (entries_) return *entries_;
  entries_.emplace();
  fhir::each_child(whole_, "entry", definitions, [&](const fhir::Element& entry) {
    const std::string_view url = entry.value ? entry.value->text_of("fullUrl") : std::string_view{};
    fhir::each_child(entry, "resource", definitions, [&](const fhir::Element& one) {
      entries_->emplace(url, one);
      entries_->emplace(relative_end(url), one);
    });
  });
  return *entries_;
}

const Surroundings::Names& Surroundings::names() const {
  static const Names none;
  if (!whole_.type || whole_.type->name != "Bundle") return none;
  if (names_) return *names_;
  const auto made = std::make_shared<Names>();
  names_ = made;
  if (!holds_together(whole_.value->text_of("type"))) return none;
  constexpr std::string_view uuid = "urn:uuid:";
  std::unordered_set<std::string_view> seen;
  for (const json::Value& entry : terminology::items(*whole_.value, "entry")) {
    const json::Value* const resource = entry.find("resource");
    const std::string_view url = entry.text_of("fullUrl");
    if (!resource || url.empty()) continue;
    if (!seen.insert(url).second) made->twice.insert(url);
    if (url.starts_with(uuid)) {
      made->by_uuid.emplace(url.substr(uuid.size()),
                            definitions.find_type(resource->text_of("resourceType")));
    } else {
      made->base_by_resource.emplace(resource, fhir::base_of(url, definitions));
    }
  }
  return *names_;
}

bool Surroundings::is_ambiguous(std::string_view reference) const {
  const Names& known = names();
  if (known.twice.empty() || !root_resource) return false;
  if (known.twice.contains(reference)) return true;
  const auto base = known.base_by_resource.find(root_resource->value);
  if (base == known.base_by_resource.end() || base->second.empty()) return false;
  return known.twice.contains(std::string(base->second).append("/").append(reference));
}

const definitions::Type* Surroundings::misnamed_entry(const fhir::Reference& reference) const {
  if (reference.kind != fhir::ReferenceKind::relative) return nullptr;
  const auto& by_uuid = names().by_uuid;
  const auto at = by_uuid.find(reference.id);
  const bool other = at != by_uuid.end() && at->second && at->second->name != reference.type;
  return other ? at->second : nullptr;
}

base::Outcome<std::optional<fhir::Element>> Surroundings::resolve(std::string_view reference,
                                                                  const fhir::Element&) const {
  if (reference.starts_with('#')) return find_fragment(reference);
  if (!whole_.type || whole_.type->name != "Bundle" || reference.empty()) {
    return std::optional<fhir::Element>{};
  }
  return find(entries(), reference);
}

base::Outcome<std::optional<bool>> Surroundings::member_of(const fhirpath::Item& item,
                                                           std::string_view value_set) const {
  if (!item.is(fhirpath::ItemKind::element) || !item.element().value) {
    if (!item.is(fhirpath::ItemKind::string)) return Environment::member_of(item, value_set);
    return told(codes.contains(value_set, {}, item.string()));
  }
  return told(membership(item.element(), value_set, *this));
}

// Asked amid an evaluation, so by a walk and an evaluator of its own.
base::Outcome<std::optional<bool>> Surroundings::conforms_to(const fhir::Element& element,
                                                             std::string_view canonical) const {
  const Profile* const profile = profiles_.find(canonical);
  if (!profile || nested_ == conforms_to_depth_max) return Environment::conforms_to(element, canonical);
  Surroundings inner(*this);
  ++inner.nested_;
  fhirpath::Evaluator evaluator(inner);
  Report report = Report::silent();
  ProfileWalk walk(inner, evaluator, report);
  const Path path{nullptr, profile->type->name};
  return std::optional(walk.conforms(element, *profile, path));
}

}  // namespace linkki::validation
