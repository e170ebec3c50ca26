// The escapes of search values: \, \| \$ \\ stand for the character itself.
//
// Standard  https://hl7.org/fhir/R4/search.html#escaping
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace linkki::search {

// A part of a value, still escaped, that knows where it stands in it.
struct Part {
  std::string_view text;
  std::size_t at = 0;
};

// The byte of a backslash with nothing behind it that it could escape; npos: none.
std::size_t find_bad_escape(std::string_view value);
// At each mark that is not escaped; always at least one part.
std::vector<Part> split(Part part, char mark);
// Pre: no bad escape.
std::string unescape(std::string_view text);
std::string escape(std::string_view text);

}  // namespace linkki::search
