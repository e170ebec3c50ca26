#include "definitions/package_faults.h"

#include <algorithm>
#include <map>

#include "base/json/parse.h"
#include "base/limits.h"
#include "definitions/messages.h"

namespace linkki::definitions {
namespace {

namespace message = base::message;

bool counts(std::string_view member) {
  return member != "text" && member != "id" && member != "meta";
}

// The same members, leaving aside those that say nothing of what is defined, and a snapshot that only one of
// them has: it is made of the rest.
bool defines_the_same(const json::Value& a, const json::Value& b) {
  const auto within = [](const json::Value& one, const json::Value& other) {
    return std::all_of(one.members().begin(), one.members().end(), [&](const json::Member& member) {
      if (!counts(member.name)) return true;
      const json::Value* const same = other.find(member.name);
      if (!same && member.name == "snapshot") return true;
      return same && json::equal(member.value, *same);
    });
  };
  return within(a, b) && within(b, a);
}

class Faults {
 public:
  Faults(const Package& package, const Definitions& below)
      : below_(below), self_(package.manifest.self.label()), ours_(package.resources) {}

  base::Outcome<std::vector<base::Issue>> find(const Package& package,
                                               const std::vector<InstalledPackage>& installed) {
    issues_ = missing(package.manifest, installed);
    for (const auto& other : installed) compare(other.resources, other.manifest.self.label());
    for (const auto& one : ours_) {
      TRY_VOID(compare_below(*one));
      const auto [first, is_new] = seen_.emplace(key_of(*one), one.get());
      if (!is_new) judge(*one, first->second->root(), self_);
    }
    return std::move(issues_);
  }

 private:
  static std::string key_of(const AddedResource& one) {
    return one.version.empty() ? std::string(one.url) : std::string(one.url).append("|").append(one.version);
  }

  void compare(const Added& others, const std::string& where) {
    std::map<std::string, const AddedResource*> theirs;
    for (const auto& one : others) theirs.emplace(key_of(*one), one.get());
    for (const auto& one : ours_) {
      if (const auto at = theirs.find(key_of(*one)); at != theirs.end())
        judge(*one, at->second->root(), where);
    }
  }

  base::Outcome<void> compare_below(const AddedResource& one) {
    if (one.version.empty()) return base::done();
    TRY(const auto json, below_.find_resource(key_of(one)));
    if (!json) return base::done();
    auto document = json::parse(*json);
    if (document.ok()) judge(one, document->root, base::Words("R4 itself", "R4:ssä itsessään", "själva R4"));
    return base::done();
  }

  void judge(const AddedResource& one, const json::Value& other, base::Argument where) {
    if (conflicts_ >= limits::issues_max || defines_the_same(one.root(), other)) return;
    ++conflicts_;  // counted apart: what is missing leaves them their room
    issues_.push_back(base::error(base::IssueType::duplicate, message::package_conflict,
                                  {key_of(one), self_, std::move(where)}));
  }

  const Definitions& below_;
  const std::string self_;
  const Added& ours_;
  std::map<std::string, const AddedResource*> seen_;
  std::vector<base::Issue> issues_;
  std::size_t conflicts_ = 0;
};

}  // namespace

std::vector<base::Issue> missing(const Manifest& manifest, const std::vector<InstalledPackage>& installed) {
  std::vector<base::Issue> issues;
  for (const PackageName& needed : manifest.dependencies) {
    const bool there =
        is_built_in(needed) || std::any_of(installed.begin(), installed.end(), [&](const auto& one) {
          const PackageName& self = one.manifest.self;
          return self.name == needed.name && satisfies(self.version, needed.version);
        });
    if (there) continue;
    if (issues.size() >= limits::issues_max) break;
    issues.push_back(base::warning(base::IssueType::not_found, message::package_dependency,
                                   {manifest.self.label(), needed.label()}));
  }
  return issues;
}

base::Outcome<std::vector<base::Issue>> faults_of(const Package& package,
                                                  const std::vector<InstalledPackage>& installed,
                                                  const Definitions& below) {
  return Faults(package, below).find(package, installed);
}

}  // namespace linkki::definitions
