// Which interaction a method and path ask for: the route table of the FHIR REST API.
//
// Errors    not_found (no such path or type), method_not_allowed (with the methods that are, for Allow)
// Standard  https://hl7.org/fhir/R4/http.html
#pragma once

#include <string>
#include <string_view>

#include "access/permit.h"
#include "base/outcome.h"
#include "definitions/definitions.h"

namespace linkki::interactions {

using access::Interaction;

struct Operation;

struct Route {
  Interaction interaction = Interaction::capabilities;
  std::string type;                      // empty: the whole system
  std::string id;                        // empty: the type level; of update, patch, delete: conditional
  std::string version;                   // vread
  const Operation* operation = nullptr;  // of Interaction::operation: its row in the table, never null
  std::string job;                       // GET, DELETE _async/ID: an asynchronous request
  std::string compartment_type;          // search: type is looked for in the compartment compartment_type/id
  bool conditional() const { return id.empty(); }
};

// `path` is percent-decoded, below the base: "", "/", "/Patient/1/_history/2". HEAD is routed as GET.
base::Outcome<Route> route(std::string_view method, std::string_view path,
                           const definitions::Definitions& definitions);

// AuditEvents are written by the server alone.
bool is_written_by_clients(std::string_view type);

// The methods that a path takes, as Allow names them; empty: no such path.
std::string allowed_methods(std::string_view path, const definitions::Definitions& definitions);

std::string percent_encode(std::string_view text);
// Errors: bad_request (a broken escape, a NUL), with the place
base::Outcome<std::string> percent_decode(std::string_view text);

}  // namespace linkki::interactions
