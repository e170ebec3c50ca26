#include "access/principal.h"

#include "base/ensure.h"

namespace linkki::access {

std::string_view code(Role role) {
  switch (role) {
    case Role::none: return "none";
    case Role::system: return "system";
    case Role::referrer: return "referrer";
    case Role::link_worker: return "link-worker";
    case Role::coordinator: return "coordinator";
    case Role::producer: return "producer";
    case Role::light_participant: return "light-participant";
    case Role::editor: return "editor";
    case Role::client: return "client";
    case Role::proxy: return "proxy";
    case Role::auditor: return "auditor";
    case Role::administrator: return "administrator";
    case Role::importer: return "importer";
    case Role::tester: return "tester";
    case Role::server: return "server";
  }
  ensure(!"a role");
}

std::vector<Role> all_roles() {
  std::vector<Role> roles;
  for (auto number = static_cast<int>(Role::system); number <= static_cast<int>(Role::tester); ++number) {
    roles.push_back(static_cast<Role>(number));
  }
  return roles;
}

std::optional<Role> find_role(std::string_view text) {
  for (const Role role : all_roles()) {
    if (code(role) == text) return role;
  }
  return std::nullopt;
}

}  // namespace linkki::access
