#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/copy_folder.h"
#include "cli/data_folder.h"
#include "cli/invocation.h"
#include "cli/messages.h"
#include "cli/store.h"
#include "definitions/package_store.h"
#include "repository/audit_store.h"
#include "repository/check_trail.h"
#include "repository/meta.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  std::string from;
};

constexpr const char* about =
    "make a data folder from a backup\n\n"
    "Copies the backup into the data folder, which must not exist yet or be empty, and checks its audit "
    "trail there. "
    "The trail then says that it was restored and at which entry, so that it never contradicts heads that "
    "were "
    "published. Start the server afterwards; a backup is checked thoroughly by linkki verify.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki restore --data data --from backup-2026-11-22\n"
    "  linkki restore --data data --from backup-2026-11-22 && linkki verify --data data --full\n\n";

base::Outcome<void> copy_all(const DataFolder& from, const DataFolder& to) {
  if (!std::filesystem::exists(from.store_file())) {
    return base::refuse(base::Refusal::not_found,
                        base::error(base::IssueType::not_found, base::message::backup_incomplete,
                                    {from.path(), from.store_file()}));
  }
  TRY_VOID(make_empty_folder(to.path()));
  TRY_VOID(make_empty_folder(to.store()));
  TRY_VOID(copy_if_there(from.store_file(), to.store_file()));
  TRY_VOID(copy_if_there(from.audit(), to.audit()));
  TRY_VOID(copy_if_there(from.keys(), to.keys()));
  TRY_VOID(definitions::PackageStore(from.packages()).copy_to(to.packages()));
  return copy_if_there(from.running_settings(), to.running_settings());
}

repository::FacetHash facet_hash(const storage::Reads& reads) {
  crypto::KeyedHash::Key salt{};
  const std::string stored = repository::meta::text(reads, "salt").value_or("");
  std::copy_n(stored.begin(), std::min(stored.size(), salt.size()), salt.begin());
  return repository::FacetHash(salt);
}

// Checks the trail, and ends it with the entry that tells of the restoring.
base::Outcome<std::uint64_t> record_restored(const DataFolder& folder, base::Instant now) {
  TRY(const auto engine, open_store(folder, storage::lmdb::Mode::read_write));
  TRY(auto write, engine->begin_write());
  TRY(const auto trail, repository::check_trail(*write));
  audit::Entry entry;
  entry.time = now;
  entry.kind = audit::Kind::system;
  entry.detail = fmt::format("restored at {}", trail.entries);
  const repository::FacetHash hash = facet_hash(*write);
  TRY_VOID(repository::AuditStore(hash).append(*write, {audit::encode(entry)}));
  TRY(const auto committed, write->commit());
  ensure(committed == storage::Commit::done);  // nobody else has the store
  return trail.entries;
}

int restore(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  const DataFolder folder(settings->storage.data);
  if (const auto copied = copy_all(DataFolder(options.from), folder); !copied.ok()) {
    return fail(invocation, copied.failure());
  }
  const auto entries = record_restored(folder, invocation.clock.now());
  if (!entries.ok()) return fail(invocation, entries.failure());
  invocation.out << fmt::format("restored to {} with {} audit entries\n", folder.path(), *entries);
  return exit_done;
}

}  // namespace

void add_restore(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("restore", about);
  add_configuration(*command, options->configuration);
  command->add_option("--from", options->from, "What `linkki backup` wrote.")
      ->type_name("FOLDER")
      ->required();
  command->footer(std::string(examples) + std::string(exit_codes));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return restore(*options, invocation); };
  });
}

}  // namespace linkki::cli
