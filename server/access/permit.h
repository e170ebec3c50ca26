// May this caller do this interaction on this type at all? Decided before the body is parsed; rights on the content
// (grants, workflow role) are decided later.
#pragma once

#include <string_view>

#include "access/principal.h"
#include "base/outcome.h"

namespace linkki::access {

enum class Interaction : std::uint8_t {
  read, vread, search, history, create, update, patch, erase, operation, capabilities, batch, transaction,
};

// HealthcareService, Organization, Location, Endpoint, terminology, conformance: readable without a token.
bool is_public(std::string_view type);

// Errors: unauthenticated (no token and the type is not public), forbidden (role or scope does not cover it).
base::Outcome<void> permit(const Principal& principal, std::string_view type, Interaction interaction);

}  // namespace linkki::access
