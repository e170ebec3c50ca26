#include "access/allowed_set.h"

#include <algorithm>
#include <tuple>

namespace linkki::access {
namespace {

auto place(const Grant& grant) {
  return std::pair(grant.target, grant.part);
}

bool contains(const std::vector<std::uint64_t>& numbers, std::uint64_t number) {
  return number != 0 && std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

}  // namespace

AllowedSet::AllowedSet(Holdings holdings, base::Instant now) : holdings_(std::move(holdings)) {
  auto& grants = holdings_.grants;
  std::erase_if(grants, [&](const Grant& grant) { return !grant.holds(now) || grant.basis == Basis::none; });
  std::sort(grants.begin(), grants.end(), [](const Grant& a, const Grant& b) {
    return std::tuple(place(a), a.basis, a) < std::tuple(place(b), b.basis, b);
  });
}

Sight AllowedSet::visible(const ResourceAccess& resource) const {
  if (resource.open) return {Basis::open};
  if (resource.listed && holdings_.authenticated && !resource.hidden) return {Basis::listed};
  if (contains(holdings_.organizations, resource.author)) return {Basis::own_record};
  if (resource.part != Part::work && !(holdings_.on_behalf && resource.hidden)) {
    for (const auto patient : resource.patients) {
      if (contains(holdings_.patients, patient)) return {Basis::self};
    }
  }
  if (!resource.hidden && contains(holdings_.custodians, resource.custodian))
    return {holdings_.custodian_basis};
  if (holdings_.grants.empty()) return {};
  if (resource.case_id != 0) {
    if (const auto sight = granted(resource.case_id, resource.part, resource.hidden)) return sight;
    if (const auto sight = granted(resource.case_id, Part::none, resource.hidden)) return sight;
  }
  for (const Part part : {Part::none, Part::contact}) {
    if (const auto sight = granted(resource.number, part, resource.hidden)) return sight;
  }
  Sight sight = granted(resource.number, Part::request, resource.hidden);
  sight.whole = !resource.hidden;
  return sight;
}

Sight AllowedSet::granted(std::uint64_t target, Part part, bool hidden) const {
  const auto& grants = holdings_.grants;
  const auto wanted = std::pair(target, part);
  auto found = std::lower_bound(grants.begin(), grants.end(), wanted,
                                [](const Grant& grant, const auto& sought) { return place(grant) < sought; });
  for (; found != grants.end() && place(*found) == wanted; ++found) {
    if (!hidden || found->personal) return {found->basis, found->reference, found->version, true};
  }
  return {};
}

}  // namespace linkki::access
