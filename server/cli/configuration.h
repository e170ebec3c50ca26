// The options that every subcommand has: --data, --config, --set.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "base/outcome.h"
#include "base/settings.h"

namespace linkki::cli {

struct ConfigurationOptions {
  std::string data;    // empty: the configuration says
  std::string config;  // empty: see load
  std::vector<std::string> overrides;
};

void add_configuration(CLI::App& command, ConfigurationOptions& options);

// As the server starts: the file named, or the defaults.
base::Outcome<base::Settings> load_to_serve(const ConfigurationOptions& options);
// As the others work: the file named, or what the server of that data folder started with, or the defaults.
base::Outcome<base::Settings> load_as_served(const ConfigurationOptions& options);

// Keeps the settings in force as running.toml.
base::Outcome<void> keep_running_settings(const base::Settings& settings);
// Makes the data folder and its folders, for its owner alone, and keeps the settings as running.toml.
base::Outcome<void> prepare_data_folder(const base::Settings& settings);

}  // namespace linkki::cli
