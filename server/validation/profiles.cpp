#include "validation/profiles.h"

#include <mutex>

#include "base/json/parse.h"
#include "base/limits.h"
#include "validation/profile_reader.h"

namespace linkki::validation {
namespace {

bool has_elements(const json::Value& structure, std::string_view part) {
  const json::Value* const found = structure.find(part);
  return found && found->find("element");
}

}  // namespace

const Profile* Profiles::find(std::string_view canonical) const {
  {
    const std::shared_lock lock(mutex_);
    if (const auto at = held_.find(canonical); at != held_.end()) return at->second.get();
  }
  if (definitions_.find_profile(canonical)) return nullptr;
  const std::lock_guard lock(mutex_);
  const Profile* const found = load(canonical, 0);
  while (!open_.empty()) {
    Profile* const profile = open_.back();
    open_.pop_back();
    link(profile->root);
  }
  return found;
}

// What is asked for by an outsider and not there is not remembered: there is no end to such names.
const Profile* Profiles::load(std::string_view canonical, std::size_t depth) const {
  if (const auto at = held_.find(canonical); at != held_.end()) return at->second.get();
  if (depth >= limits::profile_depth_max || definitions_.find_profile(canonical)) return nullptr;
  auto profile = std::make_unique<Profile>();
  // One that derives from itself is read once more at its end, and held but once.
  if (!read(*profile, canonical, depth)) return nullptr;
  const auto [at, is_new] = held_.try_emplace(std::string(canonical), std::move(profile));
  if (is_new) open_.push_back(at->second.get());
  return at->second.get();
}

bool Profiles::read(Profile& profile, std::string_view canonical, std::size_t depth) const {
  auto json = definitions_.find_resource(canonical);
  if (!json || !*json) return false;
  auto document = json::parse(std::move(**json));
  if (!document) return false;
  profile.document = *std::move(document);
  const json::Value& root = profile.document.root;
  if (root.text_of("resourceType") != "StructureDefinition" || root.text_of("kind") == "logical")
    return false;
  const std::string_view base_url = root.text_of("baseDefinition");
  const bool core = definitions_.find_profile(base_url);
  const Profile* const base = core ? nullptr : load(base_url, depth + 1);
  const bool by_snapshot =
      has_elements(root, "snapshot") && (!(core || base) || !has_elements(root, "differential"));
  if (!core && !base && !by_snapshot && !has_elements(root, "differential")) return false;
  return read_profile(profile, by_snapshot ? nullptr : base, by_snapshot, definitions_).ok();
}

void Profiles::link(std::vector<ProfileLink>& links) const {
  for (ProfileLink& link : links) {
    link.type = definitions_.find_profile(link.canonical);
    if (!link.type) link.profile = load(link.canonical, 0);
  }
}

void Profiles::link(Node& node) const {
  for (TypeOption& option : node.types) {
    link(option.profiles);
    link(option.targets);
  }
  for (auto* list : {&node.children, &node.slices}) {
    for (Node& one : *list) link(one);
  }
}

}  // namespace linkki::validation
