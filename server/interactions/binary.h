// Binary as the bytes that it is: POST and PUT of any body, GET in its own type.
// https://hl7.org/fhir/R4/binary.html#rest
//
// In        a body that is no Binary in FHIR's JSON or XML is the content of one: Content-Type becomes
//           contentType, X-Security-Context securityContext.
// Out       the bytes, unless Accept (or _format) asks for FHIR's JSON or XML by its name. A browser must
// never show
//           them as a page of ours: they are an attachment, and (by the transport) nosniff.
// Access    a Binary belongs to the case and the patients of the resource that securityContext names, and who
//           may see that resource sees it; without one it is its author's alone.
#pragma once

#include "fhir/json.h"
#include "interactions/answer.h"

namespace linkki::interactions {

// The Binary that the body is, or whose content it is; with the id of the URL in the second case.
// Errors: unsupported_media_type, bad_request (JSON, XML; a security context that is no reference)
base::Outcome<fhir::Resource> read_binary(const Call& call);

// Pre: the answer holds the stored Binary. Makes it one of bytes where the caller accepts them.
// Errors: not_acceptable
base::Outcome<void> show_binary(const Call& call, Answer& answer);

// Why the caller may see the Binary by its securityContext; none: not at all, or there is none.
access::Sight sight_by_context(const Call& call, const repository::Snapshot& snapshot,
                               const repository::Sight& sight, const repository::Row& binary);

}  // namespace linkki::interactions
