#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "base/random.h"
#include "cli/commands.h"
#include "cli/configuration.h"
#include "cli/data_folder.h"
#include "cli/invocation.h"
#include "cli/messages.h"
#include "cli/program_files.h"
#include "cli/store.h"
#include "repository/find.h"
#include "repository/forgetful.h"
#include "repository/reading.h"
#include "search/codes.h"
#include "search/parse.h"

namespace linkki::cli {

namespace {

struct Options {
  ConfigurationOptions configuration;
  std::string search;
  std::string organization;
};

constexpr const char* about =
    "print the plan of a search\n\n"
    "What is looked up in the index in which order, how much was expected of each step and how much was "
    "left. "
    "Works while the server runs. Figures only, nothing of a client.";
constexpr const char* examples =
    "EXAMPLES\n"
    "  linkki explain 'Task?status=requested&_sort=-authored-on' --data data\n"
    "  linkki explain 'Task?patient.family=virt' --organization demo-linkkityo --data data\n\n";

// Whose eyes the search has: chains lead only to what the caller sees.
access::Principal caller_of(const Options& options) {
  access::Principal principal;
  if (options.organization.empty()) return principal;
  principal.role = access::Role::link_worker;
  principal.organization = "Organization/" + options.organization;
  return principal;
}

base::Outcome<repository::Found> run_explained(const Options& options, const base::Settings& settings) {
  const DataFolder folder(settings.storage.data);
  TRY(const auto engine, open_store(folder));
  TRY(const auto definitions, open_definitions(folder));
  definitions::Registry registry(definitions);
  TRY(const auto read, engine->begin_read());
  repository::Forgetful forgetful(*read);
  repository::Adopted adopted(registry);
  TRY(const auto reading,
      repository::make_reading(forgetful, registry, adopted,
                               {.zone = settings.fhir.time_zone, .text_types = settings.search.text_types}));
  const repository::Snapshot snapshot(*read, reading);

  const std::size_t mark = std::min(options.search.find('?'), options.search.size());
  const std::string type = options.search.substr(0, mark);
  const auto types = reading.definitions->resource_types();
  if (std::none_of(types.begin(), types.end(), [&](const auto* one) { return one->name == type; }))
    return base::refuse(base::Refusal::bad_request,
                        base::error(base::IssueType::value, base::message::search_type, {type}));
  const std::string form = mark < options.search.size() ? options.search.substr(mark + 1) : "";
  TRY(const auto query, search::parse(type, form, *reading.definitions, {.zone = settings.fhir.time_zone}));
  const base::Instant now = base::SystemClock().now();
  const repository::Sight sight(*read, *reading.dictionary, caller_of(options), now);
  repository::find::Settings bounds;
  bounds.page_entries = static_cast<std::uint32_t>(settings.fhir.page_entries_default);
  bounds.chain_width_max = settings.search.chain_resources_max;
  bounds.rows_max = settings.search.rows_max;
  bounds.total_max = settings.search.total_rows_max;
  bounds.near_metres = 1'000.0 * static_cast<double>(settings.fhir.near_km_default);
  bounds.codes =
      std::make_shared<const search::TerminologyCodes>(terminology::Terminology(registry).current());
  bounds.explain = true;
  return repository::find::run(snapshot, query, sight, std::nullopt, now, bounds);
}

int explain(const Options& options, Invocation& invocation) {
  const auto settings = load_as_served(options.configuration);
  if (!settings.ok()) return fail(invocation, settings.failure());
  const auto found = run_explained(options, *settings);
  if (!found.ok()) return fail(invocation, found.failure());
  for (const base::Issue& line : found->plan) invocation.out << line.text() << '\n';
  return exit_done;
}

}  // namespace

void add_explain(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("explain", about);
  add_configuration(*command, options->configuration);
  command->add_option("search", options->search, "The search: Type?name=value&… as in a URL.")->required();
  command->add_option("--organization", options->organization,
                      "The id of the Organization whose worker searches; without it what is public is seen.");
  command->footer(std::string(examples) + std::string(exit_codes));
  command->callback([options, &invocation] {
    invocation.action = [options, &invocation] { return explain(*options, invocation); };
  });
}

}  // namespace linkki::cli
