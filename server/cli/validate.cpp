#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/json/print.h"
#include "cli/checked_file.h"
#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/invocation.h"
#include "cli/program_files.h"
#include "definitions/definitions.h"
#include "fhir/operation_outcome.h"
#include "terminology/catalogue.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  std::vector<std::string> files;
  bool json = false;
};

struct Total {
  std::size_t resources = 0, errors = 0, warnings = 0;
};

constexpr const char* about =
    "check resources against R4\n\n"
    "Reads each file, and prints every fault with its FHIRPath, as the server would tell it. A file holds "
    "one "
    "resource "
    "as JSON, as XML where its name ends in .xml, or one a line where it ends in .ndjson; a Bundle is "
    "checked with all its entries. "
    "Nothing is "
    "stored, and no server is needed. Checked are syntax, structure, types, cardinality, required codes and "
    "the "
    "constraints of R4, our own definitions, and what is installed in the data folder: the profiles and "
    "value sets of packages (`linkki package`), the code systems of official releases (`linkki "
    "terminology`). Profiles that are not loaded are warnings.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki validate referral.json\n"
    "  linkki validate --json export/*.ndjson | grep '\"severity\":\"error\"'\n\n";

std::size_t errors_of(const Checked& checked) {
  return checked.count(base::Severity::error) + checked.count(base::Severity::fatal);
}

// One line for the resource, then one for each issue.
void print_table(const Checked& checked, std::ostream& out) {
  const auto warnings = checked.count(base::Severity::warning);
  out << fmt::format("{}: {}", checked.place, checked.valid() ? "valid" : "not valid");
  if (!checked.valid()) out << fmt::format(", errors: {}", errors_of(checked));
  if (warnings > 0) out << fmt::format(", warnings: {}", warnings);
  out << '\n';
  for (const auto& issue : checked.issues) {
    const std::string where = issue.expression.empty() ? "" : issue.expression.front() + ": ";
    out << fmt::format("  {:11} {}{} [{}]\n", base::code(issue.severity), where, issue.text(),
                       issue.message ? issue.message->code : base::code(issue.type));
  }
}

// An OperationOutcome on one line, which names its file as HL7's own validator does.
void print_outcome(const Checked& checked, std::ostream& out) {
  constexpr std::string_view head = R"({"resourceType":"OperationOutcome",)";
  std::string file =
      R"("extension":[{"url":"http://hl7.org/fhir/StructureDefinition/operationoutcome-file",)";
  file += R"("valueString":)";
  json::print_string(checked.place, file);
  file += "}],";
  std::string outcome = fhir::print_operation_outcome(checked.issues, base::Language::english);
  ensure(outcome.starts_with(head));
  out << outcome.insert(head.size(), file) << '\n';
}

int validate(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  const auto definitions = open_definitions(DataFolder(settings->storage.data));
  if (!definitions.ok()) return fail(invocation, definitions.failure());
  const auto releases = terminology::Releases::open(DataFolder(settings->storage.data).terminology());
  if (!releases.ok()) return fail(invocation, releases.failure());
  const auto validator =
      validation::Validator::make(std::make_shared<const terminology::Catalogue>(*definitions, *releases));
  if (!validator.ok()) return fail(invocation, validator.failure());
  Total total;
  for (const auto& file : options.files) {
    const auto read = check_file(file, **definitions, **validator, [&](const Checked& checked) {
      options.json ? print_outcome(checked, invocation.out) : print_table(checked, invocation.out);
      ++total.resources;
      total.errors += errors_of(checked);
      total.warnings += checked.count(base::Severity::warning);
    });
    if (!read.ok()) return fail(invocation, read.failure());
  }
  if (!options.json) {
    invocation.out << fmt::format("Checked: {}, errors: {}, warnings: {}\n", total.resources, total.errors,
                                  total.warnings);
  }
  return total.errors > 0 ? exit_faults : exit_done;
}

}  // namespace

void add_validate(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("validate", about);
  add_configuration(*command, options->configuration);
  command->add_flag("--json", options->json,
                    "An OperationOutcome a line, one for each resource, with its file as an extension.");
  command->add_option("FILE", options->files, "What to check.")->required();
  command->footer(std::string(examples) + std::string(exit_codes_with_faults));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return validate(*options, invocation); };
  });
}

}  // namespace linkki::cli
