// The configuration: one TOML file, every key with its type, default, range and documentation.
//
// The members below carry the defaults; base/settings_keys.cpp holds the table of keys, in the order in
// which `linkki serve --print-config` prints them. Keys are written SECTION.NAME, sections as the members
// of Settings.
// Errors    bad_request with one issue per fault, each naming file and line: settings_syntax,
//           setting_unknown, setting_wrong; not_found with settings_unreadable
// Threads   values; copy them
// Standard  https://toml.io/en/v1.0.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.h"
#include "base/outcome.h"

namespace linkki::base {

enum class ClientCertificates : std::uint8_t { off, optional, required };
enum class TlsVersion : std::uint8_t { tls_1_2, tls_1_3 };
enum class AuditReads : std::uint8_t { normal, strict };
enum class Integrity : std::uint8_t { off, warn, enforce };
enum class ValidationPolicy : std::uint8_t { strict, warn };

using IntegrityByType = std::map<std::string, Integrity, std::less<>>;
using Mapping = std::map<std::string, std::string, std::less<>>;

struct Settings {
  struct Server {
    std::string address = "::";
    std::uint64_t port = 8443;
    std::string public_url;  // never empty once read: https://localhost:PORT/fhir where the file has none
    std::vector<std::string> aliases;
    std::vector<std::string> proxy_protocol_from;
    std::vector<std::string> forwarded_from;
    std::uint64_t io_threads = 0;
    std::uint64_t workers = 0;
    bool operator==(const Server&) const = default;
  } server;

  struct Storage {
    std::string data = "data";
    bool operator==(const Storage&) const = default;
  } storage;

  struct Tls {
    std::string chain = "certs/server.pem";
    std::string key = "certs/server.key";
    std::string client_authority;
    ClientCertificates client_certificates = ClientCertificates::optional;
    TlsVersion version_min = TlsVersion::tls_1_2;
    bool operator==(const Tls&) const = default;
  } tls;

  struct Limits {
    std::uint64_t handshake_seconds_max = 10;
    std::uint64_t header_seconds_max = 10;
    std::uint64_t body_seconds_max = 60;
    std::uint64_t idle_seconds_max = 75;
    std::uint64_t write_seconds_max = 60;
    std::uint64_t handler_seconds_max = 60;
    std::uint64_t drain_seconds_max = 30;
    std::uint64_t connections_max = 10'000;
    std::uint64_t connections_per_address_max = 512;
    std::uint64_t requests_per_second_max = 500;
    std::uint64_t requests_burst_max = 2'000;
    std::uint64_t body_bytes_max = 16 << 20;
    std::uint64_t header_bytes_max = 32 << 10;
    std::uint64_t target_bytes_max = 16 << 10;
    bool operator==(const Limits&) const = default;
  } limits;

  struct Fhir {
    std::string time_zone = "Europe/Helsinki";
    ValidationPolicy validation = ValidationPolicy::strict;
    Mapping validation_by_type;  // strict, warn
    Mapping profile_by_type;
    Integrity reference_integrity = Integrity::warn;
    IntegrityByType reference_integrity_by_type;
    std::vector<std::string> if_match_required;
    std::vector<std::string> update_as_create_roles = {"importer"};
    std::uint64_t page_entries_default = 50;
    std::uint64_t page_entries_max = 1'000;
    std::uint64_t page_link_minutes_max = 60;
    std::uint64_t near_km_default = 50;
    bool operator==(const Fhir&) const = default;
  } fhir;

  struct Search {
    std::uint64_t values_max = 1'000;
    std::uint64_t includes_max = 1'000;
    std::uint64_t chain_resources_max = 50'000;
    std::uint64_t rows_max = 1'000'000;
    std::uint64_t seconds_max = 30;
    std::uint64_t total_rows_max = 20'000;
    std::uint64_t changes_max = 100'000;
    std::vector<std::string> text_types = {"ActivityDefinition", "CodeSystem",   "HealthcareService",
                                           "Location",           "Organization", "PlanDefinition",
                                           "Questionnaire",      "ValueSet"};
    bool operator==(const Search&) const = default;
  } search;

  // The workflow's times, each under the name that it has there (referral::Times).
  struct Referral {
    std::uint64_t answer_days = 14;
    std::uint64_t answer_warning_days = 2;
    std::uint64_t draft_days = 30;
    std::uint64_t contact_days = 7;
    std::uint64_t information_days = 14;
    std::uint64_t abort_days = 7;
    std::uint64_t without_task_days = 14;
    std::uint64_t reopen_days = 14;
    bool operator==(const Referral&) const = default;
  } referral;

  struct Directory {
    std::uint64_t capacity_days = 30;
    std::uint64_t verified_days = 180;
    bool operator==(const Directory&) const = default;
  } directory;

  struct Audit {
    AuditReads reads = AuditReads::normal;
    std::uint64_t sync_ms_max = 100;
    std::uint64_t reserve_bytes = 64 << 20;
    bool operator==(const Audit&) const = default;
  } audit;

  struct Cors {
    std::vector<std::string> origins;
    bool operator==(const Cors&) const = default;
  } cors;

  struct Log {
    LogLevel level = LogLevel::info;
    LogFormat format = LogFormat::text;
    bool operator==(const Log&) const = default;
  } log;

  struct Metrics {
    std::string address = "127.0.0.1";
    std::uint64_t port = 9464;
    bool operator==(const Metrics&) const = default;
  } metrics;

  struct Sandbox {
    bool enabled = false;
    bool operator==(const Sandbox&) const = default;
  } sandbox;

  // Whose access tokens are believed: one table [[issuers]] each.
  struct Issuer {
    std::string url;  // never empty once read, nor twice in the list
    std::vector<std::string> audiences;
    std::string jwks_file, jwks_uri;  // exactly one is not empty
    std::string authority;
    std::uint64_t refresh_minutes_max = 60;
    std::vector<std::string> algorithms;
    std::vector<std::string> roles;
    std::vector<std::string> second_factors;
    std::string role_claim = "linkki_role";
    Mapping role_values;
    std::string organization_claim = "linkki_organization";
    Mapping organization_values;
    std::string person_claim = "linkki_person";
    std::string person_name_claim = "linkki_person_name";
    std::string purpose_claim = "linkki_purpose";
    std::string authorization_url, token_url;
    bool operator==(const Issuer&) const = default;
  };
  std::vector<Issuer> issuers;

  bool operator==(const Settings&) const = default;
  Integrity integrity_of(std::string_view type) const;
  ValidationPolicy validation_of(std::string_view type) const;
};

// Reads TOML; `name` stands for the file in error texts. Each override is KEY=VALUE, VALUE as TOML writes it,
// or bare text; it wins over the file and is told as `--set KEY` where it is wrong.
Outcome<Settings> read_settings(std::string_view toml, std::string_view name,
                                const std::vector<std::string>& overrides = {});
// As read_settings, from a file; an empty path means the defaults and the overrides alone.
Outcome<Settings> load_settings(const std::string& path, const std::vector<std::string>& overrides = {});

// A TOML file with every key, its documentation, what is allowed, and its value; read_settings gives it back.
std::string print_settings(const Settings& settings = {});

// What a running server takes over from a configuration read again.
struct Reload {
  Settings settings;                       // the running ones, with the reloadable keys of the wanted ones
  std::vector<std::string> after_restart;  // keys that differ too but wait for the next start
};
Reload reload(const Settings& running, const Settings& wanted);

}  // namespace linkki::base
