#include "search/definition.h"

#include <algorithm>

#include "base/json/utf8.h"
#include "definitions/messages.h"
#include "fhirpath/expression.h"
#include "search/branch.h"
#include "search/messages.h"

namespace linkki::search {
namespace {

using base::IssueType;

bool is_name(std::string_view code) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !code.empty() && letter(code.front()) && std::all_of(code.begin(), code.end(), [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

class Check {
 public:
  Check(const json::Value& resource, const definitions::Definitions& definitions)
      : resource_(resource),
        definitions_(definitions),
        url_(resource.text_of("url")),
        code_(resource.text_of("code")),
        expression_(resource.text_of("expression")) {}

  base::Outcome<void> run() {
    if (!is_name(code_)) {
      add(IssueType::value, base::message::definition_code, {json::excerpt(code_)}, "code");
    }
    const bool compiles = expression_.empty() || check_expression();
    const json::Value* const bases = resource_.find("base");
    for (std::size_t i = 0; bases && i < bases->items().size(); ++i) {
      check_base(bases->items()[i].text(), "base[" + std::to_string(i) + "]", compiles);
    }
    if (issues_.empty()) return base::done();
    return base::refuse(base::Refusal::unprocessable, std::move(issues_));
  }

 private:
  void add(IssueType type, const base::Message& message, base::Arguments arguments,
           const std::string& place) {
    issues_.push_back(base::error(type, message, std::move(arguments), "SearchParameter." + place));
  }

  bool check_expression() {
    const auto compiled = fhirpath::compile(expression_);
    if (compiled.ok()) return true;
    for (base::Issue issue : compiled.failure().issues) {
      issue.expression = {"SearchParameter.expression"};
      issues_.push_back(std::move(issue));
    }
    return false;
  }

  void check_base(std::string_view name, const std::string& place, bool compiles) {
    const definitions::Type* const base = definitions_.find_type(name);
    if (!base || base->kind != definitions::TypeKind::resource) {
      return add(IssueType::code_invalid, base::message::definition_base,
                 {std::string(url_), json::excerpt(name)}, place);
    }
    bool says_something = expression_.empty() || !compiles;
    for (const definitions::Type* const type : definitions_.resource_types()) {
      if (!type->is(name)) continue;
      if (const auto* taken = definitions_.find_search_parameter(type->name, code_);
          taken && is_other(*taken)) {
        return add(IssueType::duplicate, base::message::definition_code_taken,
                   {std::string(type->name), std::string(code_), std::string(taken->url)}, "code");
      }
      says_something = says_something || !branch_for(expression_, *type, definitions_).empty();
    }
    if (!says_something)
      add(IssueType::value, base::message::definition_branch, {std::string(name)}, "expression");
  }

  // R4's own may be written again as they are, not with another meaning.
  bool is_other(const definitions::SearchParameter& taken) const {
    if (taken.url != url_) return true;
    return url_.starts_with("http://hl7.org/fhir/SearchParameter/") && taken.expression != expression_;
  }

  const json::Value& resource_;
  const definitions::Definitions& definitions_;
  const std::string_view url_, code_, expression_;
  std::vector<base::Issue> issues_;
};

}  // namespace

base::Outcome<void> check_definition(const json::Value& resource,
                                     const definitions::Definitions& definitions) {
  return Check(resource, definitions).run();
}

}  // namespace linkki::search
