// What FHIRPath computes with: an element of a resource, or a value of FHIRPath's own (System) types.
//
// An Item is trivially copyable. Text and quantities live elsewhere: in the document, in the Expression
// (literals) or in the Collection that an evaluation returned (what it computed).
// Lifetime  an Item ends with its document, its definitions, its Expression and its Collection or
//           Evaluator.
// Standard  https://hl7.org/fhirpath/N1/#literals , https://hl7.org/fhir/R4/fhirpath.html#types
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/value.h"
#include "fhir/element.h"
#include "fhirpath/decimal.h"
#include "fhirpath/quantity.h"
#include "fhirpath/temporal.h"

namespace linkki::fhirpath {

enum class ItemKind : std::uint8_t {
  element,
  boolean,
  integer,
  decimal,
  string,
  date,
  date_time,
  time,
  quantity,
  type,
};

// What type() answers.
struct TypeName {
  std::string_view name_space;  // FHIR or System
  std::string_view name;
};

class Item {
 public:
  explicit Item(const fhir::Element& element) : kind_(ItemKind::element) { at_.element = element; }
  static Item of_boolean(bool value) {
    Item item(ItemKind::boolean);
    item.at_.boolean = value;
    return item;
  }
  static Item of_integer(std::int64_t value) {
    Item item(ItemKind::integer);
    item.at_.integer = value;
    return item;
  }
  static Item of_decimal(const Decimal& value) {
    Item item(ItemKind::decimal);
    item.at_.decimal = value;
    return item;
  }
  static Item of_string(std::string_view value) {
    Item item(ItemKind::string);
    item.at_.string = value;
    return item;
  }
  static Item of_date(const Temporal& value) { return of_temporal(ItemKind::date, value); }
  static Item of_date_time(const Temporal& value) { return of_temporal(ItemKind::date_time, value); }
  static Item of_time(const Temporal& value) { return of_temporal(ItemKind::time, value); }
  // `kind` is date, date_time or time.
  static Item of_temporal(ItemKind kind, const Temporal& value) {
    Item item(kind);
    item.at_.temporal = value;
    return item;
  }
  static Item of_quantity(const Quantity* value) {
    Item item(ItemKind::quantity);
    item.at_.quantity = value;
    return item;
  }
  static Item of_type(const TypeName* value) {
    Item item(ItemKind::type);
    item.at_.type = value;
    return item;
  }

  ItemKind kind() const { return kind_; }
  bool is(ItemKind kind) const { return kind_ == kind; }
  bool is_number() const { return kind_ == ItemKind::integer || kind_ == ItemKind::decimal; }
  bool is_date() const { return kind_ == ItemKind::date || kind_ == ItemKind::date_time; }

  // Each for its own kind only.
  const fhir::Element& element() const { return at_.element; }
  bool boolean() const { return at_.boolean; }
  std::int64_t integer() const { return at_.integer; }
  Decimal decimal() const {
    return kind_ == ItemKind::integer ? Decimal(at_.integer) : at_.decimal;
  }  // of any number
  std::string_view string() const { return at_.string; }
  const Temporal& temporal() const { return at_.temporal; }
  const Quantity& quantity() const { return *at_.quantity; }
  const TypeName& type() const { return *at_.type; }

  // A value as toString() gives it; the text of a primitive element; empty for other elements.
  std::string print() const;

 private:
  explicit Item(ItemKind kind) : kind_(kind) {}

  union At {
    At() : integer(0) {}
    fhir::Element element;
    bool boolean;
    std::int64_t integer;
    Decimal decimal;
    std::string_view string;
    Temporal temporal;
    const Quantity* quantity;
    const TypeName* type;
  } at_;
  ItemKind kind_;
};

// The name of an item's type for messages and type().
TypeName type_of(const Item& item);

// What an evaluation answered, with what it computed on the way.
struct Collection {
  std::vector<Item> items;
  json::Arena memory;
};

}  // namespace linkki::fhirpath
