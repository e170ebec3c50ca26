#include "cli/run.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/invocation.h"

namespace linkki::cli {

namespace {

constexpr const char* about =
    "a FHIR R4 server for welfare referrals\n\n"
    "One program serves, fills, checks and saves one data folder. `linkki SUBCOMMAND --help` is the manual "
    "of each.";
constexpr const char* about_footer =
    "ENVIRONMENT\n"
    "  LINKKI_DATA  the data folder, where --data is not given\n\n"
    "EXAMPLES\n"
    "  linkki serve --data data --config linkki.toml\n"
    "  linkki token --data data --role link-worker --organization Organization/linkkityo\n";

int refuse_usage(const CLI::ParseError& fault, const CLI::App& app, Invocation& invocation) {
  std::string name;
  for (auto named = app.get_subcommands(); !named.empty(); named = named.back()->get_subcommands()) {
    name += " " + named.back()->get_name();
  }
  invocation.err << "linkki" << name << ": " << fault.what() << "\nSee linkki" << name << " --help\n";
  return exit_usage;
}

}  // namespace

int run(std::vector<std::string> arguments, std::ostream& out, std::ostream& err, const base::Clock& clock,
        base::Random& random) {
  Invocation invocation{out, err, clock, random, {}};
  CLI::App app(about, "linkki");
  app.formatter(std::make_shared<HelpPage>());
  app.footer(about_footer);
  app.set_help_flag("--help", "This page.");
  app.set_version_flag("--version", LINKKI_VERSION, "Print the version.");
  app.require_subcommand(1);
  for (const auto add : {add_serve, add_import, add_validate, add_token, add_verify, add_backup, add_restore,
                         add_stats, add_explain, add_package, add_terminology, add_doctor}) {
    add(app, invocation);
  }
  std::reverse(arguments.begin(), arguments.end());
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    out << app.help();
    return exit_done;
  } catch (const CLI::CallForVersion&) {
    out << "linkki " << LINKKI_VERSION << '\n';
    return exit_done;
  } catch (const CLI::ParseError& fault) {
    return refuse_usage(fault, app, invocation);
  }
  return invocation.action();
}

}  // namespace linkki::cli
