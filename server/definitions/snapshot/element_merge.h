// What one ElementDefinition says over another: the differential's over the one that it derives from.
//
// Short texts, fixed values, flags replace; constraints, mappings, aliases, conditions are added; a text that
// begins with "..." goes on with what was there. What may only be narrowed (cardinality, types, required
// bindings, fixed values) is judged, and each contradiction told.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/issue.h"
#include "base/json/value.h"

namespace linkki::definitions {

class ElementMerge {
 public:
  // Whether a type derives from another: code, canonical or name.
  using Derives = std::function<bool(std::string_view type, std::string_view from)>;

  ElementMerge(json::Arena& arena, Derives derives, std::vector<base::Issue>& issues)
      : arena_(arena), derives_(std::move(derives)), issues_(issues) {}

  // `id`: of the element, for messages. Null below: the element as it is.
  json::Value operator()(const json::Value& below, const json::Value& above, const std::string& id);

 private:
  void judge(const json::Value& below, const json::Value& above, const std::string& id);
  void judge_cardinality(const json::Value& below, const json::Value& above, const std::string& id);
  void judge_types(const json::Value& below, const json::Value& above, const std::string& id);
  void judge_values(const json::Value& below, const json::Value& above, const std::string& id);
  json::Value joined(std::string_view name, const json::Value& below, const json::Value& above);
  void add(const base::Message& message, std::vector<std::string> arguments);

  json::Arena& arena_;
  const Derives derives_;
  std::vector<base::Issue>& issues_;
};

}  // namespace linkki::definitions
