// Who may see what beyond their own: rows written in the commit that moves a Task or changes a Consent.
//
// grant        holder(8) target(8) part(1) basis(1) task(8) → reference(8) version(4) start µs(8) end µs(8)
// grant_basis  number(8) → the keys of the grants that a Task gives, that rest on a Consent; and sight_log.h
// holder       number of an Organization, or of the Practitioner or other person that a token names
// target       number of a resource; that of a root ServiceRequest: its whole case
// reference    number of what the basis is: the Consent, or the Task itself
// A passed end needs no transaction: readers compare it with the clock.
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
  access::Basis basis = access::Basis::task;
  Target reference;           // the Consent; none: the Task that gives it
  std::uint32_t version = 0;  // of that one
  base::Instant start{};
  base::Instant end = base::Instant::max();
};

// All grants that one Task gives, in place of those it gave; of a Consent: none, and all that rest on it end.
struct GivenGrants {
  Target giver;
  std::vector<GrantDraft> grants;  // of several for one holder, target, part and basis the first counts
};

namespace grants {

inline constexpr std::size_t key_bytes = 26;
using Resolve = std::function<base::Outcome<Number>(const Target&)>;

base::Outcome<void> replace(storage::WriteTransaction& write, const GivenGrants& given,
                            const Resolve& resolve);
// The grants of a holder on one target, ended ones too; appended to `found`.
void collect(const storage::Reads& reads, Number holder, Number target, std::vector<access::Grant>& found);

// Brings the rows of format 1 up: they had no reference, which was always the Task.
base::Outcome<void> add_references(storage::WriteTransaction& write);

}  // namespace grants
}  // namespace linkki::repository
