// An entry as the AuditEvent resource that R4 and IHE BALP describe, rendered on demand.
//
// id is the entry's sequence number. Who: the person (IRCP), the client (source or destination of the data),
// the organisation it acted for, the server. What: the patient, every version shown, the query, the
// request's id. Extensions: audit-basis (code and reference), audit-sequence.
// Cost      about 30 µs
// Standard  https://hl7.org/fhir/R4/auditevent.html, https://profiles.ihe.net/ITI/BALP/
#pragma once

#include <string>

#include "audit/entry.h"

namespace linkki::audit {

// The store's numbers, as the outside names them.
class References {
 public:
  virtual ~References() = default;
  // "Task/x/_history/3", without the version if that is 0; empty: not known (any more).
  virtual std::string reference(std::uint64_t number, std::uint32_t version) const = 0;
};

std::string print_event(const Entry& entry, const References& references);  // compact JSON

}  // namespace linkki::audit
