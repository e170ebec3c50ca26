#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/data_folder.h"
#include "cli/invocation.h"
#include "cli/messages.h"
#include "terminology/official_release.h"
#include "terminology/releases.h"

namespace linkki::cli {

namespace fs = std::filesystem;

namespace {

struct Options {
  ConfigurationOptions configuration;
  std::vector<std::string> folders;
  std::string version;
  std::string name;
};

constexpr const char* about =
    "load SNOMED CT and LOINC\n\n"
    "Makes of an official release, unpacked as its publisher packs it, one file in the data folder that the "
    "server maps: codes, names in all languages, hierarchy, properties and reference sets, for $lookup, "
    "$validate-code, $expand, $subsumes and $closure. The releases are licensed, in Finland by THL (SNOMED "
    "CT) "
    "and by Regenstrief Institute (LOINC); Linkki brings nothing of them. A running server takes what was "
    "loaded or removed with SIGHUP.";
constexpr const char* about_load =
    "load a release\n\n"
    "SNOMED CT: folders with an RF2 snapshot, of the international edition and of a country's extension. "
    "LOINC: the folder with Loinc.csv, linguistic variants and hierarchy. A release of the same version is "
    "replaced.";
constexpr const char* load_examples =
    "EXAMPLES\n"
    "  linkki terminology load SnomedCT_InternationalRF2_PRODUCTION_20260101T120000Z\n"
    "  linkki terminology load international finland --version \\\n"
    "    http://snomed.info/sct/EDITION/version/20260615\n"
    "  linkki terminology load Loinc_2.81\n\n";
constexpr const char* about_list =
    "show what is loaded\n\nOne line for each release: file, concepts, url|version.";
constexpr const char* about_remove =
    "remove a release\n\nRemoves the file that `linkki terminology list` names.";

base::Failure unusable(const std::string& path, const std::string& reason) {
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::no_store, base::message::data_unusable, {path, reason}));
}

// So that a power cut leaves nothing half written.
std::error_code to_disk(const std::string& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = handle >= 0 && ::fsync(handle) == 0;
  const std::error_code fault(done ? 0 : errno, std::generic_category());
  if (handle >= 0) ::close(handle);
  return fault;
}

// Written beside, looked at and renamed: a server may be mapping the one that is there.
base::Outcome<void> write(const std::string& path, const std::string& bytes) {
  std::error_code fault;
  const auto folder = fs::path(path).parent_path();
  fs::create_directories(folder, fault);
  if (fault) return unusable(folder, fault.message());
  const std::string fresh = path + ".new";
  if (!(std::ofstream(fresh, std::ios::binary) << bytes).flush())
    return unusable(fresh, "it cannot be written");
  fs::permissions(fresh, fs::perms::owner_read | fs::perms::owner_write, fault);
  if (!fault) fault = to_disk(fresh);
  if (!fault) TRY_VOID(terminology::Release::open(fresh));
  if (!fault) fs::rename(fresh, path, fault);
  if (!fault) fault = to_disk(folder);
  if (fault) return unusable(path, fault.message());
  return base::done();
}

base::Outcome<std::string> folder_of(const Options& options) {
  TRY(const auto settings, load_as_served(options.configuration));
  return DataFolder(settings.storage.data).terminology();
}

int load(const Options& options, Invocation& invocation) {
  const auto folder = folder_of(options);
  if (!folder.ok()) return fail(invocation, folder.failure());
  const auto release = terminology::read_release(options.folders, options.version);
  if (!release.ok()) return fail(invocation, release.failure());
  const auto name = terminology::release_file_name(release->url, release->version);
  const auto written = write(*folder + "/" + name, release->bytes);
  if (!written.ok()) return fail(invocation, written.failure());
  invocation.out << fmt::format("{}: concepts: {}, names: {}, bytes: {}, {}|{}\n", name, release->concepts,
                                release->names, release->bytes.size(), release->url, release->version);
  return exit_done;
}

int list(const Options& options, Invocation& invocation) {
  const auto folder = folder_of(options);
  if (!folder.ok()) return fail(invocation, folder.failure());
  const auto releases = terminology::Releases::open(*folder);
  if (!releases.ok()) return fail(invocation, releases.failure());
  for (auto& one : (*releases)->all()) {
    invocation.out << fmt::format("{}: concepts: {}, {}\n", fs::path(one->file()).filename().string(),
                                  one->size(), one->canonical());
  }
  return exit_done;
}

int remove(const Options& options, Invocation& invocation) {
  const auto folder = folder_of(options);
  if (!folder.ok()) return fail(invocation, folder.failure());
  std::error_code fault;
  const bool plain = options.name.find('/') == std::string::npos && options.name.ends_with(".codes");
  if (plain && fs::remove(*folder + "/" + options.name, fault)) return exit_done;
  return fail(invocation,
              unusable(options.name, fault ? fault.message() : "no release of this name is loaded"));
}

CLI::App* add(CLI::App& group, const char* name, const char* description,
              const std::shared_ptr<Options>& options, Invocation& invocation,
              int (*action)(const Options&, Invocation&)) {
  CLI::App* command = group.add_subcommand(name, description);
  add_configuration(*command, options->configuration);
  command->callback([options, &invocation, action] {
    invocation.action = [options, &invocation, action] { return action(*options, invocation); };
  });
  command->footer(std::string(exit_codes));
  return command;
}

}  // namespace

void add_terminology(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* group = app.add_subcommand("terminology", about);
  group->set_help_flag("--help", "This page.");
  group->footer(std::string(load_examples) + std::string(exit_codes));
  group->require_subcommand(1);
  CLI::App* loading = add(*group, "load", about_load, options, invocation, load);
  loading->add_option("folder", options->folders, "Where the release was unpacked.")
      ->type_name("FOLDER")
      ->required();
  loading->add_option("--version", options->version, "Its version, where it is another than the files tell.")
      ->type_name("TEXT");
  loading->footer(std::string(load_examples) + std::string(exit_codes));
  add(*group, "list", about_list, options, invocation, list);
  add(*group, "remove", about_remove, options, invocation, remove)
      ->add_option("name", options->name, "As the list has it.")
      ->type_name("NAME")
      ->required();
}

}  // namespace linkki::cli
