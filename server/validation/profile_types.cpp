// What the types of an element and the targets of its references must conform to.
#include <algorithm>

#include "fhir/reference.h"
#include "validation/messages.h"
#include "validation/profile_walk.h"

namespace linkki::validation {
namespace {

using base::IssueType;
using definitions::Type;
namespace message = base::message;

std::string list_types(const std::vector<TypeOption>& options) {
  std::string text;
  for (const TypeOption& option : options) text.append(text.empty() ? "" : ", ").append(option.name);
  return text;
}

std::string list_links(const std::vector<ProfileLink>& links) {
  std::string text;
  for (const ProfileLink& link : links) text.append(text.empty() ? "" : ", ").append(link.canonical);
  return text;
}

bool all_loaded(const std::vector<ProfileLink>& links) {
  return std::all_of(links.begin(), links.end(), [](const ProfileLink& link) { return link.loaded(); });
}

const Type* type_of(const ProfileLink& link) {
  return link.type ? link.type : link.profile ? link.profile->type : nullptr;
}

bool allows_type(const std::vector<ProfileLink>& links, const Type& type) {
  return std::any_of(links.begin(), links.end(), [&](const ProfileLink& link) {
    const Type* const one = type_of(link);
    return !one || type.is(one->name);
  });
}

}  // namespace

void ProfileWalk::check_types(const fhir::Element& element, const Node& node, const Path& path) {
  if (!element.type) return;
  const auto option = std::find_if(node.types.begin(), node.types.end(),
                                   [&](const TypeOption& one) { return element.type->is(one.name); });
  if (option == node.types.end()) {
    return refuse(IssueType::structure, message::validation_profile_kind,
                  {node.label, list_types(node.types), std::string(element.type->name)}, path);
  }
  // Definitions of extensions are asked wherever the extension stands.
  if (!option->profiles.empty() && option->name != "Extension") {
    conform_to_any(element, node, option->profiles, path);
  }
  if (option->name == "Reference" && (!option->targets.empty() || option->aggregation)) {
    check_target(element, node, *option, path);
  }
}

// With one profile to conform to its own faults say more than that it is not conformed to.
void ProfileWalk::conform_to_any(const fhir::Element& element, const Node& node,
                                 const std::vector<ProfileLink>& links, const Path& path) {
  if (links.size() == 1 && links[0].profile) return conform(element, *links[0].profile, path);
  const bool any = std::any_of(links.begin(), links.end(), [&](const ProfileLink& link) {
    return (link.type && element.type->is(link.type->name)) ||
           (link.profile && conforms(element, *link.profile, path));
  });
  if (any) return;
  if (all_loaded(links)) {
    return refuse(IssueType::structure, message::validation_profile_none, {node.label, list_links(links)},
                  path);
  }
  report_->warning(IssueType::not_found, message::validation_profile_unknown, {list_links(links)}, path);
}

void ProfileWalk::check_target(const fhir::Element& element, const Node& node, const TypeOption& option,
                               const Path& path) {
  const std::string_view text = element.value ? element.value->text_of("reference") : std::string_view{};
  if (text.empty() || !surroundings_.root_resource) return;
  const Path at{&path, "reference"};
  const auto resolved = surroundings_.resolve(text, *surroundings_.root_resource);
  const bool found = resolved && *resolved;
  check_aggregation(text, found, node, option, at);
  if (option.targets.empty()) return;
  const Type* const type =
      found
          ? (*resolved)->type
          : surroundings_.definitions.find_type(fhir::parse_reference(text, surroundings_.definitions).type);
  if (type && !allows_type(option.targets, *type)) {
    return refuse(IssueType::structure, message::validation_profile_target,
                  {node.label, std::string(type->name), list_links(option.targets)}, at);
  }
  if (!found || target_conforms(**resolved, text.starts_with('#'), option.targets, path)) return;
  refuse(IssueType::structure, message::validation_profile_none, {node.label, list_links(option.targets)},
         at);
}

void ProfileWalk::check_aggregation(std::string_view reference, bool found, const Node& node,
                                    const TypeOption& option, const Path& path) {
  if (option.aggregation == 0) return;
  const std::uint8_t is = reference.starts_with('#') ? Aggregation::contained
                          : found                    ? Aggregation::bundled | Aggregation::referenced
                                                     : Aggregation::referenced;
  if (option.aggregation & is) return;
  refuse(IssueType::structure, message::validation_profile_aggregation, {node.label}, path);
}

bool ProfileWalk::target_conforms(const fhir::Element& target, bool contained,
                                  const std::vector<ProfileLink>& links, const Path& path) {
  if (!target.type) return true;
  const Inside inside(surroundings_, target, contained);
  return std::any_of(links.begin(), links.end(), [&](const ProfileLink& link) {
    return link.profile ? judged(target, *link.profile, path)
                        : !link.type || target.type->is(link.type->name);
  });
}

// Once for each pair: resources may refer to one another in circles, or in chains as long as a Bundle.
bool ProfileWalk::judged(const fhir::Element& element, const Profile& profile, const Path& path) {
  if (judging_ == judged_depth_max) return true;
  const auto [at, is_new] = judged_.try_emplace({element.value, &profile}, true);
  if (!is_new) return at->second;
  ++judging_;
  const bool conforming = conforms(element, profile, path);
  --judging_;
  return judged_[{element.value, &profile}] = conforming;
}

}  // namespace linkki::validation
