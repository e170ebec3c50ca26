// One evaluation at work: a stack of items, on which every collection is a range.
//
// A node pushes its value. The steps of a path leave what they no longer need below; at the end of the path
// only its value stays. Nothing is allocated but the stack (kept from one evaluation to the next) and
// computed text. Every function that may fail answers false and leaves why in failure().
// Limits    limits::fhirpath_steps_max, limits::fhirpath_items_max
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fhirpath/environment.h"
#include "fhirpath/item.h"
#include "fhirpath/node.h"

namespace linkki::fhirpath {

// Places on the stack.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
};

struct Focus {
  Range items;              // $this
  Range total;              // $total
  std::int64_t index = -1;  // $index; -1: none
};

enum class Truth : std::uint8_t { no, yes, unknown };
inline Truth truth(bool value) {
  return value ? Truth::yes : Truth::no;
}

class Evaluation {
 public:
  explicit Evaluation(const Environment& environment) : environment_(environment) {}

  // Starts anew with one item as focus; the answer is on the stack.
  bool run(const Node& root, const fhir::Element& focus, Range& result);

  bool evaluate(const Node& node, const Focus& focus);
  bool evaluate(const Node& node, const Focus& focus, Range& result);
  // The children of an item by name, pushed; without one all that an element has.
  bool push_children(const Item& item, std::string_view name);
  bool push_children(const Item& item);
  // Failure unless empty or one boolean; another single item counts as true.
  bool truth_of(Range range, Truth& out);
  // Evaluates and takes the value off the stack again.
  bool condition(const Node& node, const Focus& focus, Truth& out);
  // nullopt: empty. Failure: several. Elements with a value of FHIRPath's own types become that value.
  bool single(Range range, std::optional<Item>& out);
  bool single(const Node& node, const Focus& focus, std::optional<Item>& out);
  // Text of a string or a primitive element; failure: something else.
  bool text(Range range, std::optional<std::string_view>& out);
  bool text(const Node& node, const Focus& focus, std::optional<std::string_view>& out);
  bool integer(const Node& node, const Focus& focus, std::optional<std::int64_t>& out);

  // FHIR's primitives and Quantity as values of FHIRPath's own types; what has no value stays an element.
  Item value_of(const Item& item);
  std::optional<Quantity> quantity_of(const fhir::Element& element);
  // Of elements: their type; exact for primitives if `exactly`.
  bool is_type(const Item& item, const TypeName& type, bool exactly, bool& out);

  bool push(const Item& item);
  // Pushes one item, which is the result.
  bool answer(const Item& item, Range& result);
  bool answer(const std::optional<Item>& item, Range& result);
  bool answer(Truth truth, Range& result);
  bool answer_nothing(Range& result);
  void cut(std::uint32_t top) { items_.erase(items_.begin() + top, items_.end()); }
  std::uint32_t top() const { return static_cast<std::uint32_t>(items_.size()); }
  const Item& operator[](std::uint32_t at) const { return items_[at]; }  // ends with the next push
  void set(std::uint32_t at, const Item& item) { items_[at] = item; }
  std::span<const Item> span(Range range) const { return {items_.data() + range.begin, range.size()}; }
  void reverse(Range range);

  bool step(std::uint32_t count = 1);  // false: too many
  std::uint32_t steps() const { return steps_; }
  bool fail(base::Failure failure);
  bool fail(base::IssueType type, const base::Message& message, base::Arguments arguments = {});
  bool fail_type(base::Argument expected, const Item& found);
  base::Failure& failure() { return *failure_; }

  Item string(std::string text) { return Item::of_string(memory_.keep(text)); }
  Item quantity(const Quantity& quantity);  // its unit must stay: keep it first
  Item type_name(std::string_view name_space, std::string_view name);
  std::string_view keep(std::string_view text) { return memory_.keep(text); }
  json::Arena& memory() { return memory_; }
  const Environment& environment() const { return environment_; }
  const fhir::Element& resource() const;       // %resource
  const fhir::Element& root_resource() const;  // %rootResource

 private:
  bool path(const Node& node, const Focus& focus);
  bool apply(const Node& step, const Focus& focus, Range input, Range& result);
  bool members(const Node& step, Range input, Range& result);
  bool item_at(const Node& step, const Focus& focus, Range input, Range& result);
  bool variable(const Node& node);
  bool union_of(const Node& node, const Focus& focus);
  bool logic(const Node& node, const Focus& focus);
  bool typed(const Node& node, const Focus& focus);

  const Environment& environment_;
  std::vector<Item> items_;
  json::Arena memory_;
  std::optional<base::Failure> failure_;
  std::optional<fhir::Element> context_;
  std::uint32_t steps_ = 0;
};

}  // namespace linkki::fhirpath
