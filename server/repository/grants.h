// Who may see what beyond their own: rows written in the commit that moves a Task or changes a Consent.
//
// grant        holder(8) target(8) part(1) basis(1) reference(8) → version(4) start µs(8) end µs(8)
// grant_basis  reference(8) → the keys of its grants: when a Task or Consent changes, its grants are made
// anew holder       number of an Organization, or of the Practitioner or other person a token names target
// number of a resource; that of a root ServiceRequest: its whole case A passed end needs no transaction:
// readers compare it with the clock.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "access/grant.h"
#include "repository/tables.h"

namespace linkki::repository {

// A resource by type and id: what a write knows before its number is given out.
struct Target {
  TypeCode type = 0;
  std::string id;
  bool none() const { return type == 0; }
  auto operator<=>(const Target&) const = default;
};

struct GrantDraft {
  Target holder;
  Target target;
  access::Part part = access::Part::none;  // none: every part
  base::Instant start{};
  base::Instant end = base::Instant::max();
};

// All grants that stem from one Task or Consent; an empty list takes them away.
struct BasisGrants {
  access::Basis basis = access::Basis::task;
  Target reference;
  std::uint32_t version = 0;
  std::vector<GrantDraft> grants;
};

namespace grants {

inline constexpr std::size_t key_bytes = 26;
using Resolve = std::function<base::Outcome<Number>(const Target&)>;

base::Outcome<void> replace(storage::WriteTransaction& write, const BasisGrants& grants,
                            const Resolve& resolve);
// The grants of a holder on one target, ended ones too; appended to `found`.
void collect(const storage::Reads& reads, Number holder, Number target, std::vector<access::Grant>& found);

}  // namespace grants
}  // namespace linkki::repository
