// What a resource is found by, as texts: one line per value of a parameter.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/parse.h"
#include "definitions/r4.h"
#include "search/index.h"

namespace linkki::search {

inline const Extractor& extractor() {
  static const auto made = Extractor::make(definitions::r4(), "Europe/Helsinki");
  if (!made) std::abort();
  return **made;
}

class Extracted {
 public:
  explicit Extracted(std::string json) : document_(*json::parse(std::move(json))) {
    auto found = extractor().extract(fhir::root(document_.root, *definitions::r4()));
    if (!found) std::abort();
    indexed_ = std::move(*found);
  }

  std::vector<IndexValue> values(std::string_view parameter) const {
    std::vector<IndexValue> out;
    for (const Indexed& one : indexed_) {
      if (one.parameter->code == parameter) out.push_back(one.value);
    }
    return out;
  }

  // system|code "text"
  std::vector<std::string> tokens(std::string_view parameter) const {
    return each(parameter, [](const IndexValue& value) {
      return value.system + "|" + value.code + (value.text.empty() ? "" : " \"" + value.text + "\"");
    });
  }
  // Type/id or the url, and the identifier
  std::vector<std::string> references(std::string_view parameter) const {
    return each(parameter, [](const IndexValue& value) {
      const std::string target = value.type.empty() ? value.url : value.type + "/" + value.id;
      return target + (value.code.empty() ? "" : " " + value.system + "|" + value.code);
    });
  }
  // [low, high); * is open
  std::vector<std::string> dates(std::string_view parameter) const {
    return each(parameter,
                [](const IndexValue& value) { return print(value.low) + " " + print(value.high); });
  }
  std::vector<std::string> texts(std::string_view parameter) const {
    return each(parameter, [](const IndexValue& value) { return value.text; });
  }
  std::vector<std::string> folded(std::string_view parameter) const {
    return each(parameter, [](const IndexValue& value) { return value.folded; });
  }
  // low..high system|code
  std::vector<std::string> quantities(std::string_view parameter) const {
    return each(parameter, [](const IndexValue& value) { return print_quantity(value); });
  }
  // The components, each as a token where it has a code and as a quantity or text otherwise.
  std::vector<std::string> composites(std::string_view parameter) const {
    return each(parameter, [](const IndexValue& value) {
      std::string text;
      for (const IndexValue& one : value.components) {
        if (!text.empty()) text += " $ ";
        text += print_component(one);
      }
      return text;
    });
  }

 private:
  template <class Print>
  std::vector<std::string> each(std::string_view parameter, Print print) const {
    std::vector<std::string> out;
    for (const IndexValue& value : values(parameter)) out.push_back(print(value));
    return out;
  }
  static std::string print_quantity(const IndexValue& value) {
    const std::string high = value.range ? ".." + value.decimal_high : "";
    return value.decimal + high + " " + value.system + "|" + value.code;
  }
  static std::string print_component(const IndexValue& value) {
    if (!value.decimal.empty() || value.range) return print_quantity(value);
    if (!value.code.empty()) return value.system + "|" + value.code;
    if (!value.type.empty()) return value.type + "/" + value.id;
    return value.low == base::Instant{} ? value.text : print(value.low) + " " + print(value.high);
  }
  static std::string print(base::Instant instant) {
    const bool open = instant == base::Instant::min() || instant == base::Instant::max();
    return open ? "*" : base::print_instant(instant);
  }

  json::Document document_;
  std::vector<Indexed> indexed_;
};

using Texts = std::vector<std::string>;

}  // namespace linkki::search
