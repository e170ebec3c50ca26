#include "cli/trust.h"

#include <algorithm>

#include "access/issuer.h"
#include "cli/data_folder.h"
#include "cli/read_file.h"
#include "http/outgoing_client.h"

namespace linkki::cli {

namespace {

access::ClaimNames claim_names(const base::Settings::Issuer& issuer) {
  return {.role = issuer.role_claim,
          .organization = issuer.organization_claim,
          .person = issuer.person_claim,
          .person_name = issuer.person_name_claim,
          .purpose = issuer.purpose_claim,
          .roles = issuer.role_values,
          .organizations = issuer.organization_values};
}

// The URL that keys come from and how they are fetched; the rest of an issuer may change without a new fetch.
bool fetches_alike(const base::Settings::Issuer& a, const base::Settings::Issuer& b) {
  return a.url == b.url && a.jwks_uri == b.jwks_uri && a.authority == b.authority &&
         a.refresh_minutes_max == b.refresh_minutes_max;
}

}  // namespace

base::Outcome<std::shared_ptr<const access::TokenVerifier>> Trust::load(const base::Settings& settings) {
  access::TokenPolicy policy;
  policy.audiences = settings.server.aliases;
  policy.audiences.insert(policy.audiences.begin(), settings.server.public_url);
  policy.sandbox = settings.sandbox.enabled;
  if (settings.sandbox.enabled) {
    TRY(auto own, trust_sandbox(settings));
    policy.issuers.push_back(std::move(own));
  }
  Fetched fetched;
  for (const auto& issuer : settings.issuers) {
    TRY(auto trusted, trust(issuer, fetched));
    policy.issuers.push_back(std::move(trusted));
  }
  std::erase_if(retired_, [](const auto& old) { return old.second.use_count() == 1; });
  for (auto& old : fetched_) {
    const bool kept = std::any_of(fetched.begin(), fetched.end(),
                                  [&](const auto& one) { return one.second == old.second; });
    if (!kept) retired_.push_back(std::move(old));
  }
  fetched_ = std::move(fetched);
  return std::shared_ptr<const access::TokenVerifier>(
      std::make_shared<access::TokenVerifier>(std::move(policy), clock_));
}

base::Outcome<access::TrustedIssuer> Trust::trust_sandbox(const base::Settings& settings) const {
  const auto& url = settings.server.public_url;
  TRY(const auto issuer,
      access::Issuer::open(DataFolder(settings.storage.data).token_keys(), url, url, clock_, random_));
  return issuer.trust(access::all_roles());
}

base::Outcome<access::TrustedIssuer> Trust::trust(const Issuer& issuer, Fetched& fetched) const {
  access::TrustedIssuer trusted;
  trusted.issuer = issuer.url;
  trusted.claims = claim_names(issuer);
  trusted.second_factors = issuer.second_factors;
  for (const auto& role : issuer.roles) trusted.roles.push_back(*access::find_role(role));
  trusted.audiences = issuer.audiences;
  trusted.algorithms = issuer.algorithms;
  if (!issuer.jwks_file.empty()) {
    TRY(auto text, read_file(issuer.jwks_file));
    TRY(trusted.keys, access::KeySet::parse(issuer.url, std::move(text)));
    return trusted;
  }
  TRY(trusted.remote, fetch(issuer));
  fetched.emplace_back(issuer, trusted.remote);
  return trusted;
}

base::Outcome<std::shared_ptr<access::RemoteKeys>> Trust::fetch(const Issuer& issuer) const {
  const auto known = std::find_if(fetched_.begin(), fetched_.end(),
                                  [&](const auto& one) { return fetches_alike(one.first, issuer); });
  if (known != fetched_.end()) return known->second;
  TRY(auto client, http::OutgoingClient::make(issuer.authority));
  return std::make_shared<access::RemoteKeys>(
      access::RemoteKeys::Settings{.issuer = issuer.url,
                                   .url = issuer.jwks_uri,
                                   .age_max = std::chrono::minutes(issuer.refresh_minutes_max)},
      std::move(client), clock_, log_);
}

}  // namespace linkki::cli
