#include "validation/discriminator.h"

#include <algorithm>
#include <string>

namespace linkki::validation {

std::string_view without_choice(std::string_view name) {
  return name.ends_with("[x]") ? name.substr(0, name.size() - 3) : name;
}

std::optional<std::vector<Step>> read_steps(std::string_view path) {
  std::vector<Step> steps;
  while (!path.empty()) {
    const auto call = [&](std::string_view name) {
      if (!path.starts_with(name)) return std::optional<std::string_view>{};
      const auto end = path.find(')');
      if (end == std::string_view::npos) return std::optional<std::string_view>{};
      auto argument = path.substr(name.size(), end - name.size());
      path.remove_prefix(end + 1);
      if (argument.size() > 1 && (argument[0] == '\'' || argument[0] == '"')) {
        argument = argument.substr(1, argument.size() - 2);
      }
      return std::optional(argument);
    };
    if (const auto url = call("extension(")) {
      steps.push_back({Step::Kind::extension, std::string(*url)});
    } else if (call("resolve(")) {
      steps.push_back({Step::Kind::resolve, {}});
    } else if (const auto type = call("ofType(")) {
      steps.push_back({Step::Kind::of_type, std::string(*type)});
    } else {
      const auto end = std::min(path.find('.'), path.size());
      const auto name = path.substr(0, end);
      if (name.empty() || name.find('(') != std::string_view::npos) return std::nullopt;
      if (name != "$this") steps.push_back({Step::Kind::child, std::string(without_choice(name))});
      path.remove_prefix(end);
    }
    if (path.starts_with('.')) path.remove_prefix(1);
  }
  return steps;
}

}  // namespace linkki::validation
