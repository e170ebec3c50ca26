// Help in the shape of a manual page: NAME, SYNOPSIS, DESCRIPTION, OPTIONS, SUBCOMMANDS, then the app's
// footer.
//
// An app's description is its summary, an empty line, and the rest.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace linkki::cli {

class HelpPage final : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
};

}  // namespace linkki::cli
