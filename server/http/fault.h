// What the transport itself refuses, before or instead of a handler: an HTTP status and a message of the
// catalogue.
#pragma once

#include <string>
#include <vector>

#include "base/issue.h"
#include "interactions/exchange.h"

namespace linkki::http {

struct Fault {
  int status = 400;
  base::IssueType type = base::IssueType::invalid;
  const base::Message* message = nullptr;
  base::Arguments arguments;
  interactions::Headers headers;  // Allow, Retry-After …
};

// An OperationOutcome as application/fhir+json.
interactions::Response answer_to(Fault fault, base::Language language);

}  // namespace linkki::http
