#include "validation/contained.h"

#include <string_view>
#include <unordered_set>

namespace linkki::validation {
namespace {

using json::Value;
using Names = std::unordered_set<std::string_view>;

// "#a" within a narrative, as an image's or a link's address.
void collect_addresses(std::string_view narrative, Names& names) {
  for (auto at = narrative.find("\"#"); at != narrative.npos; at = narrative.find("\"#", at)) {
    at += 2;
    const auto end = narrative.find('"', at);
    if (end != narrative.npos) names.insert(narrative.substr(at, end - at));
  }
}

// What the texts below a value refer to by #name. Nested as deep as the JSON is.
void collect(const Value& value, Names& names) {
  for (const Value& item : value.items()) collect(item, names);
  for (const json::Member& member : value.members()) collect(member.value, names);
  if (!value.is_string()) return;
  const std::string_view text = value.text();
  if (text.starts_with('#')) names.insert(text.substr(1));
  if (text.starts_with('<')) collect_addresses(text, names);
}

bool refers_to_container(const Value& contained) {
  Names names;
  collect(contained, names);
  return names.contains("");
}

}  // namespace

bool contained_are_referred_to(const Value& resource) {
  const Value* const contained = resource.find("contained");
  if (!contained || contained->items().empty()) return true;
  Names names;
  collect(resource, names);
  for (const Value& one : contained->items()) {
    if (!one.is_object() || !one.find("resourceType")) continue;  // a fault of its own
    if (!names.contains(one.text_of("id")) && !refers_to_container(one)) return false;
  }
  return true;
}

}  // namespace linkki::validation
