#include "access/contact_data.h"

#include <algorithm>
#include <vector>

#include "fhir/meta.h"

namespace linkki::access {
namespace {

constexpr std::string_view shown[] = {"resourceType",
                                      "id",
                                      "meta",
                                      "implicitRules",
                                      "language",
                                      "identifier",
                                      "active",
                                      "name",
                                      "gender",
                                      "birthDate",
                                      "deceasedBoolean",
                                      "deceasedDateTime",
                                      "address",
                                      "communication",
                                      "link",
                                      "managingOrganization"};

constexpr std::string_view harmless[] = {"_id",    "_lastUpdated", "_profile",     "_security",  "_source",
                                         "_tag",   "active",       "birthdate",    "death-date", "deceased",
                                         "family", "gender",       "given",        "identifier", "language",
                                         "link",   "name",         "organization", "phonetic"};

bool contains(std::span<const std::string_view> list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_contact_address(const json::Value& address) {
  const json::Value* const extensions = address.find("extension");
  if (!extensions) return false;
  return std::any_of(extensions->items().begin(), extensions->items().end(), [](const json::Value& one) {
    const json::Value* const marked = one.find("valueBoolean");
    return one.text_of("url") == contact_address && marked && marked->is_boolean() && marked->truth();
  });
}

// nullopt: none of them may be shown.
std::optional<json::Value> contact_addresses(json::Arena& arena, const json::Value& addresses) {
  std::vector<json::Value> kept;
  for (const json::Value& address : addresses.items()) {
    if (is_contact_address(address)) kept.push_back(address);
  }
  if (kept.empty()) return std::nullopt;
  const auto items = arena.values(kept.size());
  std::copy(kept.begin(), kept.end(), items.begin());
  return json::Value::array(items);
}

}  // namespace

void withhold_contact_data(json::Document& patient) {
  std::vector<json::Member> kept;
  for (const json::Member& member : patient.root.members()) {
    if (!contains(shown, member.name)) continue;
    if (member.name != "address") {
      kept.push_back(member);
    } else if (const auto addresses = contact_addresses(patient.arena, member.value)) {
      kept.push_back({member.name, *addresses});
    }
  }
  const auto members = patient.arena.members(kept.size());
  std::copy(kept.begin(), kept.end(), members.begin());
  patient.root = json::Value::object(members);
  fhir::set_subsetted(patient.arena, patient.root);
}

bool tells_contact_data(std::string_view type, std::string_view parameter) {
  return type == "Patient" && !contains(harmless, parameter);
}

}  // namespace linkki::access
