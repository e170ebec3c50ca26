// What a search of texts asks for → demands joined by and, or: each a test for one word.
//
//   tasapaino ryhmä            both words          "tasapaino ryhmä"     the same: their order is not kept in the index
//   bone OR liver              either              (bone OR liver) and metastases
//   liver,bone                 either, as everywhere in R4
// `and` binds closer than `or`; both are written small or in capitals. A word is what words_of (terms.h)
// makes of it.
//
// Errors    bad_request: search-value with the place (a bracket or a quote without its other half, nothing to look
//           for), search-too-costly
// Limits    limits::question_words_max, limits::question_depth_max
// Standard  https://hl7.org/fhir/R4/search.html#content
#pragma once

#include "base/outcome.h"
#include "search/query.h"
#include "search/value.h"

namespace linkki::search {

// `words`: so many has the search had so far. Pre: no bad escape.
base::Outcome<Clause> parse_question(const Subject& subject, std::string_view code, std::size_t& words);

}  // namespace linkki::search
