#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/json/print.h"
#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/control.h"
#include "cli/data_folder.h"
#include "cli/invocation.h"
#include "cli/messages.h"
#include "cli/program_files.h"
#include "cli/read_file.h"
#include "definitions/limits.h"
#include "definitions/messages.h"
#include "definitions/overlay.h"
#include "definitions/package_faults.h"
#include "search/definition.h"

namespace linkki::cli {

namespace fs = std::filesystem;
using definitions::InstalledPackage;
using definitions::Package;
using definitions::PackageName;
using definitions::PackageStore;

namespace {

struct Options {
  ConfigurationOptions configuration;
  std::vector<std::string> files;
  std::string package;
  bool json = false;
};

constexpr const char* about =
    "install FHIR packages: profiles, extensions, terminology, search parameters\n\n"
    "A package is NAME.tgz as implementation guides publish it. What it defines is in force from the next "
    "request on, "
    "whether a server runs on the data folder or not: profiles for validation, value sets and code systems "
    "for bindings "
    "and terminology operations, search parameters for search. A canonical with |version means that version, "
    "one "
    "without it the latest. The definitions can be read and searched like all other resources a little "
    "later.";
constexpr const char* about_examples =
    "EXAMPLES\n"
    "  linkki package add hl7.fhir.uv.sdc.tgz\n"
    "  linkki package list\n"
    "  linkki package remove hl7.fhir.uv.sdc\n"
    "  linkki package build fsh-generated/resources --name example.guide --version 1.0.0\n\n";

constexpr const char* about_add =
    "install packages from files\n\n"
    "Reads each file, checks it, and puts it into force, all without a restart. Refused are: an archive that "
    "is damaged "
    "or holds links, devices or paths that lead out of it; one with too many or too large files; one for "
    "another FHIR "
    "than R4; a canonical|version that is there already with another content; the same package and version "
    "with another "
    "content. The same package again changes nothing. Told as warnings: packages that it needs and that are "
    "not "
    "installed, and search parameters that cannot be searched by, which are left out. Only the files of the "
    "folder "
    "package/ are taken, without the examples below it. What was stored before is searchable by a new search "
    "parameter "
    "as soon as its index is built; until then such a search is refused.";
constexpr const char* examples_add =
    "EXAMPLES\n"
    "  linkki package add fhir.r4.ukcore.stu2-2.0.2.tgz\n"
    "  linkki package add --data data base.tgz guide.tgz\n\n";

constexpr const char* about_list =
    "list the packages installed\n\n"
    "Name and version, the FHIR version, how many definitions are in force from it, and what it describes "
    "itself as.";
constexpr const char* examples_list =
    "EXAMPLES\n"
    "  linkki package list\n"
    "  linkki package list --json\n\n";

constexpr const char* about_remove =
    "take a package out of force\n\n"
    "From the next request on nothing is validated, expanded or searched by it, and what it hid is in force "
    "again. Its "
    "definitions disappear from the resources, and so do the index rows of its search parameters. What was "
    "validated by "
    "its profiles stays stored.";
constexpr const char* examples_remove =
    "EXAMPLES\n"
    "  linkki package remove hl7.fhir.uv.sdc\n"
    "  linkki package remove hl7.fhir.uv.sdc#3.0.0\n\n";

base::Failure failure(base::Refusal refusal, const base::Message& message, base::Arguments arguments) {
  return base::refuse(refusal, base::error(base::IssueType::processing, message, std::move(arguments)));
}

base::Outcome<Package> read_package_file(const std::string& path) {
  std::error_code error;
  const auto bytes = fs::file_size(path, error);
  if (error)
    return failure(base::Refusal::not_found, base::message::file_unreadable, {path, error.message()});
  if (bytes > limits::package_bytes_max) {
    return failure(base::Refusal::unprocessable, base::message::package_bytes,
                   {std::to_string(limits::package_bytes_max)});
  }
  TRY(const auto content, read_file(path));
  return definitions::read_package_archive(content);
}

void warn(Invocation& invocation, const std::vector<base::Issue>& issues) {
  for (const auto& issue : issues) invocation.err << "linkki: warning: " << issue.text() << '\n';
}

// Those that cannot be searched by are taken out of the package.
std::vector<base::Issue> leave_out_parameters(Package& package, const definitions::Definitions& known) {
  std::vector<base::Issue> issues;
  std::erase_if(package.resources, [&](const auto& one) {
    if (one->type != "SearchParameter") return false;
    const auto checked = search::check_definition(one->root(), known);
    if (checked.ok()) return false;
    issues.push_back(base::warning(base::IssueType::processing, base::message::package_parameter,
                                   {std::string(one->url), checked.failure().issues.front().text()}));
    return true;
  });
  package.left_out += issues.size();
  return issues;
}

// "in force", or when it will be.
// Errors: unprocessable with `refused` (the server goes on as before), unavailable with package-not-told
base::Outcome<std::string> put_into_force(const DataFolder& folder, const PackageName& package,
                                          const base::Message& refused) {
  const auto asked = ask_server(folder.control(), "packages");
  if (!asked.ok()) {
    return failure(base::Refusal::unavailable, base::message::package_not_told,
                   {package.label(), asked.failure().issues.front().text()});
  }
  const std::optional<std::string>& answer = *asked;
  if (!answer) return std::string("in force when the server starts");
  if (answer->empty()) return std::string("in force");
  return failure(base::Refusal::unprocessable, refused, {package.label(), *answer});
}

// Everything that can be said against it is said here, so that a server never meets it.
base::Outcome<void> check(Package& package, std::vector<InstalledPackage> installed, Invocation& invocation) {
  std::erase_if(installed, [&](const auto& one) { return one.manifest.self == package.manifest.self; });
  TRY(const auto own, open_definitions());
  TRY(auto issues, definitions::faults_of(package, installed, *own));
  const auto errors = std::stable_partition(issues.begin(), issues.end(), [](const base::Issue& issue) {
    return issue.severity == base::Severity::warning;
  });
  if (errors != issues.end()) {
    return base::refuse(base::Refusal::unprocessable, std::vector(errors, issues.end()));
  }
  warn(invocation, issues);
  auto all = definitions::resources_of(installed);
  TRY(const auto known, definitions::lay_over(own, all));
  warn(invocation, leave_out_parameters(package, *known));
  all.insert(all.end(), package.resources.begin(), package.resources.end());
  TRY(const auto together, definitions::lay_over(own, std::move(all)));
  return base::done();
}

// What a server refuses it shall not meet at its next start. One that does not answer may have taken it.
base::Failure undo(const DataFolder& folder, const PackageName& package, base::Failure why) {
  if (why.refusal != base::Refusal::unprocessable) return why;
  const auto removed = PackageStore(folder.packages()).remove(package);
  if (!removed.ok()) return removed.failure();
  static_cast<void>(ask_server(folder.control(), "packages"));
  return why;
}

base::Outcome<void> add_one(const DataFolder& folder, const std::string& file, Invocation& invocation) {
  TRY(auto package, read_package_file(file));
  TRY(const bool is_new, PackageStore(folder.packages()).add(package, [&](const auto& installed) {
    return check(package, installed, invocation);
  }));
  const PackageName& self = package.manifest.self;
  auto when = put_into_force(folder, self, base::message::package_not_taken);
  if (!when.ok()) return is_new ? undo(folder, self, std::move(when).failure()) : std::move(when).failure();
  invocation.out << fmt::format("{}: {} definitions, {} other files left out; {}\n", self.label(),
                                package.resources.size(), package.left_out, *when);
  return base::done();
}

int add(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  for (const auto& file : options.files) {
    const auto added = add_one(DataFolder(settings->storage.data), file, invocation);
    if (added.ok()) continue;
    invocation.err << "linkki: " << file << ":\n";
    return fail(invocation, added.failure());
  }
  return exit_done;
}

void print_row(const InstalledPackage& package, std::ostream& out) {
  const auto& manifest = package.manifest;
  out << fmt::format("{:40} FHIR {:6} {:>6} definitions  {}\n", manifest.self.label(), manifest.fhir_version,
                     package.resources.size(), manifest.description);
}

void print_json(const InstalledPackage& package, std::ostream& out) {
  const auto& manifest = package.manifest;
  std::string line = "{\"name\":";
  json::print_string(manifest.self.name, line);
  line += ",\"version\":";
  json::print_string(manifest.self.version, line);
  line += ",\"fhirVersion\":";
  json::print_string(manifest.fhir_version, line);
  out << line
      << fmt::format(",\"definitions\":{},\"sha256\":\"{}\"}}\n", package.resources.size(), package.digest);
}

int list(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  const auto packages = PackageStore(DataFolder(settings->storage.data).packages()).load();
  if (!packages.ok()) return fail(invocation, packages.failure());
  for (const auto& one : *packages)
    options.json ? print_json(one, invocation.out) : print_row(one, invocation.out);
  if (packages->empty() && !options.json) invocation.out << "No packages are installed.\n";
  return exit_done;
}

// NAME alone: of its one version.
base::Outcome<PackageName> choose(const std::string& wanted, const std::vector<PackageName>& installed) {
  const auto mark = wanted.find('#');
  if (mark != wanted.npos) return PackageName{wanted.substr(0, mark), wanted.substr(mark + 1)};
  std::vector<PackageName> found;
  std::string all, labels;
  for (const PackageName& one : installed) {
    all += (all.empty() ? "" : ", ") + one.label();
    if (one.name != wanted) continue;
    labels += (labels.empty() ? "" : ", ") + one.label();
    found.push_back(one);
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    return failure(base::Refusal::not_found, base::message::package_unknown,
                   {wanted, all.empty() ? "none" : all});
  }
  return failure(base::Refusal::unprocessable, base::message::package_version_needed, {wanted, labels});
}

// Those that need what was removed.
void warn_of_missing(const PackageName& removed, const PackageStore& store, Invocation& invocation) {
  const auto installed = store.load();
  if (!installed.ok()) return warn(invocation, installed.failure().issues);
  for (const auto& one : *installed) {
    const auto& needed = one.manifest.dependencies;
    const bool needs = std::any_of(needed.begin(), needed.end(),
                                   [&](const auto& other) { return other.name == removed.name; });
    if (needs) warn(invocation, definitions::missing(one.manifest, *installed));
  }
}

// By the names of the folders alone: what is damaged can be removed, too.
base::Outcome<void> remove_one(const DataFolder& folder, const std::string& wanted, Invocation& invocation) {
  const PackageStore store(folder.packages());
  TRY(const auto installed, store.names());
  TRY(const auto name, choose(wanted, installed));
  TRY_VOID(store.remove(name));
  auto when = put_into_force(folder, name, base::message::package_still_served);
  if (!when.ok()) return std::move(when).failure();
  warn_of_missing(name, store, invocation);
  invocation.out << name.label() << ": removed; " << *when << '\n';
  return base::done();
}

int remove(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  const auto removed = remove_one(DataFolder(settings->storage.data), options.package, invocation);
  return removed.ok() ? exit_done : fail(invocation, removed.failure());
}

using Action = int (*)(const Options&, Invocation&);

CLI::App* add_action(CLI::App& group, const char* name, const char* about, const char* examples,
                     Action action, const std::shared_ptr<Options>& options, Invocation& invocation) {
  CLI::App* command = group.add_subcommand(name, about);
  add_configuration(*command, options->configuration);
  command->footer(std::string(examples) + std::string(exit_codes));
  command->callback(
      [=, &invocation] { invocation.action = [=, &invocation] { return action(*options, invocation); }; });
  return command;
}

}  // namespace

void add_package(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* group = app.add_subcommand("package", about);
  group->set_help_flag("--help", "This page.");
  group->require_subcommand(1);
  group->footer(std::string(about_examples) + std::string(exit_codes));
  add_action(*group, "add", about_add, examples_add, add, options, invocation)
      ->add_option("FILE", options->files, "Packages, .tgz; what others need comes first.")
      ->required();
  add_action(*group, "list", about_list, examples_list, list, options, invocation)
      ->add_flag("--json", options->json, "A JSON object a line, one for each package.");
  add_action(*group, "remove", about_remove, examples_remove, remove, options, invocation)
      ->add_option("NAME[#VERSION]", options->package, "Which; the version where several are installed.")
      ->required();
  add_package_build(*group, invocation);
}

}  // namespace linkki::cli
