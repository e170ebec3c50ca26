#include "search/branch.h"

#include <algorithm>
#include <vector>

namespace linkki::search {

namespace {

// Cut at every `|` outside parentheses and strings.
std::vector<std::string_view> branches(std::string_view expression) {
  std::vector<std::string_view> out;
  int open = 0;
  char quote = '\0';
  std::size_t start = 0;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (quote != '\0') {
      if (c == '\\') ++i;
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '`' || c == '"') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      ++open;
    } else if (c == ')' || c == ']' || c == '}') {
      --open;
    } else if (c == '|' && open == 0) {
      out.push_back(expression.substr(start, i - start));
      start = i + 1;
    }
  }
  out.push_back(expression.substr(start));
  return out;
}

std::string_view first_name(std::string_view branch) {
  const std::size_t start = std::min(branch.find_first_not_of("( \t\r\n"), branch.size());
  const std::size_t end = std::min(branch.find_first_of(".)[ \t\r\n", start), branch.size());
  return branch.substr(start, end - start);
}

}  // namespace

std::string branch_for(std::string_view expression, const definitions::Type& type,
                       const definitions::Definitions& definitions) {
  std::string out;
  for (const std::string_view branch : branches(expression)) {
    const std::string_view name = first_name(branch);
    if (!type.is(name) && definitions.find_type(name)) continue;
    if (!out.empty()) out += '|';
    out += branch;
  }
  return out;
}

}  // namespace linkki::search
