#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/data_folder.h"
#include "cli/invocation.h"
#include "cli/messages.h"
#include "cli/program_files.h"
#include "cli/read_file.h"
#include "definitions/package_builder.h"

namespace linkki::cli {

namespace fs = std::filesystem;

namespace {

struct Options {
  ConfigurationOptions configuration;
  std::string folder, to;
  definitions::PackageName wanted;
  bool snapshot = false;
};

constexpr const char* about =
    "make a package of a folder of resources\n\n"
    "Takes every .json file of the folder, as SUSHI and other tools leave them, and writes NAME.tgz with "
    "package.json, "
    ".index.json and the resources: those that define something in package/, all others as examples in "
    "package/example/. Name, version and dependencies come from the options, from a package.json in the "
    "folder, or from "
    "its ImplementationGuide. The same resources give the same bytes. With --snapshot each profile without a "
    "snapshot "
    "gets one, made of what it derives from: in the folder, in R4, in the packages installed in the data "
    "folder; a "
    "differential that contradicts its base is refused with every contradiction.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki package build fsh-generated/resources --snapshot\n"
    "  linkki package build resources --name example.guide --version 1.0.0 --to guide.tgz\n\n";

base::Failure failure(const base::Message& message, std::vector<std::string> arguments) {
  return base::refuse(base::Refusal::not_found,
                      base::error(base::IssueType::not_found, message, std::move(arguments)));
}

base::Outcome<std::map<std::string, std::string>> read_folder(const std::string& folder) {
  std::map<std::string, std::string> files;
  std::error_code error;
  fs::directory_iterator at(folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    const fs::path path = at->path();
    if (path.extension() != ".json" || path.filename().string().starts_with('.')) continue;
    TRY(files[path.filename().string()], read_file(path.string()));
  }
  if (error) return failure(base::message::file_unreadable, {folder, error.message()});
  return files;
}

base::Outcome<void> build_one(const Options& options, Invocation& invocation) {
  TRY(const auto settings, load_as_served(options.configuration));
  definitions::PackageParts parts;
  parts.wanted = options.wanted;
  TRY(parts.files, read_folder(options.folder));
  std::shared_ptr<const definitions::Definitions> known;
  if (options.snapshot) {
    TRY(known, open_definitions(DataFolder(settings.storage.data)));
  }
  parts.known = known.get();
  TRY(const auto built, definitions::build_package(parts));
  const std::string to =
      options.to.empty() ? built.self.name + "-" + built.self.version + ".tgz" : options.to;
  if (!(std::ofstream(to, std::ios::binary) << built.bytes).flush()) {
    return failure(base::message::file_unwritable, {to, "the folder is not there, or not ours to write to"});
  }
  invocation.out << fmt::format("{}: {} definitions, {} examples, {} snapshots made\n", to, built.definitions,
                                built.examples, built.snapshots);
  return base::done();
}

int build(const Options& options, Invocation& invocation) {
  const auto built = build_one(options, invocation);
  return built.ok() ? exit_done : fail(invocation, built.failure());
}

}  // namespace

void add_package_build(CLI::App& package, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = package.add_subcommand("build", about);
  add_configuration(*command, options->configuration);
  command->add_option("--name", options->wanted.name, "What the package is called: example.guide.")
      ->type_name("NAME");
  command->add_option("--version", options->wanted.version, "Its version: 1.0.0.")->type_name("VERSION");
  command->add_option("--to", options->to, "Where to write it. Without it: NAME-VERSION.tgz here.")
      ->type_name("FILE");
  command->add_flag("--snapshot", options->snapshot, "Make a snapshot for each profile that has none.");
  command->add_option("FOLDER", options->folder, "The resources, one a file.")->required();
  command->footer(std::string(examples) + std::string(exit_codes));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return build(*options, invocation); };
  });
}

}  // namespace linkki::cli
