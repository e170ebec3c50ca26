#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/invocation.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  std::string to;
};

constexpr const char* about =
    "save the store while it is served\n\n"
    "Writes a consistent, compact copy of the data folder as of this moment. The server goes on meanwhile. "
    "The copy "
    "holds personal data and the keys of the server: write it to an encrypted disk, or pipe it through age "
    "or gpg.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki backup --data data --to backup-2026-11-22\n"
    "  linkki backup --data data --to - | age -r RECIPIENT > backup.age\n\n";

int backup(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  return not_yet("backup", invocation);
}

}  // namespace

void add_backup(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("backup", about);
  add_configuration(*command, options->configuration);
  command
      ->add_option("--to", options->to,
                   "A folder that does not exist yet, or - for the output as one stream.")
      ->type_name("FOLDER")
      ->required();
  command->footer(std::string(examples) + std::string(exit_codes));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return backup(*options, invocation); };
  });
}

}  // namespace linkki::cli
