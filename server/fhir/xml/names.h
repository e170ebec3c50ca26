// The namespaces of FHIR's XML, and the prefixes in force at one place of a document.
#pragma once

#include <pugixml.hpp>

#include <string_view>
#include <utility>
#include <vector>

namespace linkki::fhir::xml {

inline constexpr std::string_view fhir_namespace = "http://hl7.org/fhir";
inline constexpr std::string_view xhtml_namespace = "http://www.w3.org/1999/xhtml";

// "f:name" → {f, name}
struct Name {
  std::string_view prefix, local;
};
Name split(std::string_view name);

// Whether an attribute declares a namespace.
bool is_declaration(std::string_view attribute);

// Limits: limits::xml_prefixes_max; what is declared beyond is as good as undeclared.
class Namespaces {
 public:
  // Of an element, while the walk is in it.
  class Scope {
   public:
    Scope(Namespaces& namespaces, pugi::xml_node element);
    ~Scope() { namespaces_.bound_.resize(mark_); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Namespaces& namespaces_;
    const std::size_t mark_;
  };

  std::string_view find(std::string_view prefix) const;  // empty: none is declared

 private:
  std::vector<std::pair<std::string_view, std::string_view>> bound_;
};

}  // namespace linkki::fhir::xml
