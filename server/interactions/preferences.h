// How the caller wants the answer: format, language, prettiness, summary, what a write gives back.
//
// Errors    not_acceptable (a format that is not spoken here), bad_request (a value that _summary or
//           _pretty has not)
// Standard  https://hl7.org/fhir/R4/http.html#mime-type, #ops (Prefer), RFC 7240
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/outcome.h"
#include "interactions/exchange.h"
#include "search/query.h"

namespace linkki::interactions {

enum class Format : std::uint8_t { json, xml };
inline constexpr std::string_view fhir_types = "application/fhir+json, application/fhir+xml";

enum class Return : std::uint8_t { representation, minimal, operation_outcome };

struct Preferences {
  Format format = Format::json;
  base::Language language = base::Language::english;  // of what we say, not of what is stored
  bool pretty = false;
  search::Summary summary = search::Summary::none;
  std::vector<std::string> elements;
  Return returns = Return::representation;
  bool return_named = false;  // Prefer named it
  bool lenient = false;       // handling=lenient
  bool asynchronous = false;  // respond-async
  bool explain = false;       // explain: of a search its plan, for those who may know
  // Of a read of a Binary: what Accept (or _format) says; empty: anything.
  std::optional<std::string> binary_accept;
};

// One name=value of a query or form, decoded; `+` is a space.
using Parameters = std::vector<std::pair<std::string, std::string>>;
base::Outcome<Parameters> parse_form(std::string_view form);

// What _format names, else what Accept takes with the best quality, of equal ones what it names first; JSON
// where it takes anything. nullopt: nothing that is spoken here.
std::optional<Format> find_format(const Headers& headers, const Parameters& query);

// Of Accept-Language; needs no other part of the request to be in order.
base::Language language_of(const Headers& headers);
base::Outcome<Preferences> preferences(const Headers& headers, const Parameters& query);
// As preferences, of a read of a Binary: whether it is shown in that format is decided by wants_content.
base::Outcome<Preferences> binary_preferences(const Headers& headers, const Parameters& query);
// Whether a Binary of that contentType is answered as its bytes (true) or in FHIR's JSON or XML: what
// `accept` names with the better quality; bytes where it names neither but takes anything. Errors:
// not_acceptable
base::Outcome<bool> wants_content(std::string_view accept, std::string_view content_type);

// Of a Content-Type: without its parameters, in lower case.
std::string media_type(std::string_view content_type);
// What a body of this Content-Type is read as (empty: JSON); nullopt: it is no FHIR.
std::optional<Format> body_format(std::string_view content_type);

}  // namespace linkki::interactions
