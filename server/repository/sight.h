// What one caller may see, on one snapshot: the allowed set that every read, search, include and history
// obeys.
//
// A resource is wholly visible or absent, but for a hidden person's contact data. The decision is
// access/allowed_set.h's; here are the rows it needs, looked up for the resource asked about: a large
// organisation holds many grants. A client sees what is about the Patient of the token, a proxy what is about
// that of its RelatedPerson (proxy.h); of a minor what the code of the case (in no case: of the Patient) lets
// the guardians see. Where and when to meet a hidden person (Appointment …), and who is close to them, is
// seen by those alone who see the Patient whole. $break-glass opens what is about its Patient alone, to the
// person for the organisation that they broke it for. An auditor inspects what its organisation answers for.
// Cost      nothing beyond the header for own and open resources; two look-ups in `grant` per holder otherwise,
//           and for a named person one a Patient where these find nothing
// Threads   one, as its snapshot
#pragma once

#include <array>
#include <vector>

#include "access/allowed_set.h"
#include "access/principal.h"
#include "repository/dictionary.h"
#include "repository/proxy.h"
#include "repository/resource.h"

namespace linkki::repository {

// Roles of professionals; a producer may be an association, a light participant is one of its volunteers.
bool may_break_glass(access::Role role);

class Sight {
 public:
  Sight(const storage::Reads& reads, const Dictionary& dictionary, const access::Principal& principal,
        base::Instant now);

  // Basis::none: for this caller it does not exist.
  access::Sight sees(Number number, const Header& header) const;
  // Whether the caller, a proxy, may write what says this of the guardians about a Patient; `case_says`: what
  // the case that it joins says.
  bool acts_for(Number patient, access::GuardianView says, access::GuardianView case_says) const;
  // The number of the caller's organisation; 0: it has none here.
  Number organization() const { return organization_; }

 private:
  access::Sight judge(Number number, const Header& header) const;
  access::Sight through_broken_glass(const Header& header) const;
  bool tells_where(Number number) const;
  bool sees_whole(Number patient) const;
  bool lets_guardians(const Header& header) const;
  bool is_minor(Number patient) const;
  // Its label hides it, or that of whom it is about.
  bool is_hidden(const Header& header) const;
  void collect(Number holder, Number number, const Header& header, bool personal,
               std::vector<access::Grant>& grants) const;

  const storage::Reads& reads_;
  const base::Instant now_;
  const access::Role role_;
  Number organization_ = 0;
  Number person_ = 0;
  std::array<TypeCode, 4> telling_{};  // types that tell where somebody is
  bool organization_holds_ = false;
  bool on_behalf_ = false;
  std::vector<Represented> represented_;  // by a proxy
  access::AllowedSet own_set_;
};

}  // namespace linkki::repository
