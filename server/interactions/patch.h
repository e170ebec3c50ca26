// patch: PATCH Type/id · conditional patch: PATCH Type?criteria, by JSON Patch or FHIRPath Patch
// https://hl7.org/fhir/R4/http.html#patch, https://hl7.org/fhir/R4/fhirpatch.html
#pragma once

#include "interactions/write_set.h"

namespace linkki::interactions {

inline constexpr std::string_view json_patch_type = "application/json-patch+json";
inline constexpr std::string_view fhirpath_patch_type = "application/fhir+json";  // Parameters
inline constexpr std::string_view fhirpath_patch_type_xml = "application/fhir+xml";
inline constexpr std::string_view patch_types =
    "application/json-patch+json, application/fhir+json, application/fhir+xml";

// XML Patch is refused.
base::Outcome<void> check_patch_type(std::string_view content_type);
// The operations, a Parameters in XML as its JSON. Errors: bad_request (JSON, XML)
base::Outcome<json::Document> read_operations(const Call& call);

// Hidden or absent: 404; deleted: 410; several matches: 412; another format: 415. The patch may not change
// the id or the type. As with an update, labels cannot be taken away, and a patch that changes nothing makes
// no version.
base::Outcome<std::size_t> patch(const Call& call, WriteSet& set);

}  // namespace linkki::interactions
