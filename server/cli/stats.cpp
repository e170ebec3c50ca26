#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/invocation.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  bool json = false;
};

constexpr const char* about =
    "print what the store holds\n\n"
    "Resources and versions by type, audit entries, tables with their bytes on disk, the age of the oldest "
    "reader, "
    "waiting timers and jobs. Works while the server runs. Figures only, nothing of a client.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki stats --data data\n"
    "  linkki stats --data data --json\n\n";

int stats(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  return not_yet("stats", invocation);
}

}  // namespace

void add_stats(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("stats", about);
  add_configuration(*command, options->configuration);
  command->add_flag("--json", options->json, "As one JSON object, for machines.");
  command->footer(std::string(examples) + std::string(exit_codes));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return stats(*options, invocation); };
  });
}

}  // namespace linkki::cli
