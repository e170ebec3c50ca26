#include "validation/profile_walk.h"

#include "base/json/print.h"
#include "validation/binding.h"
#include "validation/messages.h"
#include "validation/narrative_language.h"
#include "validation/value.h"

namespace linkki::validation {

using base::IssueType;
namespace message = base::message;

void ProfileWalk::refuse(IssueType type, const base::Message& message, Report::Arguments arguments,
                         const Path& path) {
  arguments.emplace_back(profile_->url);
  report_->error(type, message, std::move(arguments), path);
}

void ProfileWalk::conform(const fhir::Element& element, const Profile& profile, const Path& path) {
  const Profile* const outer = std::exchange(profile_, &profile);
  if (element.type && !element.type->is(profile.type->name)) {
    refuse(IssueType::structure, message::validation_profile_type,
           {std::string(profile.type->name), std::string(element.type->name)}, path);
  } else {
    check(element, profile.root, path);
  }
  profile_ = outer;
}

bool ProfileWalk::conforms(const fhir::Element& element, const Profile& profile, const Path& path) {
  Report silent = Report::silent();
  Report* const outer = std::exchange(report_, &silent);
  conform(element, profile, path);
  report_ = outer;
  return silent.clean();
}

void ProfileWalk::enter_and_check(const fhir::Element& element, const Node& node, const Path& path) {
  if (!element.type || element.type->kind != definitions::TypeKind::resource || !element.value) {
    return check(element, node, path);
  }
  const Inside inside(surroundings_, element, node.name == "contained");
  check(element, node, path);
}

void ProfileWalk::check(const fhir::Element& element, const Node& node, const Path& path) {
  if (report_->full()) return;
  if (!node.types.empty()) check_types(element, node, path);
  check_value(element, node, path);
  if (node.binding.strength != definitions::BindingStrength::none) {
    check_binding(element, node.binding, surroundings_, path, *report_);
  }
  for (const auto& one : node.further) check_binding(element, one, surroundings_, path, *report_);
  if (!node.languages.empty()) check_languages(element, node, path);
  if (!node.rules.empty()) check_rules(element, node, path);
  children(element, node, path);
}

void ProfileWalk::check_presence(const fhir::Element& element, const Node& node, const Path& path) {
  if (element.value || !element.companion || (!node.must_have_value && node.value_alternatives.empty()))
    return;
  const auto& urls = node.value_alternatives;
  bool alternative = false;
  for (const json::Value& one : items(*element.companion, "extension")) {
    alternative |= std::find(urls.begin(), urls.end(), one.text_of("url")) != urls.end();
  }
  if (alternative && !node.must_have_value) return;
  refuse(IssueType::required, message::validation_profile_value, {node.label}, path);
}

void ProfileWalk::check_value(const fhir::Element& element, const Node& node, const Path& path) {
  const std::string& label = node.label;
  check_presence(element, node, path);
  if (node.fixed && !(element.value && is_fixed(*element.value, *node.fixed))) {
    refuse(IssueType::value, message::validation_profile_fixed, {label, shorten(json::print(*node.fixed))},
           path);
  }
  if (node.pattern && !(element.value && fits(*element.value, *node.pattern))) {
    refuse(IssueType::value, message::validation_profile_pattern,
           {label, shorten(json::print(*node.pattern))}, path);
  }
  if (node.min_value && below(element, *node.min_value)) {
    refuse(IssueType::value, message::validation_profile_low, {label, json::print(*node.min_value)}, path);
  }
  if (node.max_value && above(element, *node.max_value)) {
    refuse(IssueType::value, message::validation_profile_high, {label, json::print(*node.max_value)}, path);
  }
  if ((node.min_length || node.max_length) && element.primitive()) check_length(element, node, path);
}

void ProfileWalk::check_length(const fhir::Element& element, const Node& node, const Path& path) {
  const std::size_t length = characters(element.text());
  if (node.min_length && element.has_value() && length < *node.min_length) {
    refuse(IssueType::value, message::validation_profile_short,
           {node.label, std::to_string(*node.min_length)}, path);
  }
  if (node.max_length && length > *node.max_length) {
    refuse(IssueType::too_long, message::validation_profile_long,
           {node.label, std::to_string(*node.max_length)}, path);
  }
}

void ProfileWalk::check_languages(const fhir::Element& narrative, const Node& node, const Path& path) {
  if (!narrative.value || !surroundings_.resource) return;
  const auto found = section_languages(narrative.value->text_of("div"));
  std::string list;
  for (const std::string_view one : found) list.append(list.empty() ? "" : ", ").append(shorten(one));
  for (const std::string_view wanted : node.languages) {
    if (has_sections(found, wanted, surroundings_.resource->value->text_of("language"))) continue;
    const base::Argument none = base::Words{"none", "ei mitään", "inget"};
    refuse(IssueType::business_rule, message::validation_profile_language,
           {node.label, list.empty() ? none : base::Argument(list), wanted == "_no" ? none : wanted}, path);
  }
}

void ProfileWalk::check_rules(const fhir::Element& element, const Node& node, const Path& path) {
  for (const ProfileRule& rule : node.rules) {
    const auto holds = evaluator_.holds(rule.expression, element);
    if (!holds) {
      report_->warning(IssueType::incomplete, message::validation_undecided, {std::string(rule.key)}, path);
      continue;
    }
    if (*holds) continue;
    const auto tell = rule.error ? &Report::error : &Report::warning;
    (report_->*tell)(IssueType::invariant, message::validation_profile_constraint,
                     {std::string(rule.key), std::string(rule.human), std::string(profile_->url)}, path);
  }
}

void ProfileWalk::children(const fhir::Element& element, const Node& node, const Path& path) {
  for (const Node* one : {&node, node.same_as}) {
    if (!one) continue;
    for (const Node& child : one->children) {
      const std::size_t begin = found_.size();
      fhir::each_child(element, child.name, surroundings_.definitions,
                       [&](const fhir::Element& repeat) { found_.push_back(repeat); });
      repeats(child, {begin, found_.size()}, path);
      found_.resize(begin);
    }
  }
}

void ProfileWalk::repeats(const Node& node, Range range, const Path& parent) {
  const Path at{&parent, node.name};
  if (node.min && range.size() < *node.min) {
    refuse(IssueType::required, message::validation_profile_min,
           {node.label, std::to_string(*node.min), std::to_string(range.size())}, at);
  }
  if (node.max && range.size() > *node.max) {
    refuse(IssueType::structure, message::validation_profile_max,
           {node.label, std::to_string(*node.max), std::to_string(range.size())}, at);
  }
  for (std::size_t i = range.begin; i < range.end && !report_->full(); ++i) {
    const fhir::Element element = found_[i];
    enter_and_check(element, node, Path{&parent, node.name, element.index});
  }
  if (!node.slices.empty() && !report_->full()) divide(node, range, parent);
}

}  // namespace linkki::validation
