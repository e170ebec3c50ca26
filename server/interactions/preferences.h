// How the caller wants the answer: format, prettiness, summary, what a write gives back.
//
// Errors    not_acceptable (a format that is not spoken here), bad_request (a value that _summary or
//           _pretty has not)
// Standard  https://hl7.org/fhir/R4/http.html#mime-type, #ops (Prefer), RFC 7240
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "interactions/exchange.h"
#include "search/query.h"

namespace linkki::interactions {

enum class Return : std::uint8_t { representation, minimal, operation_outcome };

struct Preferences {
  bool pretty = false;
  search::Summary summary = search::Summary::none;
  std::vector<std::string> elements;
  Return returns = Return::representation;
  bool return_named = false;  // Prefer named it
  bool lenient = false;       // handling=lenient
  bool asynchronous = false;  // respond-async
  // Of a read of a Binary: what Accept (or _format) says; empty: anything.
  std::optional<std::string> binary_accept;
};

// One name=value of a query or form, decoded; `+` is a space.
using Parameters = std::vector<std::pair<std::string, std::string>>;
base::Outcome<Parameters> parse_form(std::string_view form);

base::Outcome<Preferences> preferences(const Headers& headers, const Parameters& query);
// As preferences, of a read of a Binary: which format it takes is decided by wants_content.
base::Outcome<Preferences> binary_preferences(const Headers& headers, const Parameters& query);
// Whether a Binary of that contentType is answered as its bytes (true) or as FHIR JSON: what `accept` names
// with the better quality; bytes where it names neither but takes anything.
// Errors: not_acceptable
base::Outcome<bool> wants_content(std::string_view accept, std::string_view content_type);

// Of a Content-Type: without its parameters, in lower case.
std::string media_type(std::string_view content_type);
// Whether a body of this Content-Type can be read as FHIR JSON (empty: yes).
bool is_fhir_json(std::string_view content_type);

}  // namespace linkki::interactions
