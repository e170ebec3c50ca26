// Elements → properties, as xml.h has it: a walk over pugixml's tree beside the definitions.
//
// Lifetime  ends with the document that it lays the tree in, and with pugixml's
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fhir/json.h"
#include "fhir/xml/names.h"

namespace linkki::fhir::xml {

class Reader {
 public:
  // `source` is what pugixml's tree was made of, unchanged: narratives are taken from it.
  Reader(json::Document& document, std::string_view source, const definitions::Definitions& definitions)
      : arena_(document.arena), source_(source), definitions_(definitions) {}

  // Errors: bad_request with every fault, up to limits::issues_max
  base::Outcome<json::Value> read(pugi::xml_node root);

 private:
  // Where an element stands; printed only when a fault needs it.
  struct Place {
    const Place* parent = nullptr;
    std::string_view name;
    std::int64_t index = -1;  // -1: it does not repeat
    std::string print() const;
  };
  // Elements of one name that follow each other, and where their values begin on the stack.
  struct Run {
    definitions::Type::Child child;
    std::string_view name;
    std::size_t begin = 0;
  };
  struct Item {
    json::Value value, companion;
  };
  // What is being read: `level` is its depth in JSON.
  struct Holder {
    pugi::xml_node node;
    const definitions::Type& type;
    const Place& place;
    std::size_t level;
  };

  json::Value resource(pugi::xml_node node, const Place* parent, std::size_t level);
  json::Value object(const Holder& holder);
  void children(const Holder& holder);
  definitions::Type::Child find(const Holder& holder, pugi::xml_node node, std::string_view name);
  void begin(Run& run, definitions::Type::Child child, std::string_view name, const Holder& holder);
  void end(const Run& run, const Holder& holder);

  Item item(const Holder& holder);
  json::Value wrapped_resource(const Holder& holder);
  json::Value primitive(const Holder& holder, std::string_view text);
  json::Value narrative(const Holder& holder);

  void attributes(const Holder& holder, const definitions::Element* from, const definitions::Element* to);
  void check_attributes(const Holder& holder);
  bool in_namespace(pugi::xml_node node, std::string_view expected, const Place& place);

  void fault(base::IssueType type, const base::Message& message, base::Arguments arguments,
             const Place& place);
  void fault(const base::Message& message, base::Arguments arguments, const Place& place) {
    fault(base::IssueType::structure, message, std::move(arguments), place);
  }
  void too_deep(const Holder& holder);
  bool full() const;

  json::Arena& arena_;
  const std::string_view source_;
  const definitions::Definitions& definitions_;
  Namespaces namespaces_;
  std::vector<Item> items_;            // of the runs under way
  std::vector<json::Member> members_;  // of the objects under way
  std::vector<base::Issue> faults_;
};

}  // namespace linkki::fhir::xml
