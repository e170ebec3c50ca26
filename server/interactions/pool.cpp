#include "interactions/pool.h"

#include <algorithm>
#include <set>

#include "base/json/parse.h"
#include "repository/candidates.h"

namespace linkki::interactions {
namespace {

using repository::Number;
using repository::Snapshot;
using repository::Target;

constexpr std::string_view area_extension = "https://w3id.org/linkki/fhir/StructureDefinition/area";

using Area = std::pair<std::string, std::string>;  // system, code

std::set<Area> areas_of(const json::Value& resource) {
  std::set<Area> areas;
  const json::Value* const extensions = resource.find("extension");
  if (!extensions) return areas;
  for (const json::Value& extension : extensions->items()) {
    const json::Value* const coding = extension.find("valueCoding");
    if (extension.text_of("url") == area_extension && coding)
      areas.emplace(coding->text_of("system"), coding->text_of("code"));
  }
  return areas;
}

class Pool {
 public:
  Pool(const Snapshot& snapshot, const json::Value& task)
      : snapshot_(snapshot), task_(task), areas_(areas_of(task)) {}

  std::vector<Target> members() {
    if (areas_.empty()) return {};
    std::size_t looked_at = 0;
    for (const Number number : roles()) {
      if (++looked_at > pool_roles_max || members_.size() == pool_members_max) break;
      add(number);
    }
    return members_;
  }

 private:
  // Those with a code of performerType.
  repository::candidates::Numbers roles() const {
    const repository::Reading& reading = snapshot_.reading();
    const auto* const parameter = reading.facets->find("PractitionerRole")->find("role");
    const json::Value* const types = task_.find("performerType");
    repository::candidates::Numbers roles;
    if (!parameter || !types) return roles;
    for (const json::Value& type : types->items()) {
      const json::Value* const codings = type.find("coding");
      if (!codings) continue;
      for (const json::Value& coding : codings->items()) {
        const auto some = repository::candidates::with(
            snapshot_.reads(), parameter->code(repository::Facet::code),
            reading.hash->token(coding.text_of("system"), coding.text_of("code")));
        roles.insert(roles.end(), some.begin(), some.end());
      }
    }
    return roles;
  }

  void add(Number number) {
    const auto row = snapshot_.current(number);
    const auto role = json::parse(snapshot_.json(*row));
    const json::Value* const active = role->root.find("active");
    if (active && active->is_boolean() && !active->truth()) return;
    const json::Value* const locations = role->root.find("location");
    const json::Value* const organization = role->root.find("organization");
    if (!locations || !organization) return;
    const bool works_here =
        std::any_of(locations->items().begin(), locations->items().end(),
                    [&](const json::Value& location) { return lies_here(location.text_of("reference")); });
    const Target member = target_of(organization->text_of("reference"));
    const bool known = std::find(members_.begin(), members_.end(), member) != members_.end();
    if (works_here && !member.none() && !known) members_.push_back(member);
  }

  bool lies_here(std::string_view reference) const {
    const Target target = target_of(reference);
    const Number number = target.none() ? 0 : snapshot_.number("Location", target.id);
    const auto row = number ? snapshot_.current(number) : std::nullopt;
    if (!row || row->header.deleted) return false;
    const auto location = json::parse(snapshot_.json(*row));
    const auto found = areas_of(location->root);
    return std::any_of(found.begin(), found.end(), [&](const Area& area) { return areas_.contains(area); });
  }

  Target target_of(std::string_view reference) const {
    const std::size_t slash = reference.find('/');
    if (slash == std::string_view::npos) return {};
    const std::string_view id = reference.substr(slash + 1);
    return {snapshot_.type(reference.substr(0, slash)), std::string(id.substr(0, id.find('/')))};
  }

  const Snapshot& snapshot_;
  const json::Value& task_;
  const std::set<Area> areas_;
  std::vector<Target> members_;
};

}  // namespace

std::vector<Target> pool_members(const Snapshot& snapshot, const json::Value& task) {
  if (task.text_of("status") != "requested") return {};
  return Pool(snapshot, task).members();
}

}  // namespace linkki::interactions
