// capabilities: GET metadata — generated from the same tables that serve the requests.
// https://hl7.org/fhir/R4/http.html#capabilities, https://hl7.org/fhir/R4/capabilitystatement.html
#pragma once

#include "interactions/answer.h"

namespace linkki::interactions {

// `mode` full (default) or normative: a CapabilityStatement; terminology: TerminologyCapabilities. `date` is
// when the configuration came into force. ETag by content, 304 where If-None-Match names it.
base::Outcome<Answer> capabilities(const Call& call);

}  // namespace linkki::interactions
