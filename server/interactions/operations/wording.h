// What the printed pages of operations share: names, languages, escaping, and how a page is answered.
#pragma once

#include <string>
#include <string_view>

#include "interactions/answer.h"

namespace linkki::interactions {

// The language of a parameter `language`; not given: that of Accept-Language. Errors: bad_request
base::Outcome<base::Language> language_of(const Call& call, std::string_view wanted);

// Of a person, an organisation, a service or a place, in that language where it is translated
// (http://hl7.org/fhir/StructureDefinition/translation); empty: it has no name.
std::string name_of(const json::Value& resource, base::Language language);

// `&<>"` for HTML.
std::string escaped(std::string_view text);

// Everything up to and including the heading of a page of ours, and its end.
std::string page_head(std::string_view title, base::Language language, std::string_view style = "");
inline constexpr std::string_view page_end = "</body></html>\n";

// Makes the page the answer: HTML that runs nothing and loads nothing, and that no other page may frame.
void answer_page(Answer& answer, std::string page, base::Language language);

}  // namespace linkki::interactions
