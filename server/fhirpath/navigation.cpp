// The steps of a path: from items to their children.
#include "fhirpath/evaluation.h"
#include "fhirpath/messages.h"
#include "fhirpath/plain.h"

namespace linkki::fhirpath {

bool Evaluation::push_children(const Item& item, std::string_view name) {
  switch (item.kind()) {
    case ItemKind::element: {
      bool pushed = true;
      const fhir::Element parent = item.element();
      const auto visit = [&](const fhir::Element& child) { pushed = pushed && push(Item(child)); };
      if (parent.type && parent.type->kind == definitions::TypeKind::resource && name == "resourceType")
        return push(Item::of_string(parent.type->name));  // no element, but many ask for it
      if (parent.type) {
        fhir::each_child(parent, name, environment_.definitions, visit);
      } else {
        each_plain_child(parent, name, environment_.definitions, visit);
      }
      return pushed;
    }
    case ItemKind::quantity:
      if (name == "value") return push(Item::of_decimal(item.quantity().value));
      return name != "unit" || push(Item::of_string(item.quantity().unit));
    case ItemKind::type:
      if (name == "namespace") return push(Item::of_string(item.type().name_space));
      return name != "name" || push(Item::of_string(item.type().name));
    default: return true;
  }
}

bool Evaluation::push_children(const Item& item) {
  if (!item.is(ItemKind::element)) return true;
  bool pushed = true;
  const fhir::Element parent = item.element();
  const auto visit = [&](const fhir::Element& child) { pushed = pushed && push(Item(child)); };
  if (parent.type) {
    fhir::each_child(parent, environment_.definitions, visit);
  } else {
    each_plain_child(parent, {}, environment_.definitions, visit);
  }
  return pushed;
}

namespace {

// Patient.name on a Patient: the path starts with its own type.
bool names_type(const Node& node, const Item& item) {
  if (!node.head || !item.is(ItemKind::element)) return false;
  const fhir::Element& element = item.element();
  if (element.type) return !node.text.empty() && node.text[0] <= 'Z' && element.type->is(node.text);
  return element.value && element.value->is_object() && element.value->text_of("resourceType") == node.text;
}

}  // namespace

bool Evaluation::members(const Node& node, Range input, Range& result) {
  result = {top(), top()};
  bool known = !environment_.strict || input.empty();
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    const Item item = items_[i];
    const definitions::Type* const type = item.is(ItemKind::element) ? item.element().type : nullptr;
    if (names_type(node, item)) {
      known = true;
      if (!push(item)) return false;
      continue;
    }
    if (!push_children(item, node.text)) return false;
    known = known || !type || type->find_element(node.text);
  }
  result.end = top();
  if (known || !result.empty()) return true;
  const Item first = items_[input.begin];
  return fail(base::IssueType::invalid, base::message::fhirpath_element,
              {std::string(node.text), std::string(type_of(first).name)});
}

bool Evaluation::item_at(const Node& node, const Focus& focus, Range input, Range& result) {
  std::optional<std::int64_t> index;
  if (!integer(node.operands.front(), focus, index)) return false;
  if (!index || *index < 0 || *index >= input.size()) return answer_nothing(result);
  result.begin = input.begin + static_cast<std::uint32_t>(*index);
  result.end = result.begin + 1;
  return true;
}

}  // namespace linkki::fhirpath
