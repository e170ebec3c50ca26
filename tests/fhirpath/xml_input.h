// FHIR XML → FHIR JSON, just enough for the input files of the official suite.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json/print.h"
#include "definitions/definitions.h"

namespace linkki::fhirpath {

struct XmlNode {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::vector<XmlNode> children;
  std::string_view raw;  // with its tags
};

class XmlReader {
 public:
  explicit XmlReader(std::string_view text) : text_(text) {}

  XmlNode document() {
    while (text_[at_] != '<' || text_[at_ + 1] == '?' || text_[at_ + 1] == '!') next_markup();
    return element();
  }

 private:
  void next_markup() {
    if (text_.substr(at_, 4) == "<!--")
      at_ = text_.find("-->", at_) + 3;
    else if (text_[at_] == '<')
      at_ = text_.find('>', at_) + 1;
    at_ = std::min(text_.find('<', at_), text_.size());
  }
  void skip_blanks() { at_ = text_.find_first_not_of(" \t\r\n", at_); }
  std::string name() {
    const std::size_t start = at_;
    at_ = text_.find_first_of(" \t\r\n=/>", at_);
    return std::string(text_.substr(start, at_ - start));
  }

  XmlNode element() {
    XmlNode node;
    const std::size_t start = at_++;
    node.name = name();
    for (skip_blanks(); text_[at_] != '>' && text_[at_] != '/'; skip_blanks()) {
      const std::string key = name();
      const char quote = text_[++at_];
      const std::size_t end = text_.find(quote, at_ + 1);
      node.attributes[key] = plain(text_.substr(at_ + 1, end - at_ - 1));
      at_ = end + 1;
    }
    if (text_[at_] == '/') {
      at_ += 2;
    } else {
      for (at_ = text_.find('<', at_); text_.substr(at_, 2) != "</"; at_ = text_.find('<', at_)) {
        if (text_.substr(at_, 4) == "<!--")
          next_markup();
        else
          node.children.push_back(element());
      }
      at_ = text_.find('>', at_) + 1;
    }
    node.raw = text_.substr(start, at_ - start);
    return node;
  }

  static std::string plain(std::string_view text) {
    constexpr std::pair<std::string_view, char> references[] = {
        {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&amp;", '&'}};
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      out += text[i];
      for (const auto& [written, meant] : references) {
        if (text.substr(i).starts_with(written)) out.back() = meant, i += written.size() - 1;
      }
    }
    return out;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

class XmlToJson {
 public:
  explicit XmlToJson(const definitions::Definitions& definitions) : definitions_(definitions) {}

  std::string resource(const XmlNode& node) const {
    return "{\"resourceType\":\"" + node.name + "\"" +
           members(node, *definitions_.find_type(node.name), ",") + "}";
  }

 private:
  std::string quoted(std::string_view text) const {
    std::string out;
    json::print_string(text, out);
    return out;
  }

  std::string members(const XmlNode& node, const definitions::Type& type, std::string separator) const {
    std::string out;
    const auto add = [&](std::string_view name, const std::string& value) {
      out += std::exchange(separator, ",") + quoted(name) + ":" + value;
    };
    for (const auto& [name, value] : node.attributes) {
      if (name != "xmlns" && name != "value") add(name, quoted(value));
    }
    std::vector<std::pair<std::string, std::vector<const XmlNode*>>> groups;
    for (const XmlNode& child : node.children) {
      if (groups.empty() || groups.back().first != child.name) groups.push_back({child.name, {}});
      groups.back().second.push_back(&child);
    }
    for (const auto& [name, nodes] : groups) {
      const auto child = type.find(name);
      if (!child.element) continue;
      std::string values, companions;
      bool companion = false;
      for (const XmlNode* one : nodes) {
        const std::string comma = values.empty() ? "" : ",";
        values += comma + value(*one, *child.type);
        const std::string extra =
            child.type->kind == definitions::TypeKind::primitive ? members(*one, *child.type, "") : "";
        companion |= !extra.empty() && one->name != "div";
        companions += comma + (extra.empty() ? "null" : "{" + extra + "}");
      }
      const bool array = child.element->array;
      if (array || values != "null") add(name, array ? "[" + values + "]" : values);
      if (companion) add("_" + name, array ? "[" + companions + "]" : companions);
    }
    return out;
  }

  std::string value(const XmlNode& node, const definitions::Type& type) const {
    if (node.name == "div") return quoted(node.raw);
    if (type.kind == definitions::TypeKind::resource) return resource(node.children.at(0));
    if (type.kind != definitions::TypeKind::primitive) return "{" + members(node, type, "") + "}";
    const auto found = node.attributes.find("value");
    if (found == node.attributes.end()) return "null";
    const bool bare = type.name == "boolean" || type.name == "decimal" || type.is("integer");
    return bare ? found->second : quoted(found->second);
  }

  const definitions::Definitions& definitions_;
};

}  // namespace linkki::fhirpath
