#include "fhir/xml/reader.h"

#include <algorithm>

#include "base/json/parse.h"
#include "base/json/utf8.h"
#include "base/limits.h"
#include "fhir/messages.h"
#include "fhir/primitive.h"
#include "fhir/xml/scanner.h"

namespace linkki::fhir::xml {
namespace {

using definitions::TypeKind;
namespace message = base::message;

constexpr std::string_view schema_instance = "http://www.w3.org/2001/XMLSchema-instance";

bool has_elements(pugi::xml_node node) {
  return node.find_child([](pugi::xml_node child) { return child.type() == pugi::node_element; });
}

// Whether an unknown name can stand in a FHIRPath as it is.
bool is_word(std::string_view text) {
  return text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         });
}

bool is_resource(const definitions::Type* type) {
  return type && type->kind == TypeKind::resource && !type->abstract_type;
}

}  // namespace

std::string Reader::Place::print() const {
  const std::string text = (parent ? parent->print() + "." : std::string()) + std::string(name);
  return index < 0 ? text : text + "[" + std::to_string(index) + "]";
}

base::Outcome<json::Value> Reader::read(pugi::xml_node root) {
  const json::Value value = resource(root, nullptr, 1);
  if (!faults_.empty()) return base::refuse(base::Refusal::bad_request, std::move(faults_));
  return value;
}

// --- Objects

json::Value Reader::resource(pugi::xml_node node, const Place* parent, std::size_t level) {
  const Namespaces::Scope scope(namespaces_, node);
  const std::string_view name = split(node.name()).local;
  const definitions::Type* const type = definitions_.find_type(name);
  const Place place = parent ? *parent : Place{nullptr, is_resource(type) ? type->name : std::string_view{}};
  if (!in_namespace(node, fhir_namespace, place)) return {};
  if (!is_resource(type)) {
    fault(message::resource_type_unknown, {json::excerpt(name)}, place);
    return {};
  }
  return object({node, *type, place, level});
}

json::Value Reader::object(const Holder& holder) {
  if (holder.level > limits::json_depth_max) {
    too_deep(holder);
    return {};
  }
  const std::size_t mark = members_.size();
  if (holder.type.kind == TypeKind::resource) {
    members_.push_back({"resourceType", json::Value::string(holder.type.name)});
  }
  check_attributes(holder);
  children(holder);
  const auto members = arena_.members(members_.size() - mark);
  std::copy(members_.begin() + static_cast<std::ptrdiff_t>(mark), members_.end(), members.begin());
  members_.resize(mark);
  return json::Value::object(members);
}

void Reader::children(const Holder& holder) {
  const auto* const all = holder.type.elements.data();
  Run run;
  for (const pugi::xml_node node : holder.node.children()) {
    if (full()) return;
    if (node.type() != pugi::node_element) {
      fault(message::xml_text, {holder.place.print()}, holder.place);
      continue;
    }
    const Namespaces::Scope scope(namespaces_, node);
    const std::string_view name = split(node.name()).local;
    const auto child = find(holder, node, name);
    if (!child.element) continue;
    if (name != run.name) {
      end(run, holder);
      attributes(holder, run.child.element ? run.child.element : all, child.element);
      begin(run, child, name, holder);
    }
    const std::size_t index = items_.size() - run.begin;
    const Place place{&holder.place, child.element->name,
                      child.element->array ? static_cast<std::int64_t>(index) : -1};
    if (index == 1 && !child.element->array) fault(message::xml_repeat, {place.print()}, place);
    const Item read = item({node, *child.type, place, holder.level + (child.element->array ? 2 : 1)});
    items_.push_back(read);
  }
  end(run, holder);
  attributes(holder, run.child.element ? run.child.element : all, all + holder.type.elements.size());
}

// The element that may stand here by its name and namespace.
definitions::Type::Child Reader::find(const Holder& holder, pugi::xml_node node, std::string_view name) {
  const auto child = holder.type.find(name);
  if (!child.element || child.element->xml_attribute) {
    const Place named{&holder.place, name};
    fault(message::xml_element, {std::string(holder.type.name), json::excerpt(name)},
          is_word(name) ? named : holder.place);
    return {};
  }
  const Place place{&holder.place, child.element->name};
  const bool xhtml = child.type->name == "xhtml";
  return in_namespace(node, xhtml ? xhtml_namespace : fhir_namespace, place) ? child
                                                                             : definitions::Type::Child{};
}

void Reader::begin(Run& run, definitions::Type::Child child, std::string_view name, const Holder& holder) {
  if (run.child.element && child.element < run.child.element) {
    const Place place{&holder.place, child.element->name};
    fault(message::xml_order, {place.print(), Place{&holder.place, run.child.element->name}.print()}, place);
  }
  run = {child, name, items_.size()};
}

void Reader::end(const Run& run, const Holder& holder) {
  if (!run.child.element) return;
  const auto items = std::span(items_).subspan(run.begin);
  const auto add = [&](std::string_view name, json::Value Item::*part) {
    if (std::all_of(items.begin(), items.end(), [&](const Item& one) { return (one.*part).is_null(); }))
      return;
    json::Value value = items.front().*part;
    if (run.child.element->array) {
      if (holder.level + 1 > limits::json_depth_max) return too_deep(holder);
      const auto all = arena_.values(items.size());
      std::transform(items.begin(), items.end(), all.begin(), [&](const Item& one) { return one.*part; });
      value = json::Value::array(all);
    }
    members_.push_back({name, value});
  };
  add(run.name, &Item::value);
  const bool extended =
      std::any_of(items.begin(), items.end(), [](const Item& one) { return !one.companion.is_null(); });
  if (extended) add(arena_.keep("_" + std::string(run.name)), &Item::companion);
  items_.resize(run.begin);
}

// --- One element

Reader::Item Reader::item(const Holder& holder) {
  if (holder.type.name == "xhtml") return {narrative(holder), {}};
  if (holder.type.kind == TypeKind::resource) return {wrapped_resource(holder), {}};
  if (holder.type.kind != TypeKind::primitive) return {object(holder), {}};
  Item item;
  const pugi::xml_attribute value = holder.node.attribute("value");
  if (value) item.value = primitive(holder, value.value());
  const bool extended = holder.node.attribute("id") || has_elements(holder.node);
  if (extended) {
    item.companion = object(holder);
  } else {
    check_attributes(holder);
    if (holder.node.first_child()) fault(message::xml_text, {holder.place.print()}, holder.place);
    if (!value) fault(message::xml_empty, {}, holder.place);
  }
  return item;
}

json::Value Reader::wrapped_resource(const Holder& holder) {
  const pugi::xml_node only = holder.node.first_child();
  if (only.type() != pugi::node_element || only.next_sibling()) {
    fault(message::xml_resource, {holder.place.print()}, holder.place);
    return {};
  }
  check_attributes(holder);
  return resource(only, &holder.place, holder.level);
}

// A number is read as JSON reads it, so that what is stored can be read again; R4 allows a + in XML.
json::Value Reader::primitive(const Holder& holder, std::string_view text) {
  const json::Kind kind = json_kind(holder.type.name);
  if (kind == json::Kind::string) return json::Value::string(text);
  if (kind == json::Kind::boolean && (text == "true" || text == "false")) {
    return json::Value::boolean(text == "true");
  }
  if (kind == json::Kind::number) {
    const bool plus = text.starts_with('+') && holder.type.name != "decimal";
    const auto number = json::parse(std::string(text.substr(plus && !text.starts_with("+-") ? 1 : 0)));
    if (number.ok() && number->root.is_number()) return json::Value::number(arena_.keep(number->root.text()));
  }
  fault(base::IssueType::value, message::xml_value, {std::string(holder.type.name), form(holder.type.name)},
        holder.place);
  return {};
}

json::Value Reader::narrative(const Holder& holder) {
  const std::string_view rest = source_.substr(static_cast<std::size_t>(holder.node.offset_debug()) - 1);
  Scanner div(rest);
  div.element();
  if (div.prefixed() || holder.node.attribute("xmlns").value() != xhtml_namespace) {
    fault(message::xml_narrative, {std::string(xhtml_namespace)}, holder.place);
  }
  return json::Value::string(rest.substr(0, div.size()));
}

// --- Attributes and namespaces

// Those of the definitions from `from` up to `to`, which stand in this order among the properties.
void Reader::attributes(const Holder& holder, const definitions::Element* from,
                        const definitions::Element* to) {
  for (; from < to; ++from) {
    if (!from->xml_attribute) continue;
    // Names of definitions are views into a file, not ended by NUL.
    if (const auto attribute = holder.node.attribute(std::string(from->name).c_str())) {
      members_.push_back({from->name, json::Value::string(attribute.value())});
    }
  }
}

void Reader::check_attributes(const Holder& holder) {
  const bool is_primitive = holder.type.kind == TypeKind::primitive;
  for (const pugi::xml_attribute attribute : holder.node.attributes()) {
    const std::string_view name = attribute.name();
    if (is_declaration(name) || (is_primitive && name == "value")) continue;
    const auto [prefix, local] = split(name);
    if (!prefix.empty() && namespaces_.find(prefix) == schema_instance) continue;
    const auto child = holder.type.find(name);
    if (child.element && child.element->xml_attribute) continue;
    fault(message::xml_attribute, {std::string(holder.type.name), json::excerpt(name)}, holder.place);
  }
}

bool Reader::in_namespace(pugi::xml_node node, std::string_view expected, const Place& place) {
  const std::string_view found = namespaces_.find(split(node.name()).prefix);
  if (found == expected) return true;
  fault(message::xml_namespace, {json::excerpt(node.name()), json::excerpt(found), std::string(expected)},
        place);
  return false;
}

// --- Faults

void Reader::fault(base::IssueType type, const base::Message& message, base::Arguments arguments,
                   const Place& place) {
  if (!full()) faults_.push_back(base::error(type, message, std::move(arguments), place.print()));
}

// The tree is printed as JSON, which has to be readable again.
void Reader::too_deep(const Holder& holder) {
  fault(message::xml_depth,
        {std::to_string(limits::json_depth_max), std::to_string(holder.node.offset_debug())}, holder.place);
}

bool Reader::full() const {
  return faults_.size() == limits::issues_max;
}

}  // namespace linkki::fhir::xml
