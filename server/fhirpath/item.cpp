#include "fhirpath/item.h"

namespace linkki::fhirpath {

std::string Item::print() const {
  switch (kind_) {
    case ItemKind::element: return std::string(at_.element.text());
    case ItemKind::boolean: return at_.boolean ? "true" : "false";
    case ItemKind::integer: return std::to_string(at_.integer);
    case ItemKind::decimal: return at_.decimal.print();
    case ItemKind::string: return std::string(at_.string);
    case ItemKind::date: return at_.temporal.print_date();
    case ItemKind::date_time: return at_.temporal.print_date_time();
    case ItemKind::time: return at_.temporal.print_time();
    case ItemKind::quantity: return at_.quantity->print();
    case ItemKind::type: return std::string(at_.type->name_space) + '.' + std::string(at_.type->name);
  }
  return {};
}

}  // namespace linkki::fhirpath
