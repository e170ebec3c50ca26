#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <utility>

#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/data_folder.h"
#include "cli/invocation.h"
#include "cli/store.h"
#include "repository/audit_store.h"
#include "repository/change.h"
#include "repository/dictionary.h"
#include "repository/meta.h"
#include "repository/reindex.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  bool json = false;
};

constexpr const char* about =
    "print what the store holds\n\n"
    "Resources by type, versions, audit entries, the entries and bytes of every table, bytes on disk and the "
    "age of the oldest reader. Works while the server runs. Figures only, nothing of a client.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki stats --data data\n"
    "  linkki stats --data data --json | jq .resources\n\n";

struct Figure {
  std::string name;
  std::uint64_t value;
};

struct Section {
  std::string_view name;
  std::vector<Figure> figures;
};

using repository::Table;

// Live resources by type.
Section count_resources(const storage::Reads& reads) {
  Section section{"resources", {}};
  const auto dictionary = repository::Dictionary::load(reads);
  for (repository::TypeCode type = 1; !dictionary.type_name(type).empty(); ++type) {
    if (const auto live = repository::meta::live(reads, type)) {
      section.figures.push_back({std::string(dictionary.type_name(type)), live});
    }
  }
  std::sort(section.figures.begin(), section.figures.end(),
            [](const Figure& a, const Figure& b) { return a.name < b.name; });
  return section;
}

Section count_history(const storage::Reads& reads) {
  const auto current = reads.entries(id(Table::resource));
  return {"history",
          {{"resources", current},
           {"versions", current + reads.entries(id(Table::version))},
           {"changes", repository::changes::last_sequence(reads)},
           {"audit_entries", repository::AuditStore::size(reads)},
           {"timers", reads.entries(id(Table::timer))},
           {"jobs", reads.entries(id(Table::job))}}};
}

// Resources already indexed anew by type, where a search parameter came or changed.
Section count_reindexed(const storage::Reads& reads) {
  Section section{"reindexed", {}};
  for (const auto& [type, done] : repository::reindex::progress(reads))
    section.figures.push_back({type, done});
  return section;
}

Section count_tables(const storage::Reads& reads) {
  Section section{"tables", {}};
  storage::TableId table = 0;
  for (const auto& spec : repository::table_specs())
    section.figures.push_back({spec.name, reads.entries(table++)});
  return section;
}

Section measure_tables(const storage::Reads& reads) {
  Section section{"table_bytes", {}};
  storage::TableId table = 0;
  for (const auto& spec : repository::table_specs())
    section.figures.push_back({spec.name, reads.bytes_taken(table++)});
  return section;
}

Section measure(const storage::EngineStatistics& statistics) {
  return {"store",
          {{"file_bytes", statistics.file_bytes},
           {"used_bytes", statistics.used_bytes},
           {"readers", statistics.readers},
           {"oldest_reader_commits", statistics.oldest_reader_transactions}}};
}

void print_text(const std::vector<Section>& sections, std::ostream& out) {
  for (const auto& [name, figures] : sections) {
    out << name << '\n';
    for (const auto& [figure, value] : figures) out << fmt::format("  {:32} {:>14}\n", figure, value);
  }
}

void print_json(const std::vector<Section>& sections, std::ostream& out) {
  const char* section_separator = "{";
  for (const auto& [name, figures] : sections) {
    out << std::exchange(section_separator, ",") << fmt::format("\"{}\":", name) << '{';
    const char* separator = "";
    for (const auto& [figure, value] : figures) {
      out << std::exchange(separator, ",") << fmt::format("\"{}\":{}", figure, value);
    }
    out << '}';
  }
  out << "}\n";
}

base::Outcome<std::vector<Section>> count(const DataFolder& folder) {
  TRY(const auto engine, open_store(folder));
  TRY(const auto read, engine->begin_read());
  return std::vector{count_resources(*read), count_history(*read),  count_reindexed(*read),
                     count_tables(*read),    measure_tables(*read), measure(engine->statistics())};
}

int stats(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  const auto sections = count(DataFolder(settings->storage.data));
  if (!sections.ok()) return fail(invocation, sections.failure());
  options.json ? print_json(*sections, invocation.out) : print_text(*sections, invocation.out);
  return exit_done;
}

}  // namespace

void add_stats(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("stats", about);
  add_configuration(*command, options->configuration);
  command->add_flag("--json", options->json, "As one JSON object, for machines.");
  command->footer(std::string(examples) + std::string(exit_codes));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return stats(*options, invocation); };
  });
}

}  // namespace linkki::cli
