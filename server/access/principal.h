// Who is calling, as the token says it: role, organisation, person, client, scopes.
//
// An absent token makes the public principal: it may read the directory, terminology and profiles and
// nothing else. Design: one principal per request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/scope.h"

namespace linkki::access {

// Values are in stored audit entries: never renumber.
enum class Role : std::uint8_t {
  none,
  system,
  referrer,
  link_worker,
  coordinator,
  producer,
  light_participant,
  editor,
  client,
  proxy,
  auditor,
  administrator,
  importer,
  tester,
  server,  // its own clocks; no token names it
};
std::string_view code(Role role);                      // the claim linkki_role: "link-worker"
std::vector<Role> all_roles();                         // that a token may name
std::optional<Role> find_role(std::string_view code);  // nullopt: not a role that a token may name

struct Principal {
  Role role = Role::none;
  std::string client_id;     // the software
  std::string subject;       // claim sub
  std::string organization;  // "Organization/x": the one that acts; its data are its custodian's
  std::string person;        // "Practitioner/x" or "Patient/x"; empty: no human named
  std::string person_name;   // for the audit trail; never logged
  std::string purpose;       // PurposeOfUse code, "TREAT" unless the token says otherwise
  bool scoped = false;       // the token names scopes: it may do no more than they say
  std::vector<Scope> scopes;
  std::string token_id;  // jti

  bool anonymous() const { return role == Role::none; }
};

}  // namespace linkki::access
