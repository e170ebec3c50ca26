// The words of resources in the index: rows of what a resource says, and the ranges that a word asked for is
// found in. Facets word and end of facets.h; which types have them: IndexSettings.
//
// A word is found by any of its terms, as they are or as the end of a longer one. Where neither is there,
// what differs from them by one slip of the pen is looked for (search/spelling.h). Types whose words are not
// indexed are asked resource by resource: the same rows are made from what is stored, and held against the
// same ranges; only slips are not forgiven, since nothing tells what words there are.
//
// Limits    limits::text_terms_max rows a resource
#pragma once

#include <string>
#include <vector>

#include "fhir/element.h"
#include "repository/ranges/ranges.h"

namespace linkki::repository {

struct WordFacets {
  FacetCode word, end;
};
// Of the type, or, where it has none, those of rows that are made to be held against ranges.
WordFacets word_facets(const Facets::Type& facets);

std::vector<IndexRow> word_rows(const WordFacets& facets, const fhir::Element& resource,
                                const definitions::Definitions& definitions);
// How often it is said in the resource; of a row of these facets.
std::uint8_t times_of(const IndexRow& row);

// Of a test of `_text` or `_content`.
Condition word_condition(const Ground& ground, const Facets::Type& facets, const search::Clause& test);

}  // namespace linkki::repository
