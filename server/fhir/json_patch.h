// JSON Patch on a document: add, remove, replace, move, copy, test, in order, all or nothing for the caller.
//
// What is changed stays a document that we would parse: depth and properties per object are bounded as there.
// Errors    bad_request: the patch is no JSON Patch · unprocessable: a place is missing, a test fails, it
// costs too much;
//           each names the operation by its index, counted from 0. After a failure the document is spoilt:
//           drop it.
// Limits    limits::patch_operations_max, limits::patch_bytes_max
// Standard  RFC 6902, RFC 6901
#pragma once

#include "base/json/value.h"
#include "base/outcome.h"

namespace linkki::fhir {

// Values of the patch are copied: it may end before the document.
base::Outcome<void> apply_json_patch(json::Document& document, const json::Value& patch);

}  // namespace linkki::fhir
