#include "repository/sight.h"

#include "repository/grants.h"
#include "repository/identity.h"

namespace linkki::repository {
namespace {

Number find_reference(const storage::Reads& reads, const Dictionary& dictionary, std::string_view reference) {
  const std::size_t slash = reference.find('/');
  if (slash == std::string_view::npos) return 0;
  return identity::find(reads, dictionary.type(reference.substr(0, slash)), reference.substr(slash + 1));
}

// Client data are no concern of those who run or audit the server; clients and proxies wait for the rules
// that say what a guardian may see, and until then see nothing.
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
    case access::Role::none:
    case access::Role::client:
    case access::Role::proxy:
    case access::Role::auditor:
    case access::Role::administrator: return false;
  }
  ensure(!"a role");
}

}  // namespace

Sight::Sight(const storage::Reads& reads, const Dictionary& dictionary, const access::Principal& principal,
             base::Instant now)
    : reads_(reads),
      now_(now),
      role_(principal.role),
      organization_(find_reference(reads, dictionary, principal.organization)) {
  access::Holdings own;
  own.authenticated = role_ != access::Role::none;
  if (organization_ && sees_client_data(role_)) {
    own.organizations.push_back(organization_);
    holders_.push_back(organization_);
  }
  const Number person = find_reference(reads, dictionary, principal.person);
  if (person && sees_client_data(role_)) holders_.push_back(person);
  own_set_ = access::AllowedSet(std::move(own), now_);
}

access::Sight Sight::sees(Number number, const Header& header) const {
  const access::ResourceAccess resource{.number = number,
                                        .open = header.open,
                                        .listed = header.listed,
                                        .author = header.author,
                                        .custodian = header.custodian,
                                        .case_id = header.case_id,
                                        .part = header.part,
                                        .patients = header.patients};
  const access::Sight own = own_set_.visible(resource);
  if (own || holders_.empty()) return own;
  access::Holdings holdings;
  holdings.authenticated = true;
  for (const Number holder : holders_) {
    grants::collect(reads_, holder, number, holdings.grants);
    if (header.case_id && header.case_id != number)
      grants::collect(reads_, holder, header.case_id, holdings.grants);
  }
  if (holdings.grants.empty()) return {};
  return access::AllowedSet(std::move(holdings), now_).visible(resource);
}

}  // namespace linkki::repository
