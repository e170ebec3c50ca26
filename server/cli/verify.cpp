#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/data_folder.h"
#include "cli/invocation.h"
#include "cli/store.h"
#include "repository/check_resources.h"
#include "repository/check_trail.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  bool full = false;
};

constexpr const char* about =
    "check the whole store and its audit trail\n\n"
    "Recomputes the Merkle tree over the audit trail from the stored bytes and compares it with the stored "
    "tree "
    "and "
    "every signed head; names the first entry that does not fit. Reads every version of every resource, and "
    "checks "
    "that versions, changes, index rows and counters agree. Works while the server runs, on a snapshot; "
    "reads that "
    "still wait in the audit log are not part of it.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki verify --data data\n"
    "  linkki verify --data data --full\n\n";

bool verify_trail(const storage::Reads& reads, Invocation& invocation) {
  const auto trail = repository::check_trail(reads);
  if (!trail.ok()) {
    for (const auto& issue : trail.failure().issues) invocation.out << issue.text() << '\n';
    return false;
  }
  invocation.out << fmt::format("audit trail sound: {} entries, root {}", trail->entries,
                                crypto::print_hex(crypto::view(trail->root)));
  invocation.out << (trail->heads > 0 ? fmt::format(", {} signed heads\n", trail->heads) : "\n");
  return true;
}

bool verify_resources(const storage::Reads& reads, bool full, Invocation& invocation) {
  repository::Findings findings;
  const auto counts = repository::check_resources(reads, full, findings);
  for (const auto& text : findings.texts()) invocation.out << text << '\n';
  if (findings.count() > findings.texts().size()) {
    invocation.out << fmt::format("and {} more\n", findings.count() - findings.texts().size());
  }
  if (findings.count() > 0) return false;
  invocation.out << fmt::format("resources sound: {} resources, {} versions, {} changes, {} index rows\n",
                                counts.resources, counts.versions, counts.changes, counts.index_rows);
  return true;
}

int verify(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  const auto engine = open_store(DataFolder(settings->storage.data));
  if (!engine.ok()) return fail(invocation, engine.failure());
  const auto read = (*engine)->begin_read();
  if (!read.ok()) return fail(invocation, read.failure());
  const bool trail = verify_trail(**read, invocation);
  const bool resources = verify_resources(**read, options.full, invocation);
  return trail && resources ? exit_done : exit_faults;
}

}  // namespace

void add_verify(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("verify", about);
  add_configuration(*command, options->configuration);
  command->add_flag(
      "--full", options->full,
      "Look up every index row of every resource; without it those of one resource in 64, and count "
      "the rest.");
  command->footer(std::string(examples) + std::string(exit_codes_with_faults));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return verify(*options, invocation); };
  });
}

}  // namespace linkki::cli
