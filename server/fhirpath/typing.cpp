// The types of items: is, as, ofType.
#include "fhirpath/arithmetic.h"
#include "fhirpath/evaluation.h"
#include "fhirpath/messages.h"
#include "fhirpath/plain.h"
#include "fhirpath/value.h"

namespace linkki::fhirpath {

bool Evaluation::is_type(const Item& item, const TypeName& type, bool exactly, bool& out) {
  out = false;
  const bool element = item.is(ItemKind::element);
  const definitions::Type* const found = element ? item.element().type : nullptr;
  if (type.name_space != "System" && found) {
    const bool primitive = found->kind == definitions::TypeKind::primitive;
    out = exactly && primitive ? found->name == type.name : found->is(type.name);
  }
  if (type.name_space != "FHIR" && !found) out = type_of(item).name == type.name;
  if (out || type.name_space == "System" || system_type(type.name)) return true;
  if (environment_.definitions.find_type(type.name)) return true;
  return fail(base::IssueType::not_found, base::message::fhirpath_unknown_type, {std::string(type.name)});
}

bool Evaluation::typed(const Node& node, const Focus& focus) {
  const std::uint32_t start = top();
  Range range;
  if (!evaluate(node.operands.front(), focus, range)) return false;
  if (range.empty()) return true;
  if (node.op == Operator::is_type) {
    if (range.size() > 1)
      return fail(base::IssueType::invalid, base::message::fhirpath_single, {std::to_string(range.size())});
    bool is = false;
    const Item item = items_[range.begin];
    if (!is_type(item, node.type, false, is)) return false;
    // R4 writes `answer is Boolean` of a FHIR boolean (que-7).
    if (!is && node.type.name_space.empty() && system_type(node.type.name))
      is = type_of(value_of(item)).name == node.type.name;
    cut(start);
    return push(Item::of_boolean(is));
  }
  return keep_type(*this, node.type, range);
}

TypeName type_of(const Item& item) {
  switch (item.kind()) {
    case ItemKind::element: {
      const fhir::Element& element = item.element();
      return element.type ? TypeName{"FHIR", element.type->name} : plain_type(element);
    }
    case ItemKind::boolean: return {"System", "Boolean"};
    case ItemKind::integer: return {"System", "Integer"};
    case ItemKind::decimal: return {"System", "Decimal"};
    case ItemKind::string: return {"System", "String"};
    case ItemKind::date: return {"System", "Date"};
    case ItemKind::date_time: return {"System", "DateTime"};
    case ItemKind::time: return {"System", "Time"};
    case ItemKind::quantity: return {"System", "Quantity"};
    case ItemKind::type: return {"System", "TypeInfo"};
  }
  return {};
}

}  // namespace linkki::fhirpath
