// A FHIRPath expression, compiled once and evaluated many times.
//
// Errors    bad_request with fhirpath_syntax, fhirpath_function, fhirpath_arguments, fhirpath_depth or
//           fhirpath_pattern, each with the byte where it went wrong
// Limits    limits::fhirpath_depth_max (nesting), limits::fhirpath_characters_max
// Threads   immutable; copies share their content.
// Standard  https://hl7.org/fhirpath/N1/ (2.0.0) with https://hl7.org/fhir/R4/fhirpath.html
#pragma once

#include <memory>
#include <string_view>

#include "base/outcome.h"

namespace linkki::fhirpath {

struct Node;

class Expression {
 public:
  std::string_view text() const;
  const Node& root() const;  // for the evaluator

 private:
  struct Content;
  friend base::Outcome<Expression> compile(std::string_view text);
  explicit Expression(std::shared_ptr<const Content> content) : content_(std::move(content)) {}

  std::shared_ptr<const Content> content_;
};

base::Outcome<Expression> compile(std::string_view text);

}  // namespace linkki::fhirpath
