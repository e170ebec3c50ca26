#include "base/settings_keys.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string>

namespace linkki::base {

namespace {

constexpr std::uint64_t kib = 1'024, mib = 1'024 * kib, gib = 1'024 * mib;
constexpr std::uint64_t seconds_max = 3'600;

// Each list in the order of its enumeration.
constexpr std::array<std::string_view, 3> client_certificate_words = {"off", "optional", "required"};
constexpr std::array<std::string_view, 2> tls_version_words = {"1.2", "1.3"};
constexpr std::array<std::string_view, 2> audit_reads_words = {"normal", "strict"};
constexpr std::array<std::string_view, 4> log_level_words = {"debug", "info", "warning", "error"};
constexpr std::array<std::string_view, 2> log_format_words = {"text", "json"};
constexpr std::array<std::string_view, 3> integrity_words_ = {"off", "warn", "enforce"};
constexpr std::array<std::string_view, 2> validation_words = {"strict", "warn"};
constexpr std::array<std::string_view, 13> role_words = {
    "system", "referrer", "link-worker",   "coordinator", "producer", "light-participant", "editor", "client",
    "proxy",  "auditor",  "administrator", "importer",    "tester"};
constexpr std::array<std::string_view, 8> algorithm_words = {"ES256", "ES384", "RS256", "RS384",
                                                             "RS512", "PS256", "PS384", "PS512"};

template <class Words>
bool is_one_of(const Words& words, std::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool all(std::string_view text, std::string_view others) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || others.find(c) != others.npos;
  });
}

bool is_address(std::string_view text) {
  in6_addr ignored;
  const std::string address(text);
  return inet_pton(AF_INET, address.c_str(), &ignored) == 1 ||
         inet_pton(AF_INET6, address.c_str(), &ignored) == 1;
}

bool is_web_address(std::string_view text, std::string_view scheme) {
  if (!text.starts_with(scheme)) return false;
  text.remove_prefix(scheme.size());
  return !text.empty() && text.front() != '/' && text.back() != '/' && all(text, ".-_~/:[]%");
}

bool is_base(std::string_view text) {
  return is_web_address(text, "https://");
}
bool is_policy(std::string_view text) {
  return text == "strict" || text == "warn";
}
bool is_canonical(std::string_view text) {
  return text.find(':') != text.npos && text.find(' ') == text.npos;
}
bool is_base_or_empty(std::string_view text) {
  return text.empty() || is_base(text);
}
bool is_origin(std::string_view text) {
  if (text == "*") return true;
  const bool web = is_web_address(text, "https://") || is_web_address(text, "http://");
  return web && std::count(text.begin(), text.end(), '/') == 2;
}
bool is_path(std::string_view text) {
  return !text.empty() && text.find('\0') == text.npos;
}
bool is_type(std::string_view text) {
  return !text.empty() && text.front() >= 'A' && text.front() <= 'Z' && all(text, "");
}
bool is_role(std::string_view text) {
  return is_one_of(role_words, text);
}
bool is_algorithm(std::string_view text) {
  return is_one_of(algorithm_words, text);
}
bool is_organization(std::string_view text) {
  constexpr std::string_view type = "Organization/";
  return text.starts_with(type) && text.size() > type.size() && all(text.substr(type.size()), "-.");
}
bool is_text(std::string_view text) {
  return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}
bool is_url(std::string_view text) {
  constexpr std::string_view scheme = "https://";
  return text.starts_with(scheme) && text.size() > scheme.size() && text[scheme.size()] != '/' &&
         all(text.substr(scheme.size()), ".-_~/:[]%?=&+,;@");
}
bool is_url_or_empty(std::string_view text) {
  return text.empty() || is_url(text);
}
bool is_time_zone(std::string_view text) {
  return !text.empty() && is_letter(text.front()) && all(text, "/_+-");
}

constexpr std::string_view address_allowed = "an IPv4 or IPv6 address";
constexpr std::string_view base_allowed = "https://HOST[:PORT]/PATH, without a slash at the end";
constexpr std::string_view origin_allowed = "SCHEME://HOST[:PORT], or *";
constexpr std::string_view path_allowed = "a path, from the working folder if it is not absolute";
constexpr std::string_view policy_allowed = "\"strict\" or \"warn\"";
constexpr std::string_view type_allowed = "names of resource types";
constexpr std::string_view url_allowed = "https://HOST[:PORT]/PATH";
constexpr std::string_view role_allowed =
    "system, referrer, link-worker, coordinator, producer, light-participant, editor, client, proxy, "
    "auditor, "
    "administrator, importer or tester";
constexpr std::string_view algorithm_allowed = "ES256, ES384, RS256, RS384, RS512, PS256, PS384 or PS512";
constexpr std::string_view claim_allowed = "the name of a claim";

#define FIELD(member) [](Settings& settings) -> Field { return &settings.member; }
#define CHOICE(member, list) \
  [](Settings& settings) -> Field { return Choice{reinterpret_cast<std::uint8_t*>(&settings.member), list}; }

constexpr bool now = true, after_restart = false;

// clang-format off
constexpr SettingKey keys[] = {
    {"server.address", FIELD(server.address), after_restart,
     "Where to listen: :: is every address of this machine, ::1 or 127.0.0.1 only the machine itself.",
     0, 0, address_allowed, is_address},
    {"server.port", FIELD(server.port), after_restart,
     "The port for HTTPS; 0 takes any free one and logs it.", 0, 65'535},
    {"server.public_url", FIELD(server.public_url), after_restart,
     "The base that clients use, in Location, fullUrl, links and the audience of tokens.\n"
     "Empty: https://localhost:PORT/fhir.", 0, 0, base_allowed, is_base_or_empty},
    {"server.aliases", FIELD(server.aliases), after_restart,
     "Other bases of this server: absolute references to them are our own.", 0, 0, base_allowed, is_base},
    {"server.io_threads", FIELD(server.io_threads), after_restart,
     "Threads that read and write sockets and answer short requests; 0: one per core.", 0, 64},
    {"server.workers", FIELD(server.workers), after_restart,
     "Threads for long requests, which may wait for a disk; 0: four per core.", 0, 256},
    {"server.proxy_protocol_from", FIELD(server.proxy_protocol_from), now,
     "Load balancers whose connections begin with a header of the PROXY protocol (1 or 2), which tells the client's\n"
     "address. From them no other connection is taken, and from nobody else is the header believed. Empty: off.",
     0, 0, address_allowed, is_address},
    {"server.forwarded_from", FIELD(server.forwarded_from), now,
     "Proxies that end TLS, whose X-Forwarded-For is believed about the client's address. Empty: off.",
     0, 0, address_allowed, is_address},

    {"storage.data", FIELD(storage.data), after_restart,
     "The folder that holds everything the server keeps; --data and LINKKI_DATA win over it.",
     0, 0, path_allowed, is_path},

    {"tls.chain", FIELD(tls.chain), now,
     "The server's certificate and those between it and its authority, PEM.", 0, 0, path_allowed, is_path},
    {"tls.key", FIELD(tls.key), now,
     "The private key of that certificate, PEM, readable by the server's user alone.", 0, 0, path_allowed, is_path},
    {"tls.client_authority", FIELD(tls.client_authority), now,
     "Authorities whose client certificates are accepted, PEM; empty: none."},
    {"tls.client_certificates", CHOICE(tls.client_certificates, client_certificate_words), now,
     "Whether a client is asked for a certificate, and refused without one."},
    {"tls.version_min", CHOICE(tls.version_min, tls_version_words), now,
     "The oldest TLS version accepted; of 1.2 only suites with AEAD and forward secrecy."},

    {"limits.handshake_seconds_max", FIELD(limits.handshake_seconds_max), now,
     "A connection that has not ended its TLS handshake by then is closed.", 1, seconds_max},
    {"limits.header_seconds_max", FIELD(limits.header_seconds_max), now,
     "Time from the first byte of a request to the last of its header.", 1, seconds_max},
    {"limits.body_seconds_max", FIELD(limits.body_seconds_max), now,
     "Time for the body of a request.", 1, seconds_max},
    {"limits.idle_seconds_max", FIELD(limits.idle_seconds_max), now,
     "How long a connection may wait for its next request.", 1, seconds_max},
    {"limits.write_seconds_max", FIELD(limits.write_seconds_max), now,
     "How long an answer may wait for a client that does not read it.", 1, seconds_max},
    {"limits.handler_seconds_max", FIELD(limits.handler_seconds_max), now,
     "How long the server may take to answer; then 503.", 1, seconds_max},
    {"limits.drain_seconds_max", FIELD(limits.drain_seconds_max), now,
     "How long SIGTERM waits for requests that have begun.", 1, seconds_max},
    {"limits.connections_max", FIELD(limits.connections_max), now,
     "Open connections; the next one is closed at once.", 1, 1'000'000},
    {"limits.connections_per_address_max", FIELD(limits.connections_per_address_max), now,
     "Open connections from one address; a whole organisation may come from one.", 1, 1'000'000},
    {"limits.requests_per_second_max", FIELD(limits.requests_per_second_max), now,
     "Requests of one client in the long run; beyond it 429 with Retry-After. 0: no limit.", 0, 1'000'000},
    {"limits.requests_burst_max", FIELD(limits.requests_burst_max), now,
     "Requests that one client may send at once after a pause.", 1, 1'000'000},
    {"limits.body_bytes_max", FIELD(limits.body_bytes_max), now,
     "The body of a request, as sent and unpacked; beyond it 413.", kib, gib},
    {"limits.header_bytes_max", FIELD(limits.header_bytes_max), now,
     "All header lines of a request; beyond it 431.", kib, mib},
    {"limits.target_bytes_max", FIELD(limits.target_bytes_max), now,
     "Path and query of a request; beyond it 414.", kib, mib},

    {"fhir.time_zone", FIELD(fhir.time_zone), after_restart,
     "Where a date without time begins and ends, for searches and clocks of the workflow.",
     0, 0, "the name of an IANA time zone, as Europe/Helsinki", is_time_zone},
    {"fhir.validation", CHOICE(fhir.validation, validation_words), now,
     "strict: what R4 and the profiles require must hold. warn: R4's structure must hold; broken constraints and\n"
     "bindings, and whatever a profile, a Questionnaire or an extension's definition requires, are warnings."},
    {"fhir.validation_by_type", FIELD(fhir.validation_by_type), now,
     "The same for single types: { Observation = \"warn\" }.", 0, 0, policy_allowed, is_policy},
    {"fhir.profile_by_type", FIELD(fhir.profile_by_type), now,
     "The profile that each resource of a type must conform to, within Bundles too, beside those of its\n"
     "meta.profile:\n"
     "{ ServiceRequest = \"https://example.org/fhir/StructureDefinition/referral\" }.",
     0, 0, "the canonical of a profile", is_canonical},
    {"fhir.reference_integrity", CHOICE(fhir.reference_integrity, integrity_words_), now,
     "A reference to a resource that is not on this server: accepted, accepted with a warning, or refused."},
    {"fhir.reference_integrity_by_type", FIELD(fhir.reference_integrity_by_type), now,
     "The same for single types: { ServiceRequest = \"enforce\" }."},
    {"fhir.if_match_required", FIELD(fhir.if_match_required), now,
     "Types that may be changed only with If-Match.", 0, 0, type_allowed, is_type},
    {"fhir.update_as_create_roles", FIELD(fhir.update_as_create_roles), now,
     "Roles that may create client data with an id of their choice (PUT); the sandbox adds tester.",
     0, 0, role_allowed, is_role},
    {"fhir.page_entries_default", FIELD(fhir.page_entries_default), now,
     "Matches on a page where the client names no _count.", 1, 10'000},
    {"fhir.page_entries_max", FIELD(fhir.page_entries_max), now,
     "The largest _count; a larger one is lowered to it.", 1, 10'000},
    {"fhir.page_link_minutes_max", FIELD(fhir.page_link_minutes_max), now,
     "How long a paging link works; then 410 with a fresh first link.", 1, 10'080},
    {"fhir.near_km_default", FIELD(fhir.near_km_default), now,
     "How far a search by near reaches that says no distance.", 1, 20'016},

    {"search.values_max", FIELD(search.values_max), now,
     "Values in all parameters of one search together; more are refused as too costly.", 1, 100'000},
    {"search.includes_max", FIELD(search.includes_max), now,
     "Resources that one page may include; more are refused as too costly.", 1, 100'000},
    {"search.chain_resources_max", FIELD(search.chain_resources_max), now,
     "Resources that one part of a chain may lead to where nothing else narrows the search; more are refused\n"
     "as too costly.", 100, 10'000'000},
    {"search.rows_max", FIELD(search.rows_max), now,
     "Resources that one search may look at (64 entries of the index count as one); more are refused as too costly.",
     1'000, 1'000'000'000},
    {"search.seconds_max", FIELD(search.seconds_max), now,
     "How long one search may take; then it is refused as too costly.", 1, seconds_max},
    {"search.total_rows_max", FIELD(search.total_rows_max), now,
     "Resources looked at for a total that the client did not ask for; beyond that the total is left out.", 0, 10'000'000},
    {"search.changes_max", FIELD(search.changes_max), now,
     "Changes behind a paging link that its pages still leave out; with more of them the link is gone (410).", 1, 10'000'000},
    {"search.text_types", FIELD(search.text_types), after_restart,
     "Resource types whose words are indexed for _content and _text; all others are read one by one. A type that is\n"
     "added is indexed in the background.", 0, 0, type_allowed, is_type},

    {"referral.answer_days", FIELD(referral.answer_days), after_restart,
     "How long the receiver of a referral has to answer where the referral does not say (answer-by).", 1, 365},
    {"referral.answer_warning_days", FIELD(referral.answer_warning_days), after_restart,
     "How long before that end both sides are told that no answer has come.", 0, 365},
    {"referral.draft_days", FIELD(referral.draft_days), after_restart,
     "After how long its author is told of a draft that was never sent.", 1, 365},
    {"referral.contact_days", FIELD(referral.contact_days), after_restart,
     "How long an accepted referral may wait for the first contact before its owner is told.", 1, 365},
    {"referral.information_days", FIELD(referral.information_days), after_restart,
     "How long a question may wait for its answer before both sides are told.", 1, 365},
    {"referral.abort_days", FIELD(referral.abort_days), after_restart,
     "How long a request to cancel may wait; then it counts as agreed to.", 1, 365},
    {"referral.without_task_days", FIELD(referral.without_task_days), after_restart,
     "After how long its sender is told of an active referral that nobody works on.", 1, 365},
    {"referral.reopen_days", FIELD(referral.reopen_days), after_restart,
     "How long after its end a referral can be opened again, and stays with its owner.", 0, 365},

    {"directory.capacity_days", FIELD(directory.capacity_days), after_restart,
     "How long what a service says of its free places is believed.", 1, 3'650},
    {"directory.verified_days", FIELD(directory.verified_days), after_restart,
     "After how long its organisation is told that a service was not verified.", 1, 3'650},

    {"audit.reads", CHOICE(audit.reads, audit_reads_words), now,
     "normal: a read is answered when its entry survives a crash of the process, and is on the disk within\n"
     "sync_ms_max. strict: it is on the disk before the answer."},
    {"audit.sync_ms_max", FIELD(audit.sync_ms_max), now,
     "The longest time until an entry of a read is on the disk.", 1, 1'000},
    {"audit.reserve_bytes", FIELD(audit.reserve_bytes), after_restart,
     "Disk space kept for the audit trail of reads on a full disk; when it is spent such reads get 503.", mib, 64 * gib},

    {"cors.origins", FIELD(cors.origins), now,
     "Web origins whose pages may call this server; * lets every page do so.", 0, 0, origin_allowed, is_origin},

    {"log.level", CHOICE(log.level, log_level_words), now, "The least that is worth a line."},
    {"log.format", CHOICE(log.format, log_format_words), now, "Lines for people, or one JSON object a line."},

    {"metrics.address", FIELD(metrics.address), after_restart,
     "Where /metrics is served, without TLS and without token: keep it inside.", 0, 0, address_allowed, is_address},
    {"metrics.port", FIELD(metrics.port), after_restart, "Its port; 0: no metrics.", 0, 65'535},

    {"sandbox.enabled", FIELD(sandbox.enabled), after_restart,
     "A server to try things on: `linkki token` works, and tokens of the role tester may do everything. Never with\n"
     "real clients."},
};

#define ISSUER(member) [](Settings& settings) -> Field { return &settings.issuers.back().member; }

constexpr SettingKey keys_of_issuer[] = {
    {"issuers.url", ISSUER(url), now, "What it calls itself: the claim iss, byte for byte.", 0, 0, url_allowed, is_url},
    {"issuers.audiences", ISSUER(audiences), now,
     "What it calls this server, in the claim aud. Empty: server.public_url and server.aliases.",
     0, 0, "texts", is_text},
    {"issuers.jwks_file", ISSUER(jwks_file), now, "Its public keys in a file, a JWK Set; this or jwks_uri."},
    {"issuers.jwks_uri", ISSUER(jwks_uri), now,
     "Where it publishes them. Fetched at the start, then when they are older than refresh_minutes_max and when a\n"
     "token names a key that is not among them, at most every 10 s.", 0, 0, url_allowed, is_url_or_empty},
    {"issuers.authority", ISSUER(authority), now,
     "Who vouches for that server's certificate, PEM, beside the authorities of this machine; empty: none."},
    {"issuers.refresh_minutes_max", ISSUER(refresh_minutes_max), now, "The age of its keys when they are fetched again.",
     1, 1'440},
    {"issuers.algorithms", ISSUER(algorithms), now,
     "What it signs with. Empty: each of these that fits one of its keys.", 0, 0, algorithm_allowed, is_algorithm},
    {"issuers.roles", ISSUER(roles), now,
     "The roles that it may give. Empty: every one but importer and tester.", 0, 0, role_allowed, is_role},
    {"issuers.second_factors", ISSUER(second_factors), now,
     "Values of the claim acr that mean two factors, as auditors and administrators need them.", 0, 0, "texts", is_text},
    {"issuers.role_claim", ISSUER(role_claim), now,
     "The claim that tells the role: a text, or a list of which exactly one is a role.", 0, 0, claim_allowed, is_text},
    {"issuers.role_values", ISSUER(role_values), now,
     "What it calls our roles: { \"Linkki.LinkWorker\" = \"link-worker\" }. Empty: as we do.", 0, 0, role_allowed, is_role},
    {"issuers.organization_claim", ISSUER(organization_claim), now,
     "The claim that tells the organisation that acts.", 0, 0, claim_allowed, is_text},
    {"issuers.organization_values", ISSUER(organization_values), now,
     "What it calls organisations: { \"1234567-8\" = \"Organization/linkkityo\" }. Empty: Organization/ID.",
     0, 0, "Organization/ID", is_organization},
    {"issuers.person_claim", ISSUER(person_claim), now,
     "The claim that tells who acts: Practitioner/ID, Patient/ID …", 0, 0, claim_allowed, is_text},
    {"issuers.person_name_claim", ISSUER(person_name_claim), now,
     "The claim that tells the name, for the audit trail.", 0, 0, claim_allowed, is_text},
    {"issuers.purpose_claim", ISSUER(purpose_claim), now,
     "The claim that tells the purpose of use.", 0, 0, claim_allowed, is_text},
    {"issuers.authorization_url", ISSUER(authorization_url), now,
     "Its authorization endpoint, for /.well-known/smart-configuration; empty: not told.", 0, 0, url_allowed, is_url_or_empty},
    {"issuers.token_url", ISSUER(token_url), now,
     "Its token endpoint, for the same; empty: not told.", 0, 0, url_allowed, is_url_or_empty},
};
// clang-format on

}  // namespace

std::span<const SettingKey> setting_keys() {
  return keys;
}
std::span<const SettingKey> issuer_keys() {
  return keys_of_issuer;
}
std::span<const std::string_view> integrity_words() {
  return integrity_words_;
}

}  // namespace linkki::base
