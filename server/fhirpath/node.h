// The compiled form of an expression: a tree that is never changed after compile().
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "fhirpath/item.h"

namespace re2 {
class RE2;
}

namespace linkki::fhirpath {

struct Function;

enum class Operator : std::uint8_t {
  // Terms
  literal,   // node.literal; nullopt: {}
  focus,     // $this, and the unwritten start of a path
  index,     // $index
  total,     // $total
  variable,  // %text
  path,      // operands: start, then steps
  // Steps of a path
  member,   // .text
  call,     // .function(operands); node.type for is, as, ofType
  item_at,  // [operand]
  // Operators with one operand and a type
  is_type,
  as_type,
  // with one operand
  negative,
  positive,
  // with two
  multiply,
  divide,
  whole_divide,
  modulo,
  add,
  subtract,
  concatenate,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  equal,
  not_equal,
  equivalent,
  not_equivalent,
  in,
  contains,
  conjunction,
  disjunction,
  exclusive,
  implies,
  // with two or more
  union_of,
};

struct Node {
  Operator op = Operator::literal;
  bool head = false;         // a member that starts its path: may be the name of a type
  std::uint32_t at = 0;      // byte in the text
  std::uint32_t height = 1;  // of the tree beneath, this included
  std::string_view text;
  TypeName type;  // name_space empty: FHIR, then System
  std::optional<Item> literal;
  const Function* function = nullptr;
  std::shared_ptr<const re2::RE2> pattern;  // of matches and its like with a literal pattern
  std::vector<Node> operands;
};

}  // namespace linkki::fhirpath
