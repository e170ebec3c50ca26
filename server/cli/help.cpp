#include "cli/help.h"

#include <fmt/format.h>

#include <string_view>

namespace linkki::cli {

namespace {

constexpr std::size_t columns_max = 100;

// Words of `text` in lines of at most columns_max, each line indented; its own line ends are kept.
std::string wrap(std::string_view text, std::size_t indent) {
  const std::string margin(indent, ' ');
  std::string out = margin;
  std::size_t column = indent;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    if (column > indent && column + 1 + (end - at) > columns_max) {
      out += "\n" + margin;
      column = indent;
    }
    if (column > indent) out += ' ';
    out += text.substr(at, end - at);
    column += (column > indent) + (end - at);
    if (end < text.size() && text[end] == '\n') {
      out += "\n" + margin;
      column = indent;
    }
    at = end + 1;
  }
  std::string lines = out + '\n';
  for (auto at = lines.find(margin + '\n'); at != lines.npos; at = lines.find(margin + '\n', at)) {
    lines.erase(at, margin.size());
  }
  return lines;
}

std::pair<std::string, std::string> summary_and_rest(const std::string& description) {
  const auto end = description.find("\n\n");
  if (end == description.npos) return {description, ""};
  return {description.substr(0, end), description.substr(end + 2)};
}

std::string print_option(const CLI::Option& option) {
  const bool takes_value = option.get_type_size() != 0 && !option.get_type_name().empty();
  std::string head = option.get_name(option.get_positional(), true);
  if (takes_value && !option.get_positional()) {
    const std::string type = option.get_type_name();  // NAME, then what checks add to it
    head += " " + type.substr(0, type.find(':'));
  }
  if (option.get_required()) head += "   (required)";
  std::string text = option.get_description();
  if (!option.get_default_str().empty()) text += fmt::format(" Default: {}.", option.get_default_str());
  return fmt::format("  {}\n{}", head, wrap(text, 6));
}

// "linkki package add"
std::string full_name(const CLI::App& app) {
  return app.get_parent() ? full_name(*app.get_parent()) + " " + app.get_name() : app.get_name();
}

}  // namespace

std::string HelpPage::make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const {
  const std::string name = full_name(*app);
  const auto [summary, rest] = summary_and_rest(app->get_description());
  const auto subcommands = app->get_subcommands([](const CLI::App*) { return true; });
  const auto options = app->get_options();

  std::string synopsis = name + (subcommands.empty() ? " [options]" : " SUBCOMMAND [options]");
  for (const auto* option : options) {
    if (option->get_positional()) synopsis += " " + option->get_name(true);
  }
  std::string out = fmt::format("NAME\n  {} - {}\n\nSYNOPSIS\n  {}\n", name, summary, synopsis);
  if (!rest.empty()) out += fmt::format("\nDESCRIPTION\n{}", wrap(rest, 2));
  if (!subcommands.empty()) {
    out += "\nSUBCOMMANDS\n";
    for (const auto* subcommand : subcommands) {
      out += fmt::format("  {:12}{}\n", subcommand->get_name(),
                         summary_and_rest(subcommand->get_description()).first);
    }
  }
  out += "\nOPTIONS\n";
  for (const auto* option : options) out += print_option(*option);
  return out + "\n" + app->get_footer();
}

}  // namespace linkki::cli
