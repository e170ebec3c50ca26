#include "definitions/expansion.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_set>

#include "base/limits.h"
#include "definitions/canonical.h"

namespace linkki::definitions {
namespace {

using json::Value;
using Codes = std::vector<ValueSet::Code>;

std::span<Value> items(const Value& object, std::string_view name) {
  auto* array = object.find(name);
  return array ? array->items() : std::span<Value>{};
}

// Groups to choose from and codes out of use stay out of an expansion unless a rule lists them by name.
bool selectable(const CodeSystem::Concept& one) {
  auto says = [&](std::string_view name, std::string_view value) {
    auto values = CodeSystem::property(one, name);
    return std::find(values.begin(), values.end(), value) != values.end();
  };
  return !says("notSelectable", "true") && !says("status", "deprecated");
}

bool before(const ValueSet::Code& a, const ValueSet::Code& b) {
  return std::tie(a.code, a.system) < std::tie(b.code, b.system);
}
bool same(const ValueSet::Code& a, const ValueSet::Code& b) {
  return a.code == b.code && a.system == b.system;
}

void order(Codes& codes) {
  std::stable_sort(codes.begin(), codes.end(), before);
  codes.erase(std::unique(codes.begin(), codes.end(), same), codes.end());
}

Codes intersection(const Codes& a, std::span<const ValueSet::Code> b) {
  Codes both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both), before);
  return both;
}

using Test = std::function<bool(const CodeSystem::Concept&)>;

bool listed(std::string_view list, std::string_view code) {
  for (std::size_t at = 0; at <= list.size();) {
    auto end = std::min(list.find(',', at), list.size());
    if (list.substr(at, end - at) == code) return true;
    at = end + 1;
  }
  return false;
}

bool any_value(const CodeSystem::Concept& one, std::string_view name,
               const std::function<bool(std::string_view)>& test) {
  if (name == "code" || name == "concept") return test(one.code);
  if (name == "display") return test(one.display);
  if (name == "parent") return std::any_of(one.parents.begin(), one.parents.end(), test);
  auto values = CodeSystem::property(one, name);
  return std::any_of(values.begin(), values.end(), test);
}

// Empty: a filter that cannot be counted out here.
std::optional<Test> filter(const Value& rule, const CodeSystem& system) {
  auto property = rule.text_of("property"), op = rule.text_of("op"), value = rule.text_of("value");
  bool hierarchy = property == "concept" || property == "code";
  if (hierarchy && (op == "is-a" || op == "descendent-of" || op == "is-not-a")) {
    auto below = system.descendants(value);
    if (op != "descendent-of") below.insert(value);
    return [below = std::move(below), wanted = op != "is-not-a"](auto& one) {
      return below.contains(one.code) == wanted;
    };
  }
  if (op == "=") {
    return [=](auto& one) { return any_value(one, property, [&](auto text) { return text == value; }); };
  }
  if (op == "in" || op == "not-in") {
    return [=, wanted = op == "in"](auto& one) {
      return any_value(one, property, [&](auto text) { return listed(value, text); }) == wanted;
    };
  }
  return {};
}

// One include or exclude. Empty: not enumerable.
class Rule {
 public:
  Rule(const Value& rule, Terminology& terminology) : rule_(rule), terminology_(terminology) {}

  std::optional<Codes> codes() const {
    auto sets = items(rule_, "valueSet");
    std::optional<Codes> result;
    if (rule_.find("system")) {
      result = system_codes();
      if (!result) return {};
      order(*result);
    }
    for (auto& canonical : sets) {
      auto* set = terminology_.find_value_set(canonical.text());
      if (!set || !set->enumerable) return {};
      result = result ? intersection(*result, set->codes) : Codes(set->codes.begin(), set->codes.end());
    }
    return result;
  }

 private:
  std::optional<Codes> system_codes() const {
    auto url = rule_.text_of("system");
    if (rule_.find("concept")) return listed_codes(url);
    auto* system = terminology_.find_code_system(url);
    if (!system || !system->complete()) return {};
    return filtered_codes(url, *system);
  }

  // The system is asked for what a display is missing for: to unpack it takes longer than all the rest.
  Codes listed_codes(std::string_view url) const {
    Codes codes;
    const CodeSystem* system = nullptr;
    for (auto& one : items(rule_, "concept")) {
      auto code = one.text_of("code"), display = one.text_of("display");
      if (display.empty()) {
        if (!system) system = terminology_.find_code_system(url);
        auto* known = system ? system->find(code) : nullptr;
        if (known) display = known->display;
      }
      codes.push_back({url, code, display});
    }
    return codes;
  }

  std::optional<Codes> filtered_codes(std::string_view url, const CodeSystem& system) const {
    std::vector<Test> tests;
    for (auto& one : items(rule_, "filter")) {
      auto test = filter(one, system);
      if (!test) return {};
      tests.push_back(std::move(*test));
    }
    Codes codes;
    for (auto& one : system.concepts()) {
      bool in = selectable(one) &&
                std::all_of(tests.begin(), tests.end(), [&](const Test& test) { return test(one); });
      if (in) codes.push_back({url, one.code, one.display});
    }
    return codes;
  }

  const Value& rule_;
  Terminology& terminology_;
};

// The codes of all rules together. Empty: not enumerable.
std::optional<Codes> count_out(std::span<const Value> rules, Terminology& terminology) {
  Codes all;
  if (rules.size() > limits::value_set_rules_max) return {};
  for (auto& rule : rules) {
    auto codes = Rule(rule, terminology).codes();
    if (!codes) return {};
    all.insert(all.end(), codes->begin(), codes->end());
    if (all.size() > limits::value_set_codes_max) return {};
  }
  order(all);
  return all;
}

std::optional<Codes> members(const Value& resource, Terminology& terminology) {
  auto* compose = resource.find("compose");
  if (!compose) return {};
  auto included = count_out(items(*compose, "include"), terminology);
  auto excluded = count_out(items(*compose, "exclude"), terminology);
  if (!included || !excluded) return {};
  Codes rest;
  std::set_difference(included->begin(), included->end(), excluded->begin(), excluded->end(),
                      std::back_inserter(rest), before);
  return rest;
}

void name_sources(const Value& compose, std::vector<std::string_view>& urls) {
  for (auto part : {"include", "exclude"}) {
    for (auto& rule : items(compose, part)) {
      if (auto system = rule.text_of("system"); !system.empty()) urls.push_back(system);
      for (auto& set : items(rule, "valueSet")) urls.push_back(split(set.text()).url);
    }
  }
  std::sort(urls.begin(), urls.end());
  urls.erase(std::unique(urls.begin(), urls.end()), urls.end());
}

}  // namespace

ValueSet expand(const Value& resource, Terminology& terminology, Content& content) {
  auto keep = [&](std::string_view text) { return text.empty() ? text : content.arena.keep(text); };
  ValueSet set{.url = keep(resource.text_of("url")), .version = keep(resource.text_of("version"))};
  std::vector<std::string_view> sources;
  if (auto* compose = resource.find("compose")) name_sources(*compose, sources);
  for (auto& url : sources) url = keep(url);
  set.sources = content.lay(sources);
  auto codes = members(resource, terminology);
  set.enumerable = codes.has_value();
  if (!codes) return set;
  for (auto& code : *codes) code = {keep(code.system), keep(code.code), keep(code.display)};
  set.codes = content.lay(*codes);
  return set;
}

}  // namespace linkki::definitions
