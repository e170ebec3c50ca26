#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/invocation.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  std::string profile;
  std::vector<std::string> files;
};

constexpr const char* about =
    "check resources against R4 and profiles\n\n"
    "Reads each file (one resource, JSON), and prints every fault with its FHIRPath, as the server would "
    "tell it. "
    "Nothing is stored, and no server is needed. A bundle is checked with all its entries.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki validate referral.json\n"
    "  linkki validate --profile https://w3id.org/linkki/fhir/StructureDefinition/referral *.json\n\n";

int validate(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  return not_yet("validate", invocation);
}

}  // namespace

void add_validate(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("validate", about);
  add_configuration(*command, options->configuration);
  command->add_option("--profile", options->profile, "Check against this profile too.")->type_name("URL");
  command->add_option("FILE", options->files, "What to check.")->required();
  command->footer(std::string(examples) + std::string(exit_codes_with_faults));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return validate(*options, invocation); };
  });
}

}  // namespace linkki::cli
