#include "cli/configuration.h"

#include <filesystem>
#include <fstream>

#include "cli/data_folder.h"
#include "cli/messages.h"

namespace linkki::cli {

namespace fs = std::filesystem;

namespace {

base::Outcome<base::Settings> load(const std::string& file, const ConfigurationOptions& options) {
  TRY(auto settings, base::load_settings(file, options.overrides));
  if (!options.data.empty()) settings.storage.data = options.data;
  return settings;
}

base::Failure unusable(const std::string& path, const std::error_code& reason) {
  return base::refuse(
      base::Refusal::unavailable,
      base::error(base::IssueType::no_store, base::message::data_unusable, {path, reason.message()}));
}

// For their owner alone.
base::Outcome<void> make_folders(std::initializer_list<std::string> paths) {
  std::error_code reason;
  for (const auto& path : paths) {
    const bool made = fs::create_directories(path, reason);
    if (made) fs::permissions(path, fs::perms::owner_all, reason);
    if (reason) return unusable(path, reason);
  }
  return base::done();
}

}  // namespace

void add_configuration(CLI::App& command, ConfigurationOptions& options) {
  command.set_help_flag("--help", "This page.");
  command.add_option("--data", options.data, "The data folder. The variable LINKKI_DATA stands in for it.")
      ->envname("LINKKI_DATA")
      ->type_name("FOLDER");
  command
      .add_option(
          "--config", options.config,
          "The configuration, TOML; `linkki serve --print-config` prints one with every key explained.")
      ->type_name("FILE");
  command
      .add_option("--set", options.overrides,
                  "One key of the configuration, over the file; may stand several times.")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

base::Outcome<base::Settings> load_to_serve(const ConfigurationOptions& options) {
  return load(options.config, options);
}

base::Outcome<base::Settings> load_as_served(const ConfigurationOptions& options) {
  const DataFolder folder(options.data.empty() ? base::Settings{}.storage.data : options.data);
  const bool served = options.config.empty() && fs::exists(folder.running_settings());
  return load(served ? folder.running_settings() : options.config, options);
}

base::Outcome<void> prepare_data_folder(const base::Settings& settings) {
  const DataFolder folder(settings.storage.data);
  TRY_VOID(make_folders({folder.path(), folder.store(), folder.audit(), folder.keys()}));
  return keep_running_settings(settings);
}

base::Outcome<void> keep_running_settings(const base::Settings& settings) {
  const DataFolder folder(settings.storage.data);
  // Written beside and renamed: another subcommand may be reading it.
  const std::string fresh = folder.running_settings() + ".new";
  std::error_code reason = std::make_error_code(std::errc::io_error);
  if ((std::ofstream(fresh) << base::print_settings(settings)).flush()) {
    fs::rename(fresh, folder.running_settings(), reason);
  }
  if (reason) return unusable(folder.running_settings(), reason);
  return base::done();
}

}  // namespace linkki::cli
