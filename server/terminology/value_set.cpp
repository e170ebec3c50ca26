#include "terminology/value_set.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <functional>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "definitions/canonical.h"
#include "fhirpath/pattern.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

using Operator = Filter::Operator;

constexpr std::array<std::pair<std::string_view, Operator>, 11> operators{{
    {"=", Operator::equal},
    {"is-a", Operator::is_a},
    {"descendent-of", Operator::descendent_of},
    {"is-not-a", Operator::is_not_a},
    {"regex", Operator::regex},
    {"in", Operator::in},
    {"not-in", Operator::not_in},
    {"generalizes", Operator::generalizes},
    {"exists", Operator::exists},
    {"child-of", Operator::child_of},
    {"descendent-leaf", Operator::descendent_leaf},
}};

std::vector<std::string_view> split_list(std::string_view list) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= list.size();) {
    auto end = std::min(list.find(',', at), list.size());
    auto part = list.substr(at, end - at);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.push_back(part);
    at = end + 1;
  }
  return parts;
}

base::Failure unusable(const base::Message& message, std::vector<std::string> arguments, std::string place) {
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::invalid, message, std::move(arguments), std::move(place)));
}

base::Outcome<Filter> make_filter(const json::Value& rule, std::string_view system,
                                  const std::string& place) {
  Filter filter{.property = rule.text_of("property"), .value = rule.text_of("value")};
  auto op = rule.text_of("op");
  auto known = std::find_if(operators.begin(), operators.end(), [&](auto& one) { return one.first == op; });
  if (known == operators.end()) {
    return unusable(base::message::terminology_filter_operator, {std::string(op)}, place);
  }
  filter.op = known->second;
  auto refused = [&] {
    return unusable(base::message::terminology_filter,
                    {std::string(filter.property), std::string(op), std::string(system)}, place);
  };
  if (filter.property.empty() || filter.value.empty()) return refused();
  if (filter.op == Operator::in || filter.op == Operator::not_in) filter.values = split_list(filter.value);
  if (filter.op == Operator::equal && filter.property == "constraint") {
    TRY(filter.constraint, Constraint::parse(filter.value, place + ".value"));
  }
  if (filter.op == Operator::regex) {
    auto pattern = fhirpath::compile_pattern(filter.value);
    if (!pattern) return refused();
    filter.pattern = *std::move(pattern);
  }
  return filter;
}

base::Outcome<Rule> make_rule(const json::Value& from, const std::string& place) {
  Rule rule{.system = from.text_of("system"), .version = from.text_of("version")};
  rule.lists = from.find("concept") != nullptr;
  for (auto& one : items(from, "concept")) {
    if (rule.by_code.try_emplace(one.text_of("code"), &one).second) rule.concepts.push_back(&one);
  }
  for (auto& one : items(from, "valueSet")) rule.value_sets.push_back(one.text());
  std::size_t index = 0;
  for (auto& one : items(from, "filter")) {
    TRY(auto filter, make_filter(one, rule.system, place + ".filter[" + std::to_string(index++) + "]"));
    rule.filters.push_back(std::move(filter));
  }
  return rule;
}

base::Outcome<std::vector<Rule>> make_rules(const json::Value& compose, const std::string& part) {
  std::vector<Rule> rules;
  for (auto& one : items(compose, part)) {
    TRY(auto rule, make_rule(one, "ValueSet.compose." + part + "[" + std::to_string(rules.size()) + "]"));
    rules.push_back(std::move(rule));
  }
  return rules;
}

// Whether any value of a property passes the test. Flags that are not given are false.
bool any_value(const CodeSystem& system, const Concept& one, std::string_view property,
               const std::function<bool(std::string_view)>& test) {
  if (property == "code" || property == "concept") return test(one.code);
  if (property == "display") return test(one.display);
  if (property == "definition") return test(system.definition(one));
  auto of = [&](auto indices) {
    return std::any_of(indices.begin(), indices.end(), [&](auto i) { return test(system.at(i).code); });
  };
  if (property == "parent") return of(system.parents(one.index));
  if (property == "child") return of(system.children(one.index));
  auto values = system.values(one, property);
  if (values.empty() && (property == "inactive" || property == system.name_of("notSelectable"))) {
    return test(property == "inactive" && system.inactive(one) ? "true" : "false");
  }
  return std::any_of(values.begin(), values.end(), [&](auto& each) { return test(each.text); });
}

bool generalizes(const CodeSystem& system, const Concept& one, std::string_view code) {
  auto below = system.find(code);
  return below && system.is_a(*below, one.code);
}

// `concept in 447562003`: the members of a reference set of the release.
std::optional<std::span<const std::uint32_t>> set_of(const CodeSystem& system, const Filter& filter) {
  bool by_set = filter.op == Operator::in && filter.property == "concept";
  return by_set ? system.members(filter.value) : std::nullopt;
}

}  // namespace

base::Outcome<std::optional<std::vector<std::uint32_t>>> Filter::candidates(const CodeSystem& system) const {
  using Found = std::optional<std::vector<std::uint32_t>>;
  if (constraint) {
    TRY(auto found, constraint->concepts(system));
    return Found(std::move(found));
  }
  if (auto members = set_of(system, *this)) return Found(std::in_place, members->begin(), members->end());
  bool downwards = op == Operator::is_a || op == Operator::descendent_of || op == Operator::descendent_leaf;
  if (!downwards) return Found();
  auto top = system.find(value);
  if (!top) return Found(std::in_place);
  auto found = system.descendants(top->index);
  if (op == Operator::is_a) found.push_back(top->index);
  if (op == Operator::descendent_leaf)
    std::erase_if(found, [&](auto one) { return !system.children(one).empty(); });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return Found(std::move(found));
}

bool Filter::holds(const CodeSystem& system, const Concept& one) const {
  auto any = [&](auto&& test) { return any_value(system, one, property, test); };
  auto listed = [&](std::string_view text) {
    return std::find(values.begin(), values.end(), text) != values.end();
  };
  switch (op) {
    case Operator::equal:
      if (constraint) return constraint->holds(system, one);
      return any([&](std::string_view text) { return text == value; });
    case Operator::is_a: return system.is_a(one, value);
    case Operator::descendent_of: return system.below(one, value);
    case Operator::is_not_a: return !system.is_a(one, value);
    case Operator::regex:
      return any([&](std::string_view text) {
        return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *pattern);
      });
    case Operator::in:
      if (auto members = set_of(system, *this))
        return std::binary_search(members->begin(), members->end(), one.index);
      return any(listed);
    case Operator::not_in: return !any(listed);
    case Operator::generalizes: return generalizes(system, one, value);
    case Operator::exists: return any([](std::string_view) { return true; }) == (value == "true");
    case Operator::child_of:
      return any_value(system, one, "parent", [&](std::string_view text) { return text == value; });
    case Operator::descendent_leaf: return system.children(one.index).empty() && system.below(one, value);
  }
  return false;
}

base::Outcome<std::shared_ptr<const ValueSet>> ValueSet::make(json::Document document) {
  std::shared_ptr<ValueSet> set(new ValueSet(std::move(document)));
  TRY_VOID(set->build());
  return std::shared_ptr<const ValueSet>(std::move(set));
}

base::Outcome<void> ValueSet::build() {
  if (auto* compose = resource().find("compose")) {
    TRY(includes_, make_rules(*compose, "include"));
    TRY(excludes_, make_rules(*compose, "exclude"));
  }
  if (auto* expansion = resource().find("expansion")) store(items(*expansion, "contains"));
  for (auto& one : items(resource(), "contained")) {
    if (one.text_of("resourceType") != "ValueSet") continue;
    TRY(auto document, json::parse(json::print(one)));
    TRY(auto set, make(std::move(document)));
    contained_.emplace(one.text_of("id"), std::move(set));
  }
  return base::done();
}

void ValueSet::store(std::span<json::Value> entries) {
  for (auto& one : entries) {
    if (one.find("code")) stored_.push_back(&one);
    store(items(one, "contains"));
  }
}

std::string ValueSet::canonical() const {
  std::string text(url());
  if (!version().empty()) text.append("|").append(version());
  return text;
}

bool ValueSet::active_only() const {
  auto* compose = resource().find("compose");
  auto* inactive = compose ? compose->find("inactive") : nullptr;
  return inactive && inactive->is_boolean() && !inactive->truth();
}

const ValueSet* ValueSet::contained(std::string_view id) const {
  auto at = contained_.find(id);
  return at == contained_.end() ? nullptr : at->second.get();
}

std::string_view ValueSet::expansion_parameter(std::string_view name) const {
  auto* compose = resource().find("compose");
  if (!compose) return {};
  for (auto& one : items(*compose, "extension")) {
    if (!one.text_of("url").ends_with("/valueset-expansion-parameter")) continue;
    auto* called = extension(one, "name");
    auto* value = extension(one, "value");
    if (called && value && called->text() == name) return value->text();
  }
  return {};
}

std::vector<std::string_view> ValueSet::supplements() const {
  std::vector<std::string_view> found;
  for (auto& one : items(resource(), "extension")) {
    if (!one.text_of("url").ends_with("/valueset-supplement")) continue;
    found.push_back(one.text_of("valueCanonical"));
  }
  return found;
}

}  // namespace linkki::terminology
