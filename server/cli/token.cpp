#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "access/issuer.h"
#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/data_folder.h"
#include "cli/invocation.h"
#include "cli/messages.h"

namespace linkki::cli {

namespace fs = std::filesystem;

namespace {

struct Options {
  ConfigurationOptions configuration;
  std::string role;
  access::TokenRequest request;
  std::uint64_t minutes = 12 * 60;
};

constexpr const char* tester_organization = "Organization/sandbox";  // its own custodian
constexpr std::uint64_t minutes_max = 24 * 60;

constexpr const char* about =
    "make an access token of the sandbox\n\n"
    "Prints a signed token (JWT) for the role, organisation and person named, and nothing else, so that a "
    "script can "
    "take it. The server of the same data folder trusts it, as long as it is served as a sandbox: `linkki "
    "serve "
    "--set "
    "sandbox.enabled=true` makes the key, and a server without that setting believes no token signed with "
    "it. Where "
    "clients are real, tokens come from an authorization server (`[[issuers]]` in the configuration).\n\n"
    "Roles: system, referrer, link-worker, coordinator, producer, light-participant, editor, client, proxy, "
    "auditor, "
    "administrator, importer, tester.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki token --role tester\n"
    "  linkki token --role link-worker --organization Organization/linkkityo \\\n"
    "    --person Practitioner/anna-linkki\n"
    "  curl --cacert certs/ca.pem https://localhost:8443/fhir/Task \\\n"
    "    -H \"Authorization: Bearer $(linkki token --role tester)\"\n\n";

// What its server was started with decides, and no option here: a sandbox is not made afterwards.
base::Outcome<base::Settings> load_sandbox(const ConfigurationOptions& options) {
  TRY(const auto asked, load_as_served(options));
  const DataFolder folder(asked.storage.data);
  const auto no_sandbox = [&](std::string why) {
    return base::refuse(
        base::Refusal::forbidden,
        base::error(base::IssueType::forbidden, base::message::no_sandbox, {folder.path(), std::move(why)}));
  };
  if (!fs::exists(folder.running_settings())) return no_sandbox("it was never served");
  TRY(auto served, base::load_settings(folder.running_settings()));
  if (!served.sandbox.enabled)
    return no_sandbox("its server runs with sandbox.enabled = false and believes no such token");
  if (!fs::exists(folder.token_keys())) return no_sandbox("its server has made no key yet");
  served.storage.data = folder.path();
  return served;
}

int token(Options& options, Invocation& invocation) {
  const auto settings = load_sandbox(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  const auto& base = settings->server.public_url;
  const auto issuer = access::Issuer::open(DataFolder(settings->storage.data).token_keys(), base, base,
                                           invocation.clock, invocation.random);
  if (!issuer.ok()) return fail(invocation, issuer.failure());
  options.request.role = *access::find_role(options.role);
  if (options.request.role == access::Role::tester && options.request.organization.empty()) {
    options.request.organization = tester_organization;
  }
  options.request.lifetime = std::chrono::minutes(options.minutes);
  const auto made = issuer->mint(options.request);
  if (!made.ok()) return fail(invocation, made.failure());
  invocation.out << *made << '\n';
  return exit_done;
}

std::string refuse_unknown_role(const std::string& text) {
  return access::find_role(text) ? "" : "there is no role '" + text + "'";
}

}  // namespace

void add_token(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  auto& request = options->request;
  CLI::App* command = app.add_subcommand("token", about);
  add_configuration(*command, options->configuration);
  command->add_option("--role", options->role, "What the holder is; see above.")
      ->type_name("ROLE")
      ->required()
      ->check(refuse_unknown_role);
  command
      ->add_option("--organization", request.organization, "The organisation that acts, as Organization/ID.")
      ->type_name("REFERENCE");
  command->add_option("--person", request.person, "Who acts: Practitioner/ID, or Patient/ID for clients.")
      ->type_name("REFERENCE");
  command->add_option("--name", request.person_name, "That person's name, for the audit trail.")
      ->type_name("TEXT");
  command->add_option("--purpose", request.purpose, "Purpose of use. Without it: TREAT.")->type_name("CODE");
  command->add_option("--scope", request.scope, "SMART scopes. Without them: what the role may do.")
      ->type_name("SCOPES");
  command->add_option("--minutes", options->minutes, "How long it works, up to a day.")
      ->type_name("NUMBER")
      ->check(CLI::Range(std::uint64_t{1}, minutes_max))
      ->capture_default_str();
  command->footer(std::string(examples) + std::string(exit_codes));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return token(*options, invocation); };
  });
}

}  // namespace linkki::cli
