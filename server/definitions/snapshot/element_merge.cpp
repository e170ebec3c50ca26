#include "definitions/snapshot/element_merge.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/json/utf8.h"
#include "base/limits.h"
#include "definitions/messages.h"

namespace linkki::definitions {
namespace {

namespace message = base::message;

// Where what stands above is added; the member that tells two apart, empty: the whole.
struct Added {
  std::string_view name;
  std::string_view key;
};
constexpr std::array<Added, 5> added{
    {{"constraint", "key"}, {"mapping", ""}, {"condition", ""}, {"alias", ""}, {"example", "label"}}};
constexpr std::array<std::string_view, 4> texts{"definition", "comment", "requirements",
                                                "meaningWhenMissing"};

// How R4 writes the types of values of primitives, and of ids; profiles may use their FHIR names.
constexpr std::string_view native = "http://hl7.org/fhirpath/System.";

bool is_one_of(std::string_view name, auto& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::uint64_t number_of(const json::Value* value, std::uint64_t absent) {
  if (!value) return absent;
  const std::string_view text = value->text();
  if (text == "*") return UINT64_MAX;
  std::uint64_t number = absent;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string print_range(const json::Value& element) {
  const auto text = [&](const char* name) {
    const json::Value* const value = element.find(name);
    return std::string(value ? value->text() : "");
  };
  return text("min") + ".." + text("max");
}

// All that R4 has fit.
std::string list_types(const json::Value& types) {
  constexpr std::size_t bytes_max = 1'000;
  std::string list;
  for (const json::Value& one : types.items()) {
    if (list.size() > bytes_max) return list + ", …";
    list += (list.empty() ? "" : ", ") + json::excerpt(one.text_of("code"));
  }
  return list;
}

// A choice of element: fixedCode, patternCodeableConcept.
const json::Member* find_choice(const json::Value& element, std::string_view prefix) {
  for (const json::Member& one : element.members()) {
    if (one.name.starts_with(prefix) && one.name.size() > prefix.size()) return &one;
  }
  return nullptr;
}

// Whether all that a pattern asks for, another asks for as well.
bool includes(const json::Value& more, const json::Value& pattern) {
  if (pattern.is_object()) {
    return std::all_of(pattern.members().begin(), pattern.members().end(), [&](const json::Member& one) {
      const json::Value* const same = more.find(one.name);
      return same && includes(*same, one.value);
    });
  }
  if (!pattern.is_array()) return json::equal(more, pattern);
  return std::all_of(pattern.items().begin(), pattern.items().end(), [&](const json::Value& one) {
    return std::any_of(more.items().begin(), more.items().end(),
                       [&](const json::Value& other) { return includes(other, one); });
  });
}

}  // namespace

void ElementMerge::add(const base::Message& message, std::vector<std::string> arguments) {
  if (issues_.size() >= limits::issues_max) return;
  issues_.push_back(base::error(base::IssueType::business_rule, message, std::move(arguments)));
}

json::Value ElementMerge::operator()(const json::Value& below, const json::Value& above,
                                     const std::string& id) {
  if (below.is_null()) return json::copy(arena_, above);
  judge(below, above, id);
  json::Value merged = json::copy(arena_, below);
  for (const json::Member& one : above.members()) {
    if (one.name == "base") continue;  // told by what it derives from
    const json::Value* const before = below.find(one.name);
    if (one.name.starts_with("fixed")) {
      if (const json::Member* const pattern = find_choice(merged, "pattern"))
        json::erase(arena_, merged, pattern->name);
    }
    json::set(arena_, merged, one.name, before ? joined(one.name, *before, one.value) : one.value);
  }
  return merged;
}

json::Value ElementMerge::joined(std::string_view name, const json::Value& below, const json::Value& above) {
  if (is_one_of(name, texts) && above.text().starts_with("...")) {
    return json::Value::string(
        arena_.keep(std::string(below.text()) + "\r\n" + std::string(above.text().substr(3))));
  }
  if (name == "binding" && below.is_object()) {  // its strength may change alone
    json::Value binding = json::copy(arena_, below);
    for (const json::Member& one : above.members()) json::set(arena_, binding, one.name, one.value);
    return binding;
  }
  const auto rule =
      std::find_if(added.begin(), added.end(), [&](const Added& one) { return one.name == name; });
  if (rule == added.end() || !below.is_array()) return above;
  const auto is_same = [&](const json::Value& a, const json::Value& b) {
    return rule->key.empty() ? json::equal(a, b) : a.text_of(rule->key) == b.text_of(rule->key);
  };
  std::vector<json::Value> all(below.items().begin(), below.items().end());
  for (const json::Value& one : above.items()) {
    const auto same =
        std::find_if(all.begin(), all.end(), [&](const auto& other) { return is_same(other, one); });
    if (same == all.end()) {
      all.push_back(one);
    } else {
      *same = one;
    }
  }
  const auto kept = arena_.values(all.size());
  std::copy(all.begin(), all.end(), kept.begin());
  return json::Value::array(kept);
}

void ElementMerge::judge(const json::Value& below, const json::Value& above, const std::string& id) {
  judge_cardinality(below, above, id);
  judge_types(below, above, id);
  judge_values(below, above, id);
  const json::Value *const before = below.find("binding"), *const after = above.find("binding");
  if (before && after && before->text_of("strength") == "required" && after->find("strength") &&
      after->text_of("strength") != "required") {
    add(message::snapshot_binding, {id, std::string(after->text_of("strength"))});
  }
}

void ElementMerge::judge_cardinality(const json::Value& below, const json::Value& above,
                                     const std::string& id) {
  const auto min_below = number_of(below.find("min"), 0),
             max_below = number_of(below.find("max"), UINT64_MAX);
  const auto min = number_of(above.find("min"), min_below), max = number_of(above.find("max"), max_below);
  if (min >= min_below && max <= max_below && min <= max) return;
  add(message::snapshot_cardinality, {id, print_range(above), print_range(below)});
}

void ElementMerge::judge_types(const json::Value& below, const json::Value& above, const std::string& id) {
  const json::Value *const allowed = below.find("type"), *const wanted = above.find("type");
  if (!allowed || !wanted) return;
  for (const json::Value& one : wanted->items()) {
    const std::string_view code = one.text_of("code");
    const bool fits =
        std::any_of(allowed->items().begin(), allowed->items().end(), [&](const json::Value& other) {
          const std::string_view is = other.text_of("code");
          return is == code || is.starts_with(native) || derives_(code, is);
        });
    if (fits) continue;
    add(message::snapshot_type, {id, json::excerpt(code), list_types(*allowed)});
  }
}

void ElementMerge::judge_values(const json::Value& below, const json::Value& above, const std::string& id) {
  const json::Member *const fixed = find_choice(below, "fixed"), *const pattern =
                                                                     find_choice(below, "pattern");
  const json::Member *const fixed_above = find_choice(above, "fixed"), *const pattern_above =
                                                                           find_choice(above, "pattern");
  if (fixed && fixed_above && !json::equal(fixed->value, fixed_above->value)) {
    add(message::snapshot_fixed, {id, std::string(fixed->name)});
  }
  const json::Member* const now = fixed_above ? fixed_above : pattern_above;
  if (pattern && now && !includes(now->value, pattern->value)) {
    add(message::snapshot_fixed, {id, std::string(pattern->name)});
  }
}

}  // namespace linkki::definitions
