#include "access/claims.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "access/messages.h"
#include "base/limits.h"

namespace linkki::access {
namespace {

using base::Outcome;

bool is_clean(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// Empty: not given.
Outcome<std::string> optional_text(const json::Value& payload, std::string_view name,
                                   std::size_t bytes_max = limits::token_claim_bytes_max) {
  const auto* value = payload.find(name);
  if (!value) return std::string();
  const auto text = value->text();
  if (!value->is_string() || text.empty() || text.size() > bytes_max || !is_clean(text))
    return bad_claim(name);
  return std::string(text);
}

Outcome<std::string> text(const json::Value& payload, std::string_view name) {
  TRY(auto found, optional_text(payload, name));
  if (found.empty()) return bad_claim(name);
  return found;
}

// NumericDate: seconds since 1970, fractions allowed (RFC 7519 §2).
std::optional<base::Instant> instant(const json::Value* value) {
  if (!value || !value->is_number()) return std::nullopt;
  constexpr double seconds_max = 253'402'300'799.0;  // the end of the year 9999
  const auto digits = value->text();
  double seconds = -1;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (read.ec != std::errc{} || !(seconds >= 0 && seconds <= seconds_max)) return std::nullopt;
  return base::Instant{std::chrono::microseconds{static_cast<std::int64_t>(seconds * 1e6)}};
}

bool is_reference(std::string_view text, std::initializer_list<std::string_view> types) {
  const auto slash = text.find('/');
  if (slash == text.npos || std::find(types.begin(), types.end(), text.substr(0, slash)) == types.end())
    return false;
  const auto id = text.substr(slash + 1);
  const auto fits = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  return !id.empty() && id.size() <= limits::id_characters_max && std::all_of(id.begin(), id.end(), fits);
}

bool is_code(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '-'; });
}

bool acts_for_organization(Role role) {
  return role != Role::client && role != Role::proxy && role != Role::administrator;
}

bool person_fits(Role role, std::string_view person) {
  if (role == Role::client) return is_reference(person, {"Patient"});
  if (role == Role::proxy) return is_reference(person, {"RelatedPerson", "Patient"});
  return person.empty() || is_reference(person, {"Practitioner", "PractitionerRole", "Person"});
}

// Empty: none of ours.
std::string_view translate(std::string_view word,
                           const std::map<std::string, std::string, std::less<>>& words) {
  if (words.empty()) return word;
  const auto found = words.find(word);
  return found == words.end() ? std::string_view() : found->second;
}

Outcome<Role> read_role(const json::Value& payload, const ClaimNames& names) {
  const auto* value = payload.find(names.role);
  if (!value) return bad_claim(names.role);
  std::optional<Role> role;
  const auto take = [&](const json::Value& item) {
    const auto found = item.is_string() ? find_role(translate(item.text(), names.roles)) : std::nullopt;
    const bool another = found && role && *found != *role;
    if (found) role = found;
    return !another;
  };
  bool one = value->is_array() || take(*value);
  for (const auto& item : value->items()) one = one && take(item);
  if (!one || !role) return bad_claim(names.role);
  return *role;
}

Outcome<void> read_party(const json::Value& payload, const ClaimNames& names, Principal& principal) {
  TRY(principal.role, read_role(payload, names));
  const Role role = principal.role;
  TRY(const auto organization, optional_text(payload, names.organization));
  principal.organization = translate(organization, names.organizations);
  if (!organization.empty() && principal.organization.empty()) return bad_claim(names.organization);
  const bool wanted = acts_for_organization(role) || !principal.organization.empty();
  if (wanted && !is_reference(principal.organization, {"Organization"})) return bad_claim(names.organization);
  TRY(principal.person, optional_text(payload, names.person));
  if (!person_fits(role, principal.person)) return bad_claim(names.person);
  TRY(principal.person_name, optional_text(payload, names.person_name));
  TRY(principal.purpose, optional_text(payload, names.purpose));
  if (principal.purpose.empty()) principal.purpose = "TREAT";
  if (!is_code(principal.purpose)) return bad_claim(names.purpose);
  return base::done();
}

Outcome<void> read_software(const json::Value& payload, Principal& principal) {
  TRY(principal.subject, text(payload, "sub"));
  TRY(principal.token_id, optional_text(payload, "jti"));
  TRY(principal.client_id, optional_text(payload, "client_id"));
  if (principal.client_id.empty()) {
    TRY(principal.client_id, optional_text(payload, "azp"));
  }
  TRY(const auto scope, optional_text(payload, "scope", limits::token_bytes_max));
  principal.scoped = !scope.empty();
  principal.scopes = parse_scopes(scope);
  return base::done();
}

Outcome<void> read_audiences(const json::Value& payload, std::vector<std::string>& audiences) {
  const auto* value = payload.find("aud");
  if (!value) return bad_claim("aud");
  if (value->is_string()) audiences.emplace_back(value->text());
  for (const auto& item : value->items()) {
    if (!item.is_string()) return bad_claim("aud");
    audiences.emplace_back(item.text());
  }
  const bool some_empty =
      std::any_of(audiences.begin(), audiences.end(), [](const auto& text) { return text.empty(); });
  if (audiences.empty() || some_empty) return bad_claim("aud");
  return base::done();
}

Outcome<void> read_times(const json::Value& payload, Claims& claims) {
  const auto issued = instant(payload.find("iat"));
  const auto expires = instant(payload.find("exp"));
  const auto not_before = payload.find("nbf") ? instant(payload.find("nbf")) : issued;
  if (!issued) return bad_claim("iat");
  if (!expires) return bad_claim("exp");
  if (!not_before) return bad_claim("nbf");
  claims.issued = *issued;
  claims.expires = *expires;
  claims.not_before = *not_before;
  return base::done();
}

Outcome<void> read_confirmation(const json::Value& payload, std::string& certificate) {
  const auto* confirmation = payload.find("cnf");
  if (!confirmation) return base::done();
  // A token bound in a way that we cannot check is not a bearer token.
  const bool one = confirmation->is_object() && confirmation->members().size() == 1;
  certificate = confirmation->text_of("x5t#S256");
  if (!one || certificate.empty()) return bad_claim("cnf");
  return base::done();
}

}  // namespace

base::Failure bad_claim(std::string_view name) {
  return base::refuse(base::Refusal::unauthenticated,
                      base::error(base::IssueType::login, base::message::token_claim, {std::string(name)}));
}

Outcome<Claims> read_claims(const json::Value& payload, const ClaimNames& names) {
  Claims claims;
  TRY_VOID(read_times(payload, claims));
  TRY_VOID(read_audiences(payload, claims.audiences));
  TRY_VOID(read_software(payload, claims.principal));
  TRY_VOID(read_party(payload, names, claims.principal));
  TRY_VOID(read_confirmation(payload, claims.certificate));
  TRY(claims.authentication_class, optional_text(payload, "acr"));
  return claims;
}

}  // namespace linkki::access
