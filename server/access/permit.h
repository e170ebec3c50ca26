// May this caller do this interaction on this type at all? Decided before the body is parsed; rights on the
// content (grants, own organisation, workflow role) are decided later and only take away.
//
// The table of roles is in permit.cpp, one line per role. AuditEvent is never written by anyone: that is a
// 405 of the routes. A batch or transaction is permitted as such; each of its entries is asked for again. So
// is a search of the whole system; each type is. Scopes    where the token names scopes, one must cover the
// interaction too. History needs read and search,
//           an operation needs read (one that writes asks for update besides). A scope with search
//           parameters covers nothing as long as nobody applies them.
#pragma once

#include <string_view>

#include "access/principal.h"
#include "base/outcome.h"

namespace linkki::access {

// Values are in stored audit entries: never renumber.
enum class Interaction : std::uint8_t {
  read,
  vread,
  search,
  history,
  create,
  update,
  patch,
  erase,
  operation,
  capabilities,
  batch,
  transaction,
  // In audit entries only, where it matters whose history it was.
  history_instance,
  history_type,
  history_system,
};
std::string_view code(Interaction interaction);  // "read", "delete": the word of the standard

// HealthcareService, Organization, Location, Endpoint, terminology, conformance: readable without a token.
bool is_public(std::string_view type);

// `type` empty: the whole system.
// Errors: unauthenticated (no token and the type is not public), forbidden (role or scope does not cover it).
base::Outcome<void> permit(const Principal& principal, std::string_view type, Interaction interaction);

}  // namespace linkki::access
