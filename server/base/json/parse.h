// Bytes → Document, strictly: RFC 8259, UTF-8 without BOM, no duplicate names, no lone surrogate, nothing
// after the end.
//
// Errors    bad_request with json_syntax, json_depth, json_duplicate or json_members, each with the byte
//           offset
// Limits    limits::json_depth_max; limits::json_members_max, since a property is found by walking its
//           object; numbers whose double would overflow (1e400, 400 digits before the point) are refused as
//           json_syntax
// Cost      linear; about 4 µs for a resource of 1.7 KB
#pragma once

#include "base/json/value.h"
#include "base/outcome.h"

namespace linkki::json {

base::Outcome<Document> parse(std::string bytes);

}  // namespace linkki::json
