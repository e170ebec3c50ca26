// What a terminology operation is asked: named values, whatever form they came in.
//
// Lifetime  views and values outlive the Request.
#pragma once

#include <string_view>
#include <vector>

#include "base/clock.h"
#include "terminology/catalogue.h"
#include "terminology/names.h"

namespace linkki::terminology {

class Request {
 public:
  Request() = default;
  // Of a Parameters resource: each parameter's value or resource, or the whole of one with parts.
  explicit Request(const json::Value& parameters);

  void add(std::string_view name, std::string_view text) { given_.push_back({name, text, nullptr}); }
  void add(std::string_view name, const json::Value& value) {
    given_.push_back({name, value.text(), &value});
  }

  struct Given {
    std::string_view name;
    std::string_view text;               // of a primitive
    const json::Value* value = nullptr;  // nullptr: it came as text, in a query
  };
  const Given* find(std::string_view name) const;
  bool has(std::string_view name) const { return find(name) != nullptr; }
  std::string_view text(std::string_view name) const;  // empty: not given
  bool flag(std::string_view name) const { return text(name) == "true"; }
  const json::Value* value(std::string_view name) const;
  std::vector<std::string_view> texts(std::string_view name) const;
  std::vector<const json::Value*> values(std::string_view name) const;
  const std::vector<Given>& given() const { return given_; }

  const json::Value* instance = nullptr;  // the resource that the operation was called on
  std::string_view accept_language;       // the header; empty: none
  base::Instant now{};                    // for the time of an expansion

 private:
  std::vector<Given> given_;
};

using Shared = std::shared_ptr<const Catalogue>;

// The catalogue with what the request brings along (tx-resource, valueSet, codeSystem, conceptMap, the
// instance).
base::Outcome<Shared> catalogue_of(const Request& request, Shared below);
// The value set asked about: valueSet, the instance, or url with valueSetVersion; nullptr: none is named.
// Errors: not_found, and as ValueSet::make
base::Outcome<std::shared_ptr<const ValueSet>> value_set_of(const Request& request,
                                                            const Catalogue& catalogue);
Versions versions_of(const Request& request);
// The languages for texts: displayLanguage, the set's own wish, Accept-Language, the set's language.
std::string_view languages_of(const Request& request, const ValueSet* set);
// useSupplement, and what the set cannot do without.
base::Outcome<Supplements> supplements_of(const Request& request, const ValueSet* set,
                                          const Catalogue& catalogue);

// A code to ask about. `place` is "" for code and system, "Coding" or "CodeableConcept.coding[0]".
struct AskedCode {
  Code code;
  std::string_view display;
  std::string place;
};
// code with system, coding, or the codings of codeableConcept; empty: none.
std::vector<AskedCode> codes_of(const Request& request);

}  // namespace linkki::terminology
