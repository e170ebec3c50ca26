// The ElementDefinitions of a snapshot or differential as a tree: an element has children and slices, a slice
// has slices of its own (re-slices, "a/b").
//
// Paths and ids are no part of it: they follow from where a node stands, so that a subtree may be moved.
// Lifetime  elements point into the document they were read from, or into the arena they were made in.
// Standard  https://hl7.org/fhir/R4/elementdefinition.html#id
#pragma once

#include <list>
#include <span>
#include <string>
#include <string_view>

#include "base/json/value.h"
#include "base/outcome.h"

namespace linkki::definitions {

struct ElementNode {
  json::Value element;  // null: only told of by what stands below it
  std::string name;     // "value[x]"; of the root the name of the type
  std::string slice;    // "a", "a/b"; empty: no slice
  std::list<ElementNode> children;
  std::list<ElementNode> slices;

  ElementNode* find_child(std::string_view name);
  const ElementNode* find_child(std::string_view name) const;
  ElementNode* find_slice(std::string_view name);
};

// With all that is below them.
std::size_t count_nodes(const std::list<ElementNode>& nodes);

// The value and all that is inside.
std::size_t count_values(const json::Value& value);

// Where an id or path is missing, the order of the elements tells.
// Errors    unprocessable: snapshot-elements (no list of ElementDefinitions, one without a path, or of another root,
//           more than limits::snapshot_elements_max, one deeper than snapshot_depth_max, with an id of more than
//           snapshot_id_bytes_max, or with more than snapshot_element_values_max inside)
base::Outcome<ElementNode> read_elements(const json::Value* elements);

// The list, with paths and ids; members in the order of ElementDefinition.
json::Value print_elements(const ElementNode& root, json::Arena& arena);

}  // namespace linkki::definitions
