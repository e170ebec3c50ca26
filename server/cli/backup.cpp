#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/copy_folder.h"
#include "cli/data_folder.h"
#include "cli/invocation.h"
#include "cli/store.h"
#include "definitions/package_store.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  std::string to;
};

constexpr const char* about =
    "save the store while it is served\n\n"
    "Writes a consistent, compact copy of the store as of this moment into a folder, with the keys, the "
    "audit log, the packages and "
    "the configuration that the server started with. The server goes on meanwhile. The copy holds personal "
    "data and "
    "the keys of the server: write it to an encrypted disk, or pack and encrypt it with tar and age or gpg.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki backup --data data --to backup-2026-11-22\n"
    "  tar c backup-2026-11-22 | age -r RECIPIENT > backup-2026-11-22.tar.age\n\n";

// The audit log before the store: what is folded meanwhile is then in both, and is passed over, never in
// neither.
base::Outcome<void> copy_all(const DataFolder& from, const DataFolder& to) {
  TRY(const auto engine, open_store(from));
  TRY_VOID(make_empty_folder(to.path()));
  TRY_VOID(copy_if_there(from.audit(), to.audit()));
  TRY_VOID(copy_if_there(from.keys(), to.keys()));
  TRY_VOID(definitions::PackageStore(from.packages()).copy_to(to.packages()));
  TRY_VOID(copy_if_there(from.running_settings(), to.running_settings()));
  TRY_VOID(make_empty_folder(to.store()));
  return engine->copy_to(to.store());
}

int backup(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  const DataFolder to(options.to);
  const auto copied = copy_all(DataFolder(settings->storage.data), to);
  if (!copied.ok()) return fail(invocation, copied.failure());
  invocation.out << fmt::format("saved to {}: {} MiB\n", to.path(),
                                std::filesystem::file_size(to.store_file()) >> 20);
  return exit_done;
}

}  // namespace

void add_backup(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("backup", about);
  add_configuration(*command, options->configuration);
  command->add_option("--to", options->to, "A folder that does not exist yet, or is empty.")
      ->type_name("FOLDER")
      ->required();
  command->footer(std::string(examples) + std::string(exit_codes));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return backup(*options, invocation); };
  });
}

}  // namespace linkki::cli
