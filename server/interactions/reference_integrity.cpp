#include "interactions/reference_integrity.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/bytes.h"
#include "base/json/utf8.h"
#include "base/limits.h"
#include "fhir/reference.h"
#include "interactions/messages.h"
#include "repository/candidates.h"
#include "repository/identity.h"

namespace linkki::interactions {
namespace {

using base::Integrity;
using base::IssueType;
using base::Refusal;
using repository::Number;
using repository::Snapshot;
using repository::Target;

bool is_live(const storage::Reads& reads, const Target& target) {
  const Number number = repository::identity::find(reads, target.type, target.id);
  const auto row = number ? repository::rows::current(reads, number) : std::nullopt;
  return row && !row->header.deleted;
}

base::Failure absent(const std::string& reference) {
  return base::refuse(Refusal::conflict,
                      base::error(IssueType::conflict, base::message::reference_gone, {reference}));
}

// The references of one resource, each with its FHIRPath.
class References {
 public:
  using Visit = std::function<void(std::string_view text, const References& at)>;
  References(const definitions::Definitions& definitions, Visit visit)
      : definitions_(definitions), visit_(std::move(visit)) {}

  void walk(const fhir::Element& element) {
    if (element.type->name == "Bundle") return;  // what it holds points to its own entries
    path_.push_back(&element);
    if (element.type->name == "Reference") visit_(element.value->text_of("reference"), *this);
    fhir::each_child(element, definitions_, [&](const fhir::Element& child) {
      if (child.type && child.value && !child.primitive()) walk(child);
    });
    path_.pop_back();
  }

  std::string path(std::string_view entry) const {
    std::string path = place(entry, path_.front()->type->name);
    for (const fhir::Element* element : path_) {
      if (!element->definition) continue;
      path.append(".").append(element->definition->name);
      if (element->index != fhir::Element::no_index) path += "[" + std::to_string(element->index) + "]";
    }
    return path;
  }

 private:
  const definitions::Definitions& definitions_;
  const Visit visit_;
  std::vector<const fhir::Element*> path_;
};

class Check {
 public:
  Check(const Call& call, const Snapshot& snapshot, const repository::Sight& sight,
        const std::vector<Changed>& changes)
      : call_(call), snapshot_(snapshot), sight_(sight), changes_(changes) {
    for (const Changed& one : changes) by_target_[one.target] = &one;
  }

  base::Outcome<void> run(std::vector<Predicate>& predicates) {
    for (const Changed& one : changes_) {
      if (one.resource) check(one);
    }
    if (!faults_.empty()) return base::refuse(Refusal::unprocessable, std::move(faults_));
    if (!required_.empty()) predicates.push_back(still_here());
    if (const auto types = enforced_types(); !types.empty()) {
      for (const Changed& one : changes_) {
        if (!one.resource) predicates.push_back(not_referred_to(one, types));
      }
    }
    return base::done();
  }

 private:
  void check(const Changed& one) {
    const Integrity integrity = call_.current.settings->integrity_of(one.resource->type->name);
    if (integrity == Integrity::off) return;
    References references(*call_.definitions, [&](std::string_view text, const References& at) {
      const auto reference = fhir::parse_reference(text, *call_.definitions);
      if (reference.kind != fhir::ReferenceKind::relative) return;
      const Target target{snapshot_.type(reference.type), std::string(reference.id)};
      if (is_here(target)) {
        if (integrity == Integrity::enforce && !by_target_.contains(target)) required_.emplace(target, text);
      } else if (by_target_.contains(target) || !stood_there(one, text)) {
        tell(one, integrity, text, at.path(one.entry));
      }
    });
    references.walk(one.resource->root());
  }

  bool is_here(const Target& target) const {
    if (const auto changed = by_target_.find(target); changed != by_target_.end())
      return changed->second->resource != nullptr;
    const Number number = repository::identity::find(snapshot_.reads(), target.type, target.id);
    const auto row = number ? snapshot_.current(number) : std::nullopt;
    return row && !row->header.deleted && sight_.sees(number, row->header);
  }

  bool stood_there(const Changed& one, std::string_view text) const {
    if (!one.stored) return false;
    const std::string before = snapshot_.json(*snapshot_.current(one.number));
    return before.find("\"" + std::string(text) + "\"") != std::string::npos;
  }

  void tell(const Changed& one, Integrity integrity, std::string_view text, std::string path) {
    const bool enforced = integrity == Integrity::enforce;
    auto& issues = enforced ? faults_ : *one.warnings;
    if (issues.size() >= limits::issues_max) return;
    auto issue = enforced ? base::error(IssueType::not_found, base::message::reference_absent,
                                        {json::excerpt(text)}, std::move(path))
                          : base::warning(IssueType::not_found, base::message::reference_absent,
                                          {json::excerpt(text)}, std::move(path));
    issues.push_back(std::move(issue));
  }

  Predicate still_here() const {
    return [required = required_](const storage::Reads& reads) -> base::Outcome<void> {
      for (const auto& [target, text] : required) {
        if (!is_live(reads, target)) return absent(text);
      }
      return base::done();
    };
  }

  std::vector<std::string> enforced_types() const {
    std::vector<std::string> types;
    for (const auto* type : call_.definitions->resource_types()) {
      if (call_.current.settings->integrity_of(type->name) == Integrity::enforce)
        types.emplace_back(type->name);
    }
    return types;
  }

  Predicate not_referred_to(const Changed& deleted, const std::vector<std::string>& types) const {
    // Those of the same request go too, or no longer refer to it: else they would have been refused.
    std::set<Number> own;
    for (const Changed& one : changes_) own.insert(one.number);
    return [=, number = deleted.number, reading = snapshot_.reading(), principal = call_.principal,
            now = call_.now](const storage::Reads& reads) -> base::Outcome<void> {
      const Snapshot inside(reads, reading);
      std::set<Number> referrers;
      for (const std::string& type : types) {
        for (const Number one :
             repository::candidates::referring(reads, *reading.facets->find(type), number)) {
          if (!own.contains(one)) referrers.insert(one);
        }
      }
      if (referrers.empty()) return base::done();
      const repository::Sight sight(reads, *reading.dictionary, principal, now);
      const auto seen = std::find_if(referrers.begin(), referrers.end(), [&](Number one) {
        return sight.sees(one, inside.current(one)->header);
      });
      const std::string count = std::to_string(referrers.size());
      const std::string target = inside.reference(number);
      auto issue = seen == referrers.end()
                       ? base::error(IssueType::conflict, base::message::delete_referred, {target, count})
                       : base::error(IssueType::conflict, base::message::delete_referred_by,
                                     {target, count, inside.reference(*seen)});
      return base::refuse(Refusal::conflict, std::move(issue));
    };
  }

  const Call& call_;
  const Snapshot& snapshot_;
  const repository::Sight& sight_;
  const std::vector<Changed>& changes_;
  std::map<Target, const Changed*> by_target_;
  std::map<Target, std::string> required_;  // with the text that refers to it
  std::vector<base::Issue> faults_;
};

}  // namespace

std::string place(std::string_view entry, std::string_view type) {
  return entry.empty() ? std::string(type) : std::string(entry) + ".resource";
}

base::Outcome<void> check_references(const Call& call, const Snapshot& snapshot,
                                     const repository::Sight& sight, const std::vector<Changed>& changes,
                                     std::vector<Predicate>& predicates) {
  return Check(call, snapshot, sight, changes).run(predicates);
}

}  // namespace linkki::interactions
