#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/invocation.h"
#include "cli/signals.h"
#include "cli/site.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  bool print = false;
  bool check = false;
};

constexpr const char* about =
    "serve FHIR over HTTPS from a data folder\n\n"
    "Reads the configuration, opens (or makes) the data folder, and serves until SIGTERM or SIGINT; then it "
    "takes no new requests, answers those that have begun, and ends. SIGHUP reads the configuration, the "
    "certificates and the releases of `linkki terminology` again without dropping a connection; keys that "
    "wait "
    "for the next start are named in the log. One server at a time can have a data folder.\n\n"
    "A fault in the configuration stops the start: every unknown key and every wrong value is told with its "
    "file and "
    "line and what is allowed.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki serve --print-config > linkki.toml\n"
    "  linkki serve --data data --config linkki.toml\n"
    "  linkki serve --data data --set server.port=9443 --set sandbox.enabled=true\n"
    "  kill -HUP PID        after a certificate was renewed\n\n";

void log_faults(const base::Failure& failure, base::Log& log) {
  for (const auto& issue : failure.issues) {
    log.error("configuration-not-reloaded", {{"fault", base::Technical(issue.text())}});
  }
}

std::string join(const std::vector<std::string>& keys) {
  std::string out;
  for (const auto& key : keys) out += (out.empty() ? "" : ", ") + key;
  return out;
}

// A fault in the new configuration leaves the old one in force.
void reload(const Options& options, Site& site) {
  const auto wanted = load_to_serve(options.configuration);
  if (!wanted.ok()) return log_faults(wanted.failure(), site.log());
  const auto reloaded = site.reload(*wanted);
  if (!reloaded.ok()) return log_faults(reloaded.failure(), site.log());
  if (const auto kept = keep_running_settings(site.settings()); !kept.ok())
    log_faults(kept.failure(), site.log());
  const std::string waits = join(*reloaded);
  site.log().info("configuration-reloaded", {{"after_restart", base::Technical(waits)}});
}

int serve(const Options& options, Invocation& invocation) {
  auto settings = load_to_serve(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  if (options.print) {
    invocation.out << base::print_settings(*settings);
    return exit_done;
  }
  if (options.check) {
    invocation.out << "The configuration has no fault.\n";
    return exit_done;
  }
  if (const auto prepared = prepare_data_folder(*settings); !prepared.ok())
    return fail(invocation, prepared.failure());
  const Signals signals;  // before any thread: all inherit that these are blocked
  auto site = Site::start(*settings, invocation.clock, invocation.random);
  if (!site.ok()) return fail(invocation, site.failure());
  invocation.out << "linkki serves " << settings->server.public_url << std::endl;
  while (signals.wait() == Signal::reload) reload(options, **site);
  return exit_done;
}

}  // namespace

void add_serve(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("serve", about);
  add_configuration(*command, options->configuration);
  command->add_flag("--print-config", options->print,
                    "Print the configuration in force, with every key explained, and end.");
  command->add_flag("--check-config", options->check, "Look for faults in the configuration, and end.");
  command->footer(std::string(examples) + std::string(exit_codes));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return serve(*options, invocation); };
  });
}

}  // namespace linkki::cli
