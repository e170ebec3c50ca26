// The profiles that are loaded, each compiled when it is first asked for, with those that it names.
//
// Threads   any; one lock, held long only while a profile is compiled.
// Lifetime  a Profile ends with the Profiles, these with the definitions.
// Limits    limits::profile_depth_max profiles, each derived from the next
#pragma once

#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "validation/profile.h"

namespace linkki::validation {

class Profiles {
 public:
  explicit Profiles(const definitions::Definitions& definitions) : definitions_(definitions) {}

  // nullptr: not loaded, not a profile (a core type, a logical model) or not to be used. Canonicals may end
  // in |version.
  const Profile* find(std::string_view canonical) const;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Held = std::unordered_map<std::string, std::unique_ptr<Profile>, Hash, std::equal_to<>>;

  const Profile* load(std::string_view canonical, std::size_t depth) const;
  bool read(Profile& profile, std::string_view canonical, std::size_t depth) const;
  void link(Node& node) const;
  void link(std::vector<ProfileLink>& links) const;

  const definitions::Definitions& definitions_;
  mutable std::shared_mutex mutex_;
  mutable Held held_;
  mutable std::vector<Profile*> open_;  // read, and not yet linked
};

}  // namespace linkki::validation
