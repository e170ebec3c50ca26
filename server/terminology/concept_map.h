// A ConceptMap resource made ready to be asked: its rows by the code that they lead from and to.
//
// Threads   any; it never changes.
// Lifetime  views and pointers live as long as the ConceptMap.
// Standard  https://hl7.org/fhir/R4/conceptmap.html
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json/value.h"

namespace linkki::terminology {

class ConceptMap {
 public:
  // One target of a code, or the code alone where the map has none for it.
  struct Row {
    const json::Value* group = nullptr;    // ConceptMap.group
    const json::Value* element = nullptr;  // ConceptMap.group.element
    const json::Value* target = nullptr;   // ConceptMap.group.element.target; nullptr: none
  };

  explicit ConceptMap(json::Document document);
  ConceptMap(const ConceptMap&) = delete;

  const json::Value& resource() const { return document_.root; }
  std::string_view url() const { return resource().text_of("url"); }
  std::string_view version() const { return resource().text_of("version"); }
  std::string canonical() const;  // url|version, or the url alone
  // Canonicals of the value sets that it is between; empty: not said.
  std::string_view source_set() const { return either("source"); }
  std::string_view target_set() const { return either("target"); }

  std::span<json::Value> groups() const;
  // Of all groups, in their order.
  std::span<const Row> from(std::string_view code) const { return find(by_source_, code); }
  std::span<const Row> to(std::string_view code) const { return find(by_target_, code); }

 private:
  using Rows = std::unordered_map<std::string_view, std::vector<Row>>;
  static std::span<const Row> find(const Rows& rows, std::string_view code);
  std::string_view either(const std::string& name) const;

  json::Document document_;
  Rows by_source_;
  Rows by_target_;
};

// The value sets and code systems that a map leads from and to, each once, without versions.
struct MapEnds {
  std::vector<std::string> from;
  std::vector<std::string> to;
};
MapEnds ends_of(const json::Value& concept_map);

}  // namespace linkki::terminology
