// What a caller may see, carried by every query: counts, includes, histories, errors show nothing outside it.
//
// Built once per request from what the caller holds; asked once per candidate of a search. A grant on a case
// covers what joins the case later; one on a pool's Task shows the Task and nothing behind it. A Patient is
// in no case: one on it with the part `contact` shows all of it, with `request` a hidden person without their
// contact data.
// Cost      visible(): 5 to 50 ns, no memory
// Threads   any; a set never changes
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "access/grant.h"

namespace linkki::access {

// What a resource's row header says of it. 0: none.
struct ResourceAccess {
  std::uint64_t number = 0;
  bool open = false;            // public
  bool listed = false;          // for every caller with a token: people of the directory
  bool hidden = false;          // it or whom it is about is hidden (label.h)
  std::uint64_t author = 0;     // number of the Organization that wrote it
  std::uint64_t custodian = 0;  // number of the Organization that answers for it
  std::uint64_t case_id = 0;    // number of its root ServiceRequest
  Part part = Part::none;
  std::span<const std::uint64_t> patients;  // numbers of the Patients it is about
};

struct Holdings {
  bool authenticated = false;                // has a token
  std::vector<std::uint64_t> organizations;  // one's own: what they wrote is seen (own-record)
  std::vector<std::uint64_t>
      patients;            // one's own Patients (self); without the part `work`, the workers' notes
  bool on_behalf = false;  // the patients are somebody else's: a proxy does not see the hidden ones
  std::vector<std::uint64_t> custodians;  // whose whole register is seen, for `custodian_basis`
  Basis custodian_basis = Basis::same_controller;
  std::vector<Grant> grants;  // of all one's holders, in any order, ended ones too
};

// Whether, and if so why: the reason goes into the audit trail.
struct Sight {
  Basis basis = Basis::none;
  std::uint64_t reference = 0;  // number and version of the Consent or Task; 0: none
  std::uint32_t version = 0;
  bool whole = true;  // false: of a hidden person's Patient, all but the contact data (contact_data.h)

  explicit operator bool() const { return basis != Basis::none; }
};

class AllowedSet {
 public:
  AllowedSet() = default;  // what is public
  // Grants that do not hold at `now` are left out.
  AllowedSet(Holdings holdings, base::Instant now);

  Sight visible(const ResourceAccess& resource) const;

 private:
  Sight granted(std::uint64_t target, Part part, bool hidden) const;
  Holdings holdings_;  // grants sorted by target, part, basis
};

}  // namespace linkki::access
