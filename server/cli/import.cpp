#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/invocation.h"
#include "cli/load.h"
#include "http/outgoing_client.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  Load load;
  std::string authority;
};

constexpr const char* about =
    "load bundles into a server through its public API\n\n"
    "Posts each file, a transaction or batch Bundle in JSON, to the base of a running server, in the order "
    "given, and "
    "ends with the first that is refused, telling what the server told. The token is one of the role "
    "importer, whose "
    "bundles may carry ids, moments and end states of their source, and each of which must hold its "
    "Provenance.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki import --token \"$(linkki token --role importer --organization Organization/pohjanmaa)\" \\\n"
    "    --authority certs/ca.pem --moments fhir-profiles/demo/*.json\n\n";

int import(Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  if (options.load.url.empty()) options.load.url = settings->server.public_url;
  const auto client = http::OutgoingClient::make(options.authority);
  if (!client.ok()) return fail(invocation, client.failure());
  std::size_t files = 0, entries = 0;
  const auto loaded = load(options.load, **client, invocation.clock.now(), [&](const Loaded& loaded) {
    invocation.out << fmt::format("{}: {} entries\n", loaded.file, loaded.entries) << std::flush;
    ++files;
    entries += loaded.entries;
  });
  if (!loaded.ok()) return fail(invocation, loaded.failure());
  invocation.out << fmt::format("{} files, {} entries loaded into {}\n", files, entries, options.load.url);
  return exit_done;
}

}  // namespace

void add_import(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  auto& load = options->load;
  CLI::App* command = app.add_subcommand("import", about);
  add_configuration(*command, options->configuration);
  command->add_option("--url", load.url, "The base of the server. Without it: that of this data folder.")
      ->type_name("URL");
  command->add_option("--token", load.token, "An access token of the role importer.")
      ->type_name("TOKEN")
      ->required();
  command->add_option("--authority", options->authority, "Trust this certificate authority too, PEM.")
      ->type_name("FILE");
  command->add_flag(
      "--moments", load.moments,
      "Replace {{today}}, {{today-14d}}, {{now+1h}} … by moments of today, as the demo region wants.");
  command->add_option("FILE", load.files, "Bundles, JSON.")->required();
  command->footer(std::string(examples) + std::string(exit_codes));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return import(*options, invocation); };
  });
}

}  // namespace linkki::cli
