#include "validation/content_reference.h"

#include <algorithm>

namespace linkki::validation {
namespace {

using definitions::Type;

const Node* find_label(const Node& node, std::string_view label) {
  if (node.label == label) return &node;
  for (const auto* list : {&node.children, &node.slices}) {
    for (const Node& one : *list) {
      if (const Node* const found = find_label(one, label)) return found;
    }
  }
  return nullptr;
}

// A child for each element that repeats a node of the profile.
void repeat(Node& node, const Node& root) {
  if (!node.type || node.type->kind == definitions::TypeKind::primitive) return;
  for (const definitions::Element& element : node.type->elements) {
    const Type* const type = element.types.size() == 1 ? element.types[0].type : nullptr;
    if (!type || type->kind != definitions::TypeKind::backbone || type->name == element.path) continue;
    const bool there = std::any_of(node.children.begin(), node.children.end(),
                                   [&](const Node& child) { return child.name == element.name; });
    if (there || !find_label(root, type->name)) continue;
    Node child;
    child.name = element.name;
    child.label = element.path;
    child.type = type;
    child.definition = &element;
    child.content_reference = type->name;
    node.children.push_back(std::move(child));
  }
}

void repeat_all(Node& node, const Node& root) {
  for (auto* list : {&node.children, &node.slices}) {
    for (Node& one : *list) repeat_all(one, root);
  }
  repeat(node, root);
}

void refer(Node& node, const Node& root) {
  if (!node.content_reference.empty()) node.same_as = find_label(root, node.content_reference);
  for (auto* list : {&node.children, &node.slices}) {
    for (Node& one : *list) refer(one, root);
  }
}

}  // namespace

void link_content(Node& root) {
  repeat_all(root, root);
  refer(root, root);
}

}  // namespace linkki::validation
