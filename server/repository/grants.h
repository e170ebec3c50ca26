// Who may see what beyond their own: rows written in the commit that moves a Task or changes a Consent.
//
// grant        holder(8) target(8) basis(8) → part(1) ground(1) start µs(8) end µs(8)
// grant_basis  basis(8) holder(8) target(8) → empty
// holder       number of an Organization, PractitionerRole or Practitioner
// target       number of a resource; that of a root ServiceRequest stands for its whole case
// basis        number of the Task or Consent that the grant stems from; when it changes, its grants are made
// anew A passed end needs no transaction: readers compare it with the clock.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "repository/resource.h"

namespace linkki::repository {

// A resource by type and id: what a write knows before its number is given out.
struct Target {
  TypeCode type = 0;
  std::string id;
  bool none() const { return type == 0; }
  auto operator<=>(const Target&) const = default;
};

enum class Ground : std::uint8_t {
  consent = 1,
  own_record,
  same_controller,
  statutory,
  inspection,
  break_glass
};

struct Grant {
  Target holder;
  Target target;
  Part part = Part::none;  // none: every part
  Ground ground = Ground::consent;
  base::Instant start{};
  base::Instant end = base::Instant::max();
};

// All grants that stem from one basis; an empty list takes them away.
struct BasisGrants {
  Target basis;
  std::vector<Grant> grants;
};

struct GrantRow {
  Number holder = 0, target = 0, basis = 0;
  Part part = Part::none;
  Ground ground = Ground::consent;
  base::Instant start, end;
};

namespace grants {

using Resolve = std::function<base::Outcome<Number>(const Target&)>;

base::Outcome<void> replace(storage::WriteTransaction& write, const BasisGrants& grants,
                            const Resolve& resolve);
// Every grant of a holder that is in force at `now`.
std::vector<GrantRow> held(const storage::Reads& reads, Number holder, base::Instant now);
// The grants of a holder on one target, in force at `now`.
std::vector<GrantRow> held(const storage::Reads& reads, Number holder, Number target, base::Instant now);

}  // namespace grants
}  // namespace linkki::repository
