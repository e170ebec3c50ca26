#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/findings.h"
#include "cli/invocation.h"

namespace linkki::cli {

namespace {

constexpr const char* about =
    "look for what will go wrong\n\n"
    "Compares the configuration with this machine: certificates with their keys and dates, the data folder, "
    "its store and the space around "
    "it, bounds of the operating system, doors that stand open. Changes nothing, and works while the server "
    "runs.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki doctor --data data\n"
    "  linkki doctor --config linkki.toml      before the first start\n\n";

std::string_view word(Weight weight) {
  switch (weight) {
    case Weight::fine: return "ok";
    case Weight::warning: return "warning";
    case Weight::fault: return "fault";
  }
  ensure(!"a weight");
}

int doctor(const ConfigurationOptions& options, Invocation& invocation) {
  const auto settings = load_as_served(options);
  if (!settings.ok()) return fail(invocation, settings.failure());
  auto found = examine(*settings);
  std::ranges::move(examine_contents(*settings, invocation.clock.now()), std::back_inserter(found));
  for (const auto& [weight, text] : found) invocation.out << fmt::format("{:8} {}\n", word(weight), text);
  const bool faulty = std::any_of(found.begin(), found.end(),
                                  [](const Finding& finding) { return finding.weight == Weight::fault; });
  return faulty ? exit_faults : exit_done;
}

}  // namespace

void add_doctor(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<ConfigurationOptions>();
  CLI::App* command = app.add_subcommand("doctor", about);
  add_configuration(*command, *options);
  command->footer(std::string(examples) + std::string(exit_codes_with_faults));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return doctor(*options, invocation); };
  });
}

}  // namespace linkki::cli
