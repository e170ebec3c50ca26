// Ways to ask for a value that a resource has: `:text` and "nevus", "" and "http://loinc.org|1234-5".
#pragma once

#include <string>
#include <vector>

#include "definitions/definitions.h"
#include "search/index.h"

namespace linkki::repository {

struct Question {
  std::string modifier;  // with its colon; empty: none
  std::string text;      // with what must be escaped, escaped
  bool certain = true;   // finds every resource that has the value
};

// Empty: nothing that a URL can say finds it, such as a URI with a blank in it.
std::vector<Question> questions(const definitions::Definitions& definitions,
                                const definitions::SearchParameter& parameter,
                                const search::IndexValue& value);

}  // namespace linkki::repository
