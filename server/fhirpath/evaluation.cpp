#include "fhirpath/evaluation.h"

#include <algorithm>

#include "base/limits.h"
#include "fhirpath/arithmetic.h"
#include "fhirpath/equality.h"
#include "fhirpath/function.h"
#include "fhirpath/messages.h"
#include "fhirpath/plain.h"
#include "fhirpath/value.h"

namespace linkki::fhirpath {

bool Evaluation::run(const Node& root, const fhir::Element& focus, Range& result) {
  items_.clear();
  memory_ = {};
  failure_.reset();
  steps_ = 0;
  context_ = focus;
  items_.emplace_back(focus);
  return evaluate(root, Focus{{0, 1}, {}, -1}, result);
}

const fhir::Element& Evaluation::resource() const {
  return environment_.resource ? *environment_.resource : *context_;
}

const fhir::Element& Evaluation::root_resource() const {
  return environment_.root_resource ? *environment_.root_resource : resource();
}

// --- Failures and bounds

bool Evaluation::fail(base::Failure failure) {
  failure_ = std::move(failure);
  return false;
}

bool Evaluation::fail(base::IssueType type, const base::Message& message, base::Arguments arguments) {
  return fail(base::refuse(base::Refusal::unprocessable, base::error(type, message, std::move(arguments))));
}

bool Evaluation::fail_type(base::Argument expected, const Item& found) {
  const TypeName type = type_of(found);
  return fail(base::IssueType::invalid, base::message::fhirpath_type,
              {std::move(expected), std::string(type.name_space) + '.' + std::string(type.name)});
}

bool Evaluation::step(std::uint32_t count) {
  steps_ += count;
  if (steps_ <= limits::fhirpath_steps_max) return true;
  return fail(base::IssueType::too_costly, base::message::fhirpath_steps,
              {std::to_string(limits::fhirpath_steps_max)});
}

bool Evaluation::push(const Item& item) {
  if (items_.size() >= limits::fhirpath_items_max) {
    return fail(base::IssueType::too_costly, base::message::fhirpath_items,
                {std::to_string(limits::fhirpath_items_max)});
  }
  const Item copy = item;  // `item` may lie on the stack, which may move
  items_.push_back(copy);
  return step();
}

// --- Answers

bool Evaluation::answer(const Item& item, Range& result) {
  result = {top(), top() + 1};
  return push(item);
}

bool Evaluation::answer(const std::optional<Item>& item, Range& result) {
  return item ? answer(*item, result) : answer_nothing(result);
}

bool Evaluation::answer(Truth truth, Range& result) {
  return truth == Truth::unknown ? answer_nothing(result)
                                 : answer(Item::of_boolean(truth == Truth::yes), result);
}

bool Evaluation::answer_nothing(Range& result) {
  result = {top(), top()};
  return true;
}

void Evaluation::reverse(Range range) {
  std::reverse(items_.begin() + range.begin, items_.begin() + range.end);
}

Item Evaluation::quantity(const Quantity& quantity) {
  return Item::of_quantity(new (memory_.take(sizeof(Quantity))) Quantity(quantity));
}

Item Evaluation::type_name(std::string_view name_space, std::string_view name) {
  return Item::of_type(new (memory_.take(sizeof(TypeName))) TypeName{name_space, name});
}

// --- Collections as single values

Item Evaluation::value_of(const Item& item) {
  if (!item.is(ItemKind::element)) return item;
  const fhir::Element& element = item.element();
  if (const auto value = element.type ? primitive_value(element) : plain_value(element)) return *value;
  if (const auto found = quantity_of(element)) return quantity(*found);
  return item;
}

namespace {

// A primitive that has only extensions: for an operator it is not there.
bool is_hollow(const Item& item) {
  if (!item.is(ItemKind::element)) return false;
  const fhir::Element& element = item.element();
  return !element.has_value() && (!element.type || element.primitive());
}

}  // namespace

bool Evaluation::single(Range range, std::optional<Item>& out) {
  if (range.size() > 1) {
    return fail(base::IssueType::invalid, base::message::fhirpath_single, {std::to_string(range.size())});
  }
  out.reset();
  if (range.empty()) return true;
  const Item value = value_of(items_[range.begin]);
  if (!is_hollow(value)) out = value;
  return true;
}

bool Evaluation::single(const Node& node, const Focus& focus, std::optional<Item>& out) {
  const std::uint32_t start = top();
  Range range;
  if (!evaluate(node, focus, range) || !single(range, out)) return false;
  cut(start);
  return true;
}

bool Evaluation::truth_of(Range range, Truth& out) {
  std::optional<Item> item;
  if (!single(range, item)) return false;
  out = !item ? Truth::unknown : !item->is(ItemKind::boolean) ? Truth::yes : truth(item->boolean());
  return true;
}

bool Evaluation::condition(const Node& node, const Focus& focus, Truth& out) {
  const std::uint32_t start = top();
  Range range;
  if (!evaluate(node, focus, range) || !truth_of(range, out)) return false;
  cut(start);
  return true;
}

bool Evaluation::text(Range range, std::optional<std::string_view>& out) {
  out.reset();
  std::optional<Item> item;
  if (!single(range, item)) return false;
  if (!item) return true;
  // A primitive element of any type has a text; of FHIRPath's own values only strings have.
  const Item& raw = items_[range.begin];
  if (item->is(ItemKind::string)) {
    out = item->string();
  } else if (raw.is(ItemKind::element) && raw.element().primitive()) {
    if (raw.element().has_value()) out = raw.element().text();
  } else {
    return fail_type("System.String", raw);
  }
  return true;
}

bool Evaluation::text(const Node& node, const Focus& focus, std::optional<std::string_view>& out) {
  const std::uint32_t start = top();
  Range range;
  if (!evaluate(node, focus, range) || !text(range, out)) return false;
  cut(start);
  return true;
}

bool Evaluation::integer(const Node& node, const Focus& focus, std::optional<std::int64_t>& out) {
  std::optional<Item> item;
  if (!single(node, focus, item)) return false;
  out.reset();
  if (!item) return true;
  if (!item->is(ItemKind::integer)) return fail_type("System.Integer", *item);
  out = item->integer();
  return true;
}

// --- Nodes

bool Evaluation::evaluate(const Node& node, const Focus& focus, Range& result) {
  result.begin = top();
  const bool evaluated = evaluate(node, focus);
  result.end = top();
  return evaluated;
}

bool Evaluation::evaluate(const Node& node, const Focus& focus) {
  if (!step()) return false;
  switch (node.op) {
    case Operator::literal: return !node.literal || push(*node.literal);
    case Operator::focus:
      for (std::uint32_t i = focus.items.begin; i < focus.items.end; ++i) {
        if (!push(items_[i])) return false;
      }
      return true;
    case Operator::index: return focus.index < 0 || push(Item::of_integer(focus.index));
    case Operator::total:
      for (std::uint32_t i = focus.total.begin; i < focus.total.end; ++i) {
        if (!push(items_[i])) return false;
      }
      return true;
    case Operator::variable: return variable(node);
    case Operator::path: return path(node, focus);
    case Operator::is_type:
    case Operator::as_type: return typed(node, focus);
    case Operator::union_of: return union_of(node, focus);
    case Operator::conjunction:
    case Operator::disjunction:
    case Operator::exclusive:
    case Operator::implies: return logic(node, focus);
    default: break;
  }
  const std::uint32_t start = top();
  Range left, right;
  if (!evaluate(node.operands.front(), focus, left)) return false;
  if (node.operands.size() > 1 && !evaluate(node.operands.back(), focus, right)) return false;
  std::optional<Item> value;
  if (!calculate(*this, node.op, left, right, value)) return false;
  cut(start);
  return !value || push(*value);
}

bool Evaluation::path(const Node& node, const Focus& focus) {
  const std::uint32_t start = top();
  Range input = focus.items;
  if (node.operands.front().op != Operator::focus && !evaluate(node.operands.front(), focus, input))
    return false;
  for (std::size_t i = 1; i < node.operands.size(); ++i) {
    Range result;
    if (!apply(node.operands[i], focus, input, result)) return false;
    input = result;
  }
  if (input.begin >= start) {  // the usual case: move the value down over what led to it
    std::copy(items_.begin() + input.begin, items_.begin() + input.end, items_.begin() + start);
    cut(start + input.size());
    return true;
  }
  cut(start);  // a part of $this
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    if (!push(items_[i])) return false;
  }
  return true;
}

bool Evaluation::apply(const Node& node, const Focus& focus, Range input, Range& result) {
  if (!step()) return false;
  switch (node.op) {
    case Operator::member: return members(node, input, result);
    case Operator::call: return node.function->call(*this, node, focus, input, result);
    case Operator::item_at: return item_at(node, focus, input, result);
    case Operator::focus: result = input; return true;
    default: return evaluate(node, focus, result);
  }
}

bool Evaluation::variable(const Node& node) {
  const std::string_view name = node.text;
  if (name == "resource") return push(Item(resource()));
  if (name == "context") return push(Item(*context_));
  if (name == "rootResource") return push(Item(root_resource()));
  if (name == "ucum") return push(Item::of_string("http://unitsofmeasure.org"));
  if (name == "sct") return push(Item::of_string("http://snomed.info/sct"));
  if (name == "loinc") return push(Item::of_string("http://loinc.org"));
  if (name.starts_with("vs-"))
    return push(string("http://hl7.org/fhir/ValueSet/" + std::string(name.substr(3))));
  if (name.starts_with("ext-"))
    return push(string("http://hl7.org/fhir/StructureDefinition/" + std::string(name.substr(4))));
  const Collection* const known = environment_.variable(name);
  if (!known) return fail(base::IssueType::not_found, base::message::fhirpath_variable, {std::string(name)});
  for (const Item& item : known->items) {
    if (!push(item)) return false;
  }
  return true;
}

bool Evaluation::union_of(const Node& node, const Focus& focus) {
  const std::uint32_t start = top();
  for (const Node& operand : node.operands) {
    if (!evaluate(operand, focus)) return false;
  }
  return drop_repeated(*this, start);
}

bool Evaluation::logic(const Node& node, const Focus& focus) {
  Truth left, right;
  if (!condition(node.operands.front(), focus, left)) return false;
  if (node.op == Operator::disjunction && left == Truth::yes) return push(Item::of_boolean(true));
  if (node.op == Operator::conjunction && left == Truth::no) return push(Item::of_boolean(false));
  if (node.op == Operator::implies && left == Truth::no) return push(Item::of_boolean(true));
  if (!condition(node.operands.back(), focus, right)) return false;
  Truth out = Truth::unknown;
  switch (node.op) {
    case Operator::conjunction:
      out = right == Truth::no ? Truth::no : left == Truth::yes ? right : Truth::unknown;
      break;
    case Operator::disjunction:
      out = right == Truth::yes ? Truth::yes : left == Truth::no ? right : Truth::unknown;
      break;
    case Operator::implies:
      out = right == Truth::yes ? Truth::yes : left == Truth::yes ? right : Truth::unknown;
      break;
    default:
      out = left == Truth::unknown || right == Truth::unknown ? Truth::unknown : truth(left != right);
      break;
  }
  return out == Truth::unknown || push(Item::of_boolean(out == Truth::yes));
}

}  // namespace linkki::fhirpath
