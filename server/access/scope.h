// SMART App Launch v2 scopes: system/Task.cruds, user/*.rs; v1's .read and .write are read as .rs and .cud.
// Standard  https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace linkki::access {

struct Scope {
  std::string context;  // system, user, patient
  std::string type;     // a resource type or "*"
  bool create = false, read = false, update = false, erase = false, search = false;
  std::string query;  // after '?': restricts by search parameters; empty: none
};

std::optional<Scope> parse_scope(std::string_view text);  // nullopt: not a resource scope (openid, launch …)
std::vector<Scope> parse_scopes(std::string_view spaced);

}  // namespace linkki::access
