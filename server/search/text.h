// A resource → the terms that `_text` and `_content` find it by.
//
// Its text is every string and markdown, with translations, and the narrative; not identifiers, nor what
// references say. A text is in the language of the nearest element around it that names one: a translation, a
// designation, the resource.
//
// Limits    limits::text_words_max, limits::text_terms_max: what is beyond them finds nothing
// Standard  https://hl7.org/fhir/R4/search.html#content
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "definitions/definitions.h"
#include "fhir/element.h"

namespace linkki::search {

inline constexpr std::string_view text_parameter = "_text", content_parameter = "_content";
inline bool is_text_parameter(std::string_view code) {
  return code == text_parameter || code == content_parameter;
}

struct Term {
  std::string text;
  bool whole = false;      // found by its end; otherwise as it is (terms.h)
  bool narrative = false;  // it is in the narrative, too
  std::uint8_t times = 0;  // in all of the text; 255: or more
};

// Each once, by text; a term that is found both ways twice.
std::vector<Term> terms_of(const fhir::Element& resource, const definitions::Definitions& definitions);

// What a reader sees of an XHTML fragment: no tags, no comments, characters for entities.
std::string plain_text(std::string_view xhtml);

}  // namespace linkki::search
