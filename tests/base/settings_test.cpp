#include "base/settings.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/settings_keys.h"

namespace linkki::base {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Settings read(std::string_view toml, const std::vector<std::string>& overrides = {}) {
  auto outcome = read_settings(toml, "linkki.toml", overrides);
  EXPECT_TRUE(outcome.ok()) << outcome.failure().issues.front().text();
  return outcome.ok() ? std::move(outcome).value() : Settings{};
}

std::vector<std::string> faults(std::string_view toml, const std::vector<std::string>& overrides = {}) {
  const auto outcome = read_settings(toml, "linkki.toml", overrides);
  EXPECT_FALSE(outcome.ok());
  std::vector<std::string> texts;
  if (!outcome.ok()) {
    EXPECT_EQ(outcome.failure().refusal, Refusal::bad_request);
    for (const auto& issue : outcome.failure().issues) texts.push_back(issue.text());
  }
  return texts;
}

TEST(Settings, AnEmptyFileMeansTheDefaults) {
  const Settings settings = read("");
  EXPECT_EQ(settings.server.port, 8443u);
  EXPECT_EQ(settings.audit.reads, AuditReads::normal);
  EXPECT_FALSE(settings.sandbox.enabled);
}

TEST(Settings, ThePublicUrlFollowsThePortUnlessNamed) {
  EXPECT_EQ(read("server.port = 9443").server.public_url, "https://localhost:9443/fhir");
  EXPECT_EQ(read("server.public_url = 'https://linkki.example.fi/fhir'").server.public_url,
            "https://linkki.example.fi/fhir");
}

TEST(Settings, ReadsEveryKindOfValue) {
  const Settings settings = read(R"(
    [server]
    port = 1234
    aliases = ["https://a.example/fhir", "https://b.example/fhir"]
    [tls]
    version_min = "1.3"
    [fhir]
    time_zone = "Europe/Stockholm"
    reference_integrity_by_type = { ServiceRequest = "enforce", Task = "off" }
    [audit]
    reads = "strict"
    [sandbox]
    enabled = true
  )");
  EXPECT_EQ(settings.server.port, 1234u);
  EXPECT_THAT(settings.server.aliases, ElementsAre("https://a.example/fhir", "https://b.example/fhir"));
  EXPECT_EQ(settings.tls.version_min, TlsVersion::tls_1_3);
  EXPECT_EQ(settings.fhir.time_zone, "Europe/Stockholm");
  EXPECT_EQ(settings.audit.reads, AuditReads::strict);
  EXPECT_TRUE(settings.sandbox.enabled);
  EXPECT_EQ(settings.integrity_of("ServiceRequest"), Integrity::enforce);
  EXPECT_EQ(settings.integrity_of("Task"), Integrity::off);
  EXPECT_EQ(settings.integrity_of("Patient"), Integrity::warn);
}

TEST(Settings, ValidationIsStrictUnlessATypeIsExcepted) {
  const auto settings = read("[fhir]\nvalidation_by_type = { Observation = 'warn' }\n");
  EXPECT_EQ(settings.validation_of("Observation"), ValidationPolicy::warn);
  EXPECT_EQ(settings.validation_of("Patient"), ValidationPolicy::strict);
  EXPECT_THAT(faults("fhir.validation_by_type = { Task = 'off' }"),
              ElementsAre(HasSubstr("\"strict\" or \"warn\"")));
  EXPECT_THAT(faults("fhir.profile_by_type = { Task = 'a b' }"),
              ElementsAre(HasSubstr("the canonical of a profile")));
}

TEST(Settings, AnUnknownKeyIsNamedWithItsLineAndItsNeighbours) {
  EXPECT_THAT(faults("[audit]\nread = 'strict'\n"),
              ElementsAre("linkki.toml:2: there is no key 'audit.read'; there are: audit.reads, "
                          "audit.sync_ms_max, audit.reserve_bytes."));
}

TEST(Settings, AnUnknownSectionIsNamedWithTheSectionsThereAre) {
  const auto texts = faults("\n\n[sever]\nport = 1\n");
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_THAT(texts[0],
              HasSubstr("linkki.toml:3: there is no key 'sever'; there are: server, storage, tls,"));
}

TEST(Settings, AWrongValueIsToldWithItsLineAndWhatIsAllowed) {
  EXPECT_THAT(faults("[server]\nport = 65536"),
              ElementsAre("linkki.toml:2: server.port must be a number from 0 to 65535."));
  EXPECT_THAT(faults("server.port = '8443'"), ElementsAre(HasSubstr("a number from 0 to 65535")));
  EXPECT_THAT(faults("server.port = 1.5"), ElementsAre(HasSubstr("a number from 0 to 65535")));
  EXPECT_THAT(faults("server.port = -1"), ElementsAre(HasSubstr("a number from 0 to 65535")));
  EXPECT_THAT(faults("audit.reads = 'fast'"),
              ElementsAre("linkki.toml:1: audit.reads must be one of \"normal\", \"strict\"."));
  EXPECT_THAT(faults("sandbox.enabled = 1"), ElementsAre(HasSubstr("true or false")));
  EXPECT_THAT(faults("server.aliases = 'https://a.example/fhir'"), ElementsAre(HasSubstr("a list [ ] of")));
  EXPECT_THAT(faults("fhir.reference_integrity_by_type = { Task = 'maybe' }"),
              ElementsAre(HasSubstr("enforce")));
  EXPECT_THAT(faults("limits = 5"), ElementsAre(HasSubstr("there is no key 'limits'")));
}

TEST(Settings, EveryFaultIsToldAtOnce) {
  EXPECT_EQ(faults("[server]\nport = 'x'\nprot = 1\n[log]\nlevel = 'loud'\n").size(), 3u);
}

TEST(Settings, BrokenTomlIsToldWithItsLine) {
  const auto texts = faults("[server]\nport = \n");
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_THAT(texts[0], HasSubstr("linkki.toml:2: this is not TOML"));
  EXPECT_THAT(faults("server.port = 1\nserver.port = 2"),
              ElementsAre(HasSubstr("linkki.toml:2: this is not TOML")));
}

class Refused : public testing::TestWithParam<std::string> {};
TEST_P(Refused, AValueThatCannotBeMeant) {
  EXPECT_EQ(faults(GetParam()).size(), 1u) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(
    Settings, Refused,
    testing::Values("server.public_url = 'http://linkki.example.fi/fhir'",
                    "server.public_url = 'https://linkki.example.fi/fhir/'",
                    "server.public_url = 'https://linkki.example.fi/fhir?x=1'", "server.aliases = ['']",
                    "server.address = 'localhost'", "server.address = '1.2.3'", "metrics.address = ''",
                    "storage.data = ''", "fhir.time_zone = '../passwd'", "fhir.if_match_required = ['task']",
                    "fhir.update_as_create_roles = ['a b']", "cors.origins = ['https://a.example/path']",
                    "cors.origins = ['a.example']", "limits.body_bytes_max = 0",
                    "limits.idle_seconds_max = 0",
                    "[fhir]\npage_entries_default = 100\npage_entries_max = 10"));

class Accepted : public testing::TestWithParam<std::string> {};
TEST_P(Accepted, AValueAtTheEdge) {
  read(GetParam());
}
INSTANTIATE_TEST_SUITE_P(
    Settings, Accepted,
    testing::Values("server.port = 0", "server.port = 65535", "server.address = '127.0.0.1'",
                    "server.address = '::1'", "server.public_url = 'https://[::1]:8443/fhir'",
                    "cors.origins = ['*', 'https://a.example:8080', 'http://localhost:3000']",
                    "limits.requests_per_second_max = 0", "tls.client_authority = ''",
                    "fhir.time_zone = 'UTC'", "fhir.time_zone = 'Etc/GMT+2'"));

TEST(Settings, AnOverrideWinsOverTheFile) {
  const Settings settings = read("server.port = 1", {"server.port=2", "sandbox.enabled=true",
                                                     "server.public_url=https://linkki.example.fi/fhir",
                                                     "server.aliases=[\"https://a.example/fhir\"]"});
  EXPECT_EQ(settings.server.port, 2u);
  EXPECT_TRUE(settings.sandbox.enabled);
  EXPECT_EQ(settings.server.public_url, "https://linkki.example.fi/fhir");
  EXPECT_THAT(settings.server.aliases, ElementsAre("https://a.example/fhir"));
}

TEST(Settings, AWrongOverrideIsNamedAsSuch) {
  EXPECT_THAT(faults("", {"server.port=x"}),
              ElementsAre("--set server.port: server.port must be a number from 0 to 65535."));
  EXPECT_THAT(faults("", {"server.prot=1"}), ElementsAre(HasSubstr("--set server.prot: there is no key")));
  EXPECT_EQ(faults("", {"server.port"}).size(), 1u);
  EXPECT_EQ(faults("", {""}).size(), 1u);
  EXPECT_EQ(faults("", {"server.port=1\nlog.level='debug'"}).size(), 1u);
}

TEST(Settings, WhatIsPrintedIsReadBackAsItWas) {
  Settings settings = read(
      "[server]\naddress = '127.0.0.1'\naliases = ['https://a.example/fhir']\n"
      "[fhir]\nreference_integrity_by_type = { Task = 'off', Patient = 'enforce' }\n");
  settings.storage.data = "a \"quoted\" \\ folder\n\x7f";
  const auto again = read_settings(print_settings(settings), "printed");
  ASSERT_TRUE(again.ok()) << again.failure().issues.front().text();
  EXPECT_EQ(*again, settings);
}

TEST(Settings, ThePrintedConfigurationDocumentsEveryKey) {
  const std::string printed = print_settings();
  for (const auto& key : setting_keys()) {
    const auto name = key.name.substr(key.name.find('.') + 1);
    EXPECT_THAT(printed, HasSubstr("\n" + std::string(name) + " = "));
    EXPECT_FALSE(key.text.empty()) << key.name;
  }
  EXPECT_THAT(printed, HasSubstr("# Allowed: a number from 0 to 65535.\nport = 8443\n"));
}

TEST(Settings, EveryDefaultIsAllowed) {
  EXPECT_TRUE(read_settings(print_settings(Settings{}), "defaults").ok());
}

TEST(Settings, ReloadTakesWhatCanChangeAndNamesWhatWaits) {
  const Settings running = read("");
  const Settings wanted = read(
      "server.port = 1\nlog.level = 'debug'\naudit.reads = 'strict'\n"
      "fhir.if_match_required = ['Task']\nserver.public_url='https://localhost:8443/fhir'");
  const Reload result = reload(running, wanted);
  EXPECT_EQ(result.settings.server.port, 8443u);
  EXPECT_EQ(result.settings.log.level, LogLevel::debug);
  EXPECT_EQ(result.settings.audit.reads, AuditReads::strict);
  EXPECT_THAT(result.settings.fhir.if_match_required, ElementsAre("Task"));
  EXPECT_THAT(result.after_restart, ElementsAre("server.port"));
}

TEST(Settings, ReloadOfTheSameChangesNothing) {
  const Settings running = read("server.port = 7");
  const Reload result = reload(running, running);
  EXPECT_EQ(result.settings, running);
  EXPECT_THAT(result.after_restart, IsEmpty());
}

const char* const one_issuer = R"(
[[issuers]]
url = "https://idp.example/realms/region/"
audiences = ["api://linkki"]
jwks_uri = "https://idp.example/keys?set=1"
algorithms = ["ES256"]
roles = ["link-worker", "coordinator"]
role_claim = "roles"
role_values = { "Linkki.LinkWorker" = "link-worker" }
organization_values = { "1234567-8" = "Organization/linkkityo" }
)";

TEST(Settings, AnIssuerIsATableOfItsOwn) {
  const Settings settings =
      read(std::string(one_issuer) + "[[issuers]]\nurl='https://b.example'\njwks_file='b.json'");
  ASSERT_EQ(settings.issuers.size(), 2u);
  const auto& issuer = settings.issuers[0];
  EXPECT_EQ(issuer.url, "https://idp.example/realms/region/");
  EXPECT_EQ(issuer.jwks_uri, "https://idp.example/keys?set=1");
  EXPECT_THAT(issuer.roles, ElementsAre("link-worker", "coordinator"));
  EXPECT_EQ(issuer.role_values.at("Linkki.LinkWorker"), "link-worker");
  EXPECT_EQ(issuer.organization_claim, "linkki_organization");
  EXPECT_EQ(settings.issuers[1].jwks_file, "b.json");
}

TEST(Settings, AnIssuerIsPrintedAndReadBack) {
  const Settings settings = read(one_issuer);
  const auto again = read_settings(print_settings(settings), "printed");
  ASSERT_TRUE(again.ok()) << again.failure().issues.front().text();
  EXPECT_EQ(again->issuers, settings.issuers);
  EXPECT_THAT(print_settings(), HasSubstr("\n# [[issuers]]\n")) << "explained where there is none";
}

TEST(Settings, AnOverrideReplacesTheIssuers) {
  const Settings settings =
      read(one_issuer, {R"(issuers=[{url = "https://c.example", jwks_file = "c.json"}])"});
  ASSERT_EQ(settings.issuers.size(), 1u);
  EXPECT_EQ(settings.issuers[0].url, "https://c.example");
  EXPECT_EQ(faults("", {"issuers.url='https://c.example'"}).size(), 1u) << "of which issuer?";
}

TEST(Settings, AFaultyIssuerIsToldWithItsLineAndKey) {
  EXPECT_THAT(faults("[[issuers]]\njwks_file = 'k.json'"),
              ElementsAre(HasSubstr("1: issuers.url must be given")));
  EXPECT_THAT(faults("\n[[issuers]]\nurl = 'https://a.example'"),
              ElementsAre(HasSubstr("linkki.toml:2: issuers.jwks_file must be given, or issuers.jwks_uri")));
  EXPECT_THAT(faults("[[issuers]]\nurl='https://a.example'\njwks_file='k'\njwks_uri='https://a.example/k'"),
              ElementsAre(HasSubstr("not both")));
  EXPECT_THAT(faults("[[issuers]]\nurl='https://a.example'\njwks_file='k'\n"
                     "[[issuers]]\nurl='https://a.example'\njwks_file='l'"),
              ElementsAre(HasSubstr("linkki.toml:4: issuers.url must be given, and once")));
  const std::string good = "[[issuers]]\nurl='https://a.example'\njwks_file='k'\n";
  EXPECT_THAT(faults(good + "algorithms=['none']"),
              ElementsAre(HasSubstr("linkki.toml:4: issuers.algorithms")));
  EXPECT_THAT(faults(good + "algorithms=['HS256']"), ElementsAre(HasSubstr("ES256")));
  EXPECT_THAT(faults(good + "roles=['king']"), ElementsAre(HasSubstr("link-worker")));
  EXPECT_THAT(faults(good + "role_values={ a = 'king' }"), ElementsAre(HasSubstr("NAME = VALUE")));
  EXPECT_THAT(faults(good + "organization_values={ a = 'Patient/1' }"),
              ElementsAre(HasSubstr("Organization/ID")));
  EXPECT_THAT(faults(good + "token_url='http://a.example/t'"), ElementsAre(HasSubstr("https://HOST")));
  EXPECT_THAT(faults(good + "tokn_url='x'"), ElementsAre(HasSubstr("issuers.token_url")));
  EXPECT_THAT(faults("[issuers]\nurl='https://a.example'"), ElementsAre(HasSubstr("tables [[issuers]]")));
  EXPECT_THAT(faults("server.public_url='https://a.example'\n" + good),
              ElementsAre(HasSubstr("server.public_url")));
}

TEST(Settings, CertificatesAreNotDemandedWithoutSomebodyWhoVouchesForThem) {
  EXPECT_THAT(faults("tls.client_certificates = 'required'"),
              ElementsAre(HasSubstr("tls.client_authority must be given")));
  read("tls.client_certificates = 'required'\ntls.client_authority = 'ca.pem'");
}

TEST(Settings, ReloadTakesOverTheIssuers) {
  EXPECT_EQ(reload(read(""), read(one_issuer)).settings.issuers.size(), 1u);
  EXPECT_TRUE(reload(read(one_issuer), read("")).settings.issuers.empty());
}

TEST(Settings, AFileThatIsNotThereIsNamed) {
  const auto outcome = load_settings("no/such/file.toml");
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.failure().refusal, Refusal::not_found);
  EXPECT_THAT(outcome.failure().issues.front().text(), HasSubstr("no/such/file.toml"));
}

TEST(Settings, AFolderIsNoFile) {
  const auto outcome = load_settings(testing::TempDir());
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.failure().refusal, Refusal::not_found);
}

TEST(Settings, AFileIsRead) {
  const std::string path = testing::TempDir() + "settings_test.toml";
  std::ofstream(path) << "server.port = 4711\n";
  const auto outcome = load_settings(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->server.port, 4711u);
}

TEST(Settings, WithoutAFileTheOverridesStandAlone) {
  const auto outcome = load_settings("", {"server.port=5"});
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->server.port, 5u);
}

}  // namespace
}  // namespace linkki::base
