// A resource to evaluate expressions on, and the answers as text.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/parse.h"
#include "definitions/r4.h"
#include "fhirpath/evaluate.h"

namespace linkki::fhirpath {

inline base::Instant test_time() {
  return base::Instant{std::chrono::sys_days{std::chrono::year{2026} / 1 / 31} + std::chrono::hours{7}};
}

class Subject {
 public:
  explicit Subject(std::string json = R"({"resourceType":"Patient"})")
      : document_(*json::parse(std::move(json))) {
    root_ = fhir::root(document_.root, *definitions::r4());
    environment.root_resource = root_;
  }

  const fhir::Element& root() const { return root_; }

  // Each item as text, or one text "failure: <code of the message>".
  std::vector<std::string> evaluate(std::string_view text) const {
    const auto expression = compile(text);
    if (!expression) return {"failure: " + std::string(expression.failure().issues.at(0).message->code)};
    const auto found = fhirpath::evaluate(*expression, root_, environment);
    if (!found) return {"failure: " + std::string(found.failure().issues.at(0).message->code)};
    std::vector<std::string> out;
    for (const Item& item : found->items) out.push_back(item.print());
    return out;
  }

  Environment environment{*definitions::r4(), test_time()};

 private:
  json::Document document_;
  fhir::Element root_;
};

// On an empty Patient.
inline std::vector<std::string> evaluated(std::string_view text) {
  return Subject().evaluate(text);
}

using Texts = std::vector<std::string>;

}  // namespace linkki::fhirpath
