// The body of a write → a resource that may be stored: read, checked against the route, its references made
// our own, validated.
#pragma once

#include "fhir/json.h"
#include "interactions/answer.h"

namespace linkki::interactions {

// Errors: unsupported_media_type, bad_request (JSON or XML, another type than the URL's)
base::Outcome<fhir::Resource> read_body(const Call& call);
// Bytes that came as the body, in the format of its Content-Type. Errors: as read_body, but for the URL's
// type
base::Outcome<fhir::Resource> parse_body(const Call& call, std::string bytes);
// Every issue of a resource by R4, by the profiles that it names, and by these (canonicals); as severe as the
// settings make it.
std::vector<base::Issue> judge(const Call& call, const fhir::Element& resource,
                               std::vector<std::string> profiles);
// Refuses what is not valid R4; what it only warns of comes back.
// Errors: unprocessable, with every fault
base::Outcome<std::vector<base::Issue>> check(const Call& call, const fhir::Resource& resource);
// Absolute references to this server become relative.
void own_references(const Call& call, fhir::Resource& resource);

}  // namespace linkki::interactions
