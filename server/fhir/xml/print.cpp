#include <algorithm>

#include "base/ensure.h"
#include "fhir/xml.h"
#include "fhir/xml/names.h"
#include "fhir/xml/narrative.h"

namespace linkki::fhir {
namespace {

using definitions::TypeKind;

class Printer {
 public:
  Printer(const definitions::Definitions& definitions, bool pretty)
      : definitions_(definitions), pretty_(pretty) {}

  std::string print(const Element& root) {
    out_ = R"(<?xml version="1.0" encoding="UTF-8"?>)";
    if (pretty_) out_ += '\n';
    tag(root.type->name, root, xml::fhir_namespace);
    return std::move(out_);
  }

 private:
  void tag(std::string_view name, const Element& element, std::string_view name_space = {}) {
    const std::size_t mark = children_.size();
    gather(element);
    (out_ += '<') += name;
    if (!name_space.empty()) attribute("xmlns", name_space);
    for (std::size_t i = mark; i < children_.size(); ++i) {
      const Element& child = children_[i];
      if (child.definition->xml_attribute) attribute(child.definition->name, child.text());
    }
    if (element.primitive() && element.has_value()) attribute("value", element.text());
    const std::size_t start = out_.size();
    ++depth_;
    for (std::size_t i = mark; i < children_.size(); ++i) {
      const Element child = children_[i];
      if (!child.definition->xml_attribute) property(child, start);
    }
    --depth_;
    children_.resize(mark);
    if (out_.size() == start) {
      out_ += "/>";
      return;
    }
    new_line();
    ((out_ += "</") += name) += '>';
  }

  // In the order of the definitions, whatever order the properties have.
  void gather(const Element& element) {
    const auto mark = static_cast<std::ptrdiff_t>(children_.size());
    each_child(element, definitions_, [&](const Element& child) { children_.push_back(child); });
    const auto before = [](const Element& a, const Element& b) { return a.definition < b.definition; };
    if (!std::is_sorted(children_.begin() + mark, children_.end(), before)) {
      std::stable_sort(children_.begin() + mark, children_.end(), before);
    }
  }

  void property(const Element& child, std::size_t start) {
    const bool resource = child.type->kind == TypeKind::resource;
    if (resource && child.type->abstract_type) return;
    if (out_.size() == start) out_ += '>';
    new_line();
    if (child.type->name == "xhtml") return xml::print_narrative(child.text(), out_);
    const std::string name = name_of(child);
    if (!resource) return tag(name, child);
    ((out_ += '<') += name) += '>';
    ++depth_;
    new_line();
    tag(child.type->name, child);
    --depth_;
    new_line();
    ((out_ += "</") += name) += '>';
  }

  // value[x] with a Quantity is valueQuantity.
  static std::string name_of(const Element& element) {
    std::string name(element.definition->name);
    if (!element.definition->choice) return name;
    std::string type(element.type->name);
    if (type[0] >= 'a' && type[0] <= 'z') type[0] = static_cast<char>(type[0] - 32);
    return name + type;
  }

  void attribute(std::string_view name, std::string_view value) {
    ((out_ += ' ') += name) += "=\"";
    xml::print_text(value, out_);
    out_ += '"';
  }

  void new_line() {
    if (!pretty_) return;
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  const definitions::Definitions& definitions_;
  const bool pretty_;
  std::size_t depth_ = 0;
  std::string out_;
  std::vector<Element> children_;  // of the tags that are open
};

}  // namespace

std::string print_xml(const json::Value& resource, const definitions::Definitions& definitions, bool pretty) {
  const Element root = fhir::root(resource, definitions);
  ensure(root.type);
  return Printer(definitions, pretty).print(root);
}

}  // namespace linkki::fhir
