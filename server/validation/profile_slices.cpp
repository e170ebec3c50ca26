// Which slice of a sliced element each of its repeats is in.
//
// Standard  https://hl7.org/fhir/R4/profiling.html#discriminator
#include <algorithm>

#include "fhir/reference.h"
#include "validation/binding.h"
#include "validation/messages.h"
#include "validation/profile_walk.h"
#include "validation/value.h"

namespace linkki::validation {
namespace {

using base::IssueType;
namespace message = base::message;

constexpr std::size_t no_slice = SIZE_MAX;

// A part of a fixed value or pattern; of an array its first item.
const json::Value* part(const json::Value* value, std::string_view name) {
  const json::Value* found = value ? value->find(name) : nullptr;
  return found && found->is_array() && !found->items().empty() ? &found->items()[0] : found;
}

template <class Aims>
void aim_at(const Node& node, const json::Value* fixed, const json::Value* pattern, Aims& aims) {
  aims.push_back(
      {.node = &node, .fixed = fixed ? fixed : node.fixed, .pattern = pattern ? pattern : node.pattern});
  for (const Node& slice : node.slices)
    aims.push_back({.node = &slice, .fixed = slice.fixed, .pattern = slice.pattern});
}

template <class Aim, class Aims>
void aim_at_child(const Aim& from, std::string_view name, Aims& aims) {
  const json::Value* const fixed = part(from.fixed, name);
  const json::Value* const pattern = part(from.pattern, name);
  if (fixed || pattern) aims.push_back({.node = nullptr, .fixed = fixed, .pattern = pattern});
  if (!from.node) return;
  for (const Node* node : {from.node, from.node->same_as}) {
    if (!node) continue;
    for (const Node& child : node->children) {
      if (child.name == name) aim_at(child, fixed, pattern, aims);
    }
  }
  for (const TypeOption& option : from.node->types) {
    for (const ProfileLink& link : option.profiles) {
      if (link.profile) aim_at_child(Aim{.node = &link.profile->root}, name, aims);
    }
  }
}

bool is_extension(const Node& slice, std::string_view url) {
  const auto named = [&](const TypeOption& option) {
    return std::any_of(option.profiles.begin(), option.profiles.end(), [&](const ProfileLink& link) {
      return link.canonical.substr(0, link.canonical.find('|')) == url;
    });
  };
  if (std::any_of(slice.types.begin(), slice.types.end(), named)) return true;
  return std::any_of(slice.children.begin(), slice.children.end(), [&](const Node& child) {
    return child.name == "url" && child.fixed && child.fixed->text() == url;
  });
}

template <class Aim, class Aims>
void aim_at_extension(const Aim& from, std::string_view url, Aims& aims) {
  if (!from.node) return;
  for (const Node& child : from.node->children) {
    if (child.name != "extension") continue;
    for (const Node& slice : child.slices) {
      if (is_extension(slice, url)) aims.push_back({.node = &slice});
    }
  }
}

template <class Aim, class Aims>
void aim_at_targets(const Aim& from, Aims& aims) {
  if (!from.node) return;
  for (const TypeOption& option : from.node->types) {
    for (const ProfileLink& link : option.targets) {
      if (link.profile) aims.push_back({.node = &link.profile->root, .profile = link.profile});
      if (link.type) aims.push_back({.type = link.type});
    }
  }
}

template <class Aims>
Aims aim(const Node& slice, const std::vector<Step>& steps) {
  Aims aims{{.node = &slice, .fixed = slice.fixed, .pattern = slice.pattern}};
  for (const Step& step : steps) {
    Aims next;
    for (const auto& from : aims) {
      switch (step.kind) {
        case Step::Kind::child: aim_at_child(from, step.text, next); break;
        case Step::Kind::extension: aim_at_extension(from, step.text, next); break;
        case Step::Kind::resolve: aim_at_targets(from, next); break;
        case Step::Kind::of_type: next.push_back(from); break;
      }
    }
    aims = std::move(next);
  }
  return aims;
}

}  // namespace

void ProfileWalk::divide(const Node& node, Range range, const Path& parent) {
  const std::size_t first = slices_.size();
  std::size_t last = 0;
  bool open_end = false;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const fhir::Element element = found_[i];
    const std::size_t slice = slice_of(element, node);
    slices_.push_back(slice);
    const Path path{&parent, node.name, element.index};
    const auto rules = node.slicing ? node.slicing->rules : Slicing::Rules::open;
    if (slice == no_slice) {
      open_end = true;
      if (rules != Slicing::Rules::closed) continue;
      refuse(IssueType::structure, message::validation_profile_closed, {node.label}, path);
      continue;
    }
    const bool misplaced = open_end && rules == Slicing::Rules::open_at_end;
    if (misplaced || (node.slicing && node.slicing->ordered && slice < last)) {
      refuse(IssueType::structure, message::validation_profile_order, {node.slices[slice].label}, path);
    }
    last = slice;
  }
  for (std::size_t slice = 0; slice < node.slices.size(); ++slice) {
    const std::size_t begin = found_.size();
    for (std::size_t i = 0; i < range.size(); ++i) {
      if (slices_[first + i] == slice) found_.push_back(found_[range.begin + i]);
    }
    repeats(node.slices[slice], {begin, found_.size()}, parent);
    found_.resize(begin);
  }
  slices_.resize(first);
}

std::size_t ProfileWalk::slice_of(const fhir::Element& element, const Node& node) {
  std::size_t otherwise = no_slice;
  for (std::size_t i = 0; i < node.slices.size(); ++i) {
    if (node.slices[i].slice == "@default") {
      otherwise = i;
    } else if (node.slicing && matches(element, *node.slicing, node.slices[i])) {
      return i;
    }
  }
  return otherwise;
}

bool ProfileWalk::matches(const fhir::Element& element, const Slicing& slicing, const Node& slice) {
  if (element.type && element.type->name == "Extension" && element.value &&
      is_extension(slice, element.value->text_of("url"))) {
    return true;
  }
  bool decided = false;
  for (const Discriminator& by : slicing.discriminators) {
    if (!decide(element, by, slice, decided)) return false;
  }
  return decided;
}

// `decided`: the slice says something that the discriminator can ask for.
bool ProfileWalk::decide(const fhir::Element& element, const Discriminator& by, const Node& slice,
                         bool& decided) {
  const Aims aims = aim<Aims>(slice, by.steps);
  const Elements reached = reach(element, by.steps);
  switch (by.kind) {
    case Discriminator::Kind::value: return has_value(reached, aims, decided);
    case Discriminator::Kind::type: return has_type(reached, aims, decided);
    case Discriminator::Kind::profile: return has_profile(reached, aims, decided);
    case Discriminator::Kind::exists: break;
  }
  for (const Aim& aim : aims) {
    if (!aim.node) continue;
    const bool absent = aim.node->max == 0u, needed = aim.node->min && *aim.node->min > 0;
    decided |= absent || needed;
    if (absent ? !reached.empty() : needed && reached.empty()) return false;
  }
  return true;
}

bool ProfileWalk::has_value(const Elements& reached, const Aims& aims, bool& decided) {
  bool asked = false;
  for (const Aim& aim : aims) {
    const bool bound = aim.node && aim.node->binding.strength != definitions::BindingStrength::none;
    const bool deep = aim.node && !aim.node->children.empty();
    if (!aim.fixed && !aim.pattern && !bound && !deep) continue;
    asked = true;
    if (std::any_of(reached.begin(), reached.end(), [&](const auto& one) { return satisfies(one, aim); })) {
      decided = true;
      return true;
    }
  }
  return !asked;
}

bool ProfileWalk::satisfies(const fhir::Element& element, const Aim& aim) {
  if (aim.fixed && !(element.value && is_fixed(*element.value, *aim.fixed))) return false;
  if (aim.pattern && !(element.value && fits(*element.value, *aim.pattern))) return false;
  if (aim.fixed || aim.pattern) return true;
  const Path path{nullptr, aim.node->name};
  Report silent = Report::silent();
  if (aim.node->binding.strength != definitions::BindingStrength::none) {
    definitions::Binding binding = aim.node->binding;
    binding.strength = definitions::BindingStrength::required;
    check_binding(element, binding, surroundings_, path, silent);
    return silent.clean();
  }
  Report* const outer = std::exchange(report_, &silent);
  children(element, *aim.node, path);
  report_ = outer;
  return silent.clean();
}

bool ProfileWalk::has_type(const Elements& reached, const Aims& aims, bool& decided) {
  bool asked = false, found = false;
  for (const Aim& aim : aims) {
    const definitions::Type* const type = aim.profile ? aim.profile->type : aim.type;
    asked |= type || (aim.node && !aim.node->types.empty());
    for (const fhir::Element& one : reached) {
      if (!one.type) continue;
      found |= type && one.type->is(type->name);
      if (!aim.node) continue;
      const auto& options = aim.node->types;
      found |= std::any_of(options.begin(), options.end(),
                           [&](const TypeOption& option) { return one.type->is(option.name); });
    }
  }
  decided |= asked;
  return !asked || found;
}

bool ProfileWalk::has_profile(const Elements& reached, const Aims& aims, bool& decided) {
  bool asked = false, found = false;
  const auto ask = [&](const Profile& profile) {
    asked = true;
    found |= std::any_of(reached.begin(), reached.end(), [&](const fhir::Element& one) {
      if (!one.type || !one.value || !one.type->is(profile.type->name)) return false;
      const Path path{nullptr, one.type->name};
      if (one.type->kind != definitions::TypeKind::resource) return judged(one, profile, path);
      const Inside inside(surroundings_, one, false);
      return judged(one, profile, path);
    });
  };
  for (const Aim& aim : aims) {
    if (aim.profile) ask(*aim.profile);
    if (!aim.node) continue;
    for (const TypeOption& option : aim.node->types) {
      for (const ProfileLink& link : option.profiles) {
        if (link.profile) ask(*link.profile);
        if (link.type) {
          asked = true;
          found |= std::any_of(reached.begin(), reached.end(), [&](const fhir::Element& one) {
            return one.type && one.type->is(link.type->name);
          });
        }
      }
    }
  }
  decided |= asked;
  return !asked || found;
}

ProfileWalk::Elements ProfileWalk::reach(const fhir::Element& element, const std::vector<Step>& steps) const {
  Elements reached{element};
  for (const Step& one : steps) {
    Elements next;
    for (const fhir::Element& from : reached) step(from, one, next);
    reached = std::move(next);
  }
  return reached;
}

void ProfileWalk::step(const fhir::Element& element, const Step& step, Elements& out) const {
  const auto take = [&](const fhir::Element& child) { out.push_back(child); };
  switch (step.kind) {
    case Step::Kind::child: return fhir::each_child(element, step.text, surroundings_.definitions, take);
    case Step::Kind::extension:
      return fhir::each_child(element, "extension", surroundings_.definitions, [&](const auto& child) {
        if (child.value && child.value->text_of("url") == step.text) take(child);
      });
    case Step::Kind::of_type:
      if (element.type && element.type->is(step.text)) take(element);
      return;
    case Step::Kind::resolve: break;
  }
  const std::string_view text = element.value ? element.value->text_of("reference") : std::string_view{};
  if (text.empty() || !surroundings_.root_resource) return;
  const auto resolved = surroundings_.resolve(text, *surroundings_.root_resource);
  if (resolved && *resolved) return take(**resolved);
  // Of what is elsewhere the type is known at least.
  const auto* const type =
      surroundings_.definitions.find_type(fhir::parse_reference(text, surroundings_.definitions).type);
  if (type) out.push_back({.type = type});
}

}  // namespace linkki::validation
