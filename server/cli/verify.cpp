#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/invocation.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  std::uint64_t from = 0;
};

constexpr const char* about =
    "check the whole store and its audit trail\n\n"
    "Recomputes the Merkle tree over the audit trail from the stored bytes, checks it against every signed "
    "head, and "
    "checks that resources, versions, index rows and counters agree. Names the first entry that does not "
    "fit. Works "
    "while the server runs, on a snapshot.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki verify --data data\n"
    "  linkki verify --data data --from 120000\n\n";

int verify(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  return not_yet("verify", invocation);
}

}  // namespace

void add_verify(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("verify", about);
  add_configuration(*command, options->configuration);
  command->add_option("--from", options->from, "The audit entry to begin with. Without it: the first.")
      ->type_name("NUMBER");
  command->footer(std::string(examples) + std::string(exit_codes_with_faults));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return verify(*options, invocation); };
  });
}

}  // namespace linkki::cli
