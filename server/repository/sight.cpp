#include "repository/sight.h"

#include <algorithm>

#include "repository/grants.h"
#include "repository/identity.h"

namespace linkki::repository {
namespace {

Number find_reference(const storage::Reads& reads, const Dictionary& dictionary, std::string_view reference) {
  const std::size_t slash = reference.find('/');
  if (slash == std::string_view::npos) return 0;
  return identity::find(reads, dictionary.type(reference.substr(0, slash)), reference.substr(slash + 1));
}

// Client data are no concern of those who run or audit the server.
bool sees_client_data(access::Role role) {
  switch (role) {
    case access::Role::system:
    case access::Role::referrer:
    case access::Role::link_worker:
    case access::Role::coordinator:
    case access::Role::producer:
    case access::Role::light_participant:
    case access::Role::editor:
    case access::Role::importer:
    case access::Role::tester: return true;
    case access::Role::client:
    case access::Role::proxy:  // by being the Patient, or its proxy
    case access::Role::none:
    case access::Role::auditor:
    case access::Role::administrator:
    case access::Role::server: return false;
  }
  ensure(!"a role");
}

}  // namespace

bool may_break_glass(access::Role role) {
  return role == access::Role::referrer || role == access::Role::link_worker ||
         role == access::Role::coordinator;
}

Sight::Sight(const storage::Reads& reads, const Dictionary& dictionary, const access::Principal& principal,
             base::Instant now)
    : reads_(reads),
      now_(now),
      role_(principal.role),
      organization_(find_reference(reads, dictionary, principal.organization)),
      telling_{dictionary.type("Appointment"), dictionary.type("AppointmentResponse"),
               dictionary.type("Encounter"), dictionary.type("RelatedPerson")} {
  access::Holdings own;
  own.authenticated = role_ != access::Role::none;
  if (organization_ && sees_client_data(role_)) {
    own.organizations.push_back(organization_);
    organization_holds_ = true;
  }
  if (organization_ && role_ == access::Role::auditor) {
    own.custodians.push_back(organization_);
    own.custodian_basis = access::Basis::inspection;
  }
  const Number person = find_reference(reads, dictionary, principal.person);
  if (person && sees_client_data(role_)) person_ = person;
  if (role_ == access::Role::client && type_of(person) == dictionary.type("Patient")) own.patients = {person};
  if (role_ == access::Role::proxy && type_of(person) == dictionary.type("RelatedPerson")) {
    represented_ = represented(reads, person, now);
    for (const Represented& one : represented_) own.patients.push_back(one.patient);
    own.on_behalf = true;
  }
  on_behalf_ = own.on_behalf;
  own_set_ = access::AllowedSet(std::move(own), now_);
}

bool Sight::is_hidden(const Header& header) const {
  return header.hidden || std::any_of(header.patients.begin(), header.patients.end(), [&](Number patient) {
           const auto row = rows::current(reads_, patient);  // as it is now, whatever version is asked about
           return row && row->header.hidden;
         });
}

bool Sight::tells_where(Number number) const {
  return std::find(telling_.begin(), telling_.end(), type_of(number)) != telling_.end();
}

bool Sight::sees_whole(Number patient) const {
  const auto row = rows::current(reads_, patient);
  if (!row || !row->header.hidden) return true;
  const access::Sight sight = judge(patient, row->header);
  return sight && sight.whole;
}

access::Sight Sight::sees(Number number, const Header& header) const {
  const access::Sight sight = judge(number, header);
  if (!sight || !tells_where(number)) return sight;
  const auto& patients = header.patients;
  const bool all = std::all_of(patients.begin(), patients.end(), [&](Number one) { return sees_whole(one); });
  return all ? sight : access::Sight{};
}

bool Sight::is_minor(Number patient) const {
  return std::any_of(represented_.begin(), represented_.end(),
                     [&](const Represented& one) { return one.patient == patient && one.minor; });
}

bool Sight::lets_guardians(const Header& header) const {
  using access::GuardianView;
  const auto says = [&](Number number) {
    const auto row = rows::current(reads_, number);
    return row ? row->header.guardians : GuardianView::unsaid;
  };
  const auto lets = [&](Number patient) {
    if (!is_minor(patient)) return true;
    if (header.guardians != GuardianView::unsaid) return header.guardians == GuardianView::shown;
    return says(header.case_id ? header.case_id : patient) == GuardianView::shown;
  };
  return std::all_of(header.patients.begin(), header.patients.end(), lets);
}

bool Sight::acts_for(Number patient, access::GuardianView says, access::GuardianView case_says) const {
  const bool represents = std::any_of(represented_.begin(), represented_.end(),
                                      [&](const Represented& one) { return one.patient == patient; });
  if (!represents || !is_minor(patient)) return represents;
  if (says == access::GuardianView::unsaid) says = case_says;
  return says == access::GuardianView::shown;
}

access::Sight Sight::judge(Number number, const Header& header) const {
  access::ResourceAccess resource{.number = number,
                                  .open = header.open,
                                  .listed = header.listed,
                                  .hidden = on_behalf_ ? is_hidden(header) : header.hidden,
                                  .author = header.author,
                                  .custodian = header.custodian,
                                  .case_id = header.case_id,
                                  .part = header.part,
                                  .patients = header.patients};
  const access::Sight own = own_set_.visible(resource);
  if (on_behalf_ && own.basis == access::Basis::self && !lets_guardians(header)) return {};
  if (own || (!person_ && !organization_holds_)) return own;
  access::Holdings holdings;
  holdings.authenticated = true;
  if (organization_holds_) collect(organization_, number, header, false, holdings.grants);
  if (person_) collect(person_, number, header, true, holdings.grants);
  if (holdings.grants.empty()) return through_broken_glass(header);
  resource.hidden = is_hidden(header);
  const auto granted = access::AllowedSet(std::move(holdings), now_).visible(resource);
  return granted ? granted : through_broken_glass(header);
}

// As long as they act for the organisation that they broke it for.
access::Sight Sight::through_broken_glass(const Header& header) const {
  if (!person_ || !may_break_glass(role_) || header.patients.empty()) return {};
  access::Sight sight;
  for (const Number patient : header.patients) {
    std::vector<access::Grant> grants;
    grants::collect(reads_, person_, patient, grants);
    const auto found = std::find_if(grants.begin(), grants.end(), [&](const access::Grant& grant) {
      if (grant.basis != access::Basis::break_glass || !grant.holds(now_)) return false;
      const auto record = rows::current(reads_, grant.reference);
      return record && record->header.author == organization_;
    });
    if (found == grants.end()) return {};
    sight = {found->basis, found->reference, found->version, true};
  }
  return sight;
}

void Sight::collect(Number holder, Number number, const Header& header, bool personal,
                    std::vector<access::Grant>& grants) const {
  const std::size_t before = grants.size();
  grants::collect(reads_, holder, number, grants);
  if (header.case_id && header.case_id != number) grants::collect(reads_, holder, header.case_id, grants);
  std::erase_if(grants, [](const auto& grant) { return grant.basis == access::Basis::break_glass; });
  for (std::size_t i = before; i < grants.size(); ++i) grants[i].personal = personal;
}

}  // namespace linkki::repository
