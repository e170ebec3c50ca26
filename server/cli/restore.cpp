#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/invocation.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  std::string from;
};

constexpr const char* about =
    "make a data folder from a backup\n\n"
    "Checks the backup, and makes the data folder from it; the folder must not exist yet or be empty. The "
    "audit trail "
    "says that it was restored and at which entry, so that it never contradicts heads that were published.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki restore --data data --from backup-2026-11-22\n"
    "  age -d backup.age | linkki restore --data data --from -\n\n";

int restore(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  return not_yet("restore", invocation);
}

}  // namespace

void add_restore(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("restore", about);
  add_configuration(*command, options->configuration);
  command->add_option("--from", options->from, "What `linkki backup` wrote, or - for the input.")
      ->type_name("FOLDER")
      ->required();
  command->footer(std::string(examples) + std::string(exit_codes));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return restore(*options, invocation); };
  });
}

}  // namespace linkki::cli
