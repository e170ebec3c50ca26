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
  if (resource.listed && holdings_.authenticated) return {Basis::listed};
  if (contains(holdings_.organizations, resource.author)) return {Basis::own_record};
  if (resource.part != Part::work) {
    for (const auto patient : resource.patients) {
      if (contains(holdings_.patients, patient)) return {Basis::self};
    }
  }
  if (contains(holdings_.custodians, resource.custodian)) return {holdings_.custodian_basis};
  if (holdings_.grants.empty()) return {};
  if (resource.case_id != 0) {
    if (const auto sight = granted(resource.case_id, resource.part)) return sight;
    if (const auto sight = granted(resource.case_id, Part::none)) return sight;
  }
  return granted(resource.number, Part::none);
}

Sight AllowedSet::granted(std::uint64_t target, Part part) const {
  const auto& grants = holdings_.grants;
  const auto wanted = std::pair(target, part);
  const auto found =
      std::lower_bound(grants.begin(), grants.end(), wanted,
                       [](const Grant& grant, const auto& sought) { return place(grant) < sought; });
  if (found == grants.end() || place(*found) != wanted) return {};
  return {found->basis, found->reference, found->version};
}

}  // namespace linkki::access
