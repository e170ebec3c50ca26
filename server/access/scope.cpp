#include "access/scope.h"

#include <algorithm>

namespace linkki::access {
namespace {

bool is_type(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  return text == "*" ||
         (!text.empty() && text[0] >= 'A' && text[0] <= 'Z' && std::all_of(text.begin(), text.end(), letter));
}

// "rs" sets read and search; the letters keep the order c r u d s, each at most once.
bool read_letters(std::string_view letters, Scope& scope) {
  const std::pair<char, bool Scope::*> rights[] = {{'c', &Scope::create},
                                                   {'r', &Scope::read},
                                                   {'u', &Scope::update},
                                                   {'d', &Scope::erase},
                                                   {'s', &Scope::search}};
  if (letters.empty()) return false;
  for (const auto& [letter, right] : rights) {
    if (!letters.starts_with(letter)) continue;
    scope.*right = true;
    letters.remove_prefix(1);
  }
  return letters.empty();
}

bool read_rights(std::string_view rights, Scope& scope) {
  if (rights == "read") return read_letters("rs", scope);
  if (rights == "write") return read_letters("cud", scope);
  if (rights == "*") return read_letters("cruds", scope);
  return read_letters(rights, scope);
}

}  // namespace

std::optional<Scope> parse_scope(std::string_view text) {
  Scope scope;
  if (const auto mark = text.find('?'); mark != text.npos) {
    scope.query = text.substr(mark + 1);
    if (scope.query.empty()) return std::nullopt;
    text = text.substr(0, mark);
  }
  const auto slash = text.find('/');
  const auto dot = text.find('.', slash == text.npos ? 0 : slash);
  if (slash == text.npos || dot == text.npos) return std::nullopt;
  scope.context = text.substr(0, slash);
  scope.type = text.substr(slash + 1, dot - slash - 1);
  const bool context_known =
      scope.context == "system" || scope.context == "user" || scope.context == "patient";
  if (!context_known || !is_type(scope.type) || !read_rights(text.substr(dot + 1), scope))
    return std::nullopt;
  return scope;
}

std::vector<Scope> parse_scopes(std::string_view spaced) {
  std::vector<Scope> scopes;
  while (!spaced.empty()) {
    const auto end = std::min(spaced.find(' '), spaced.size());
    if (auto scope = parse_scope(spaced.substr(0, end))) scopes.push_back(std::move(*scope));
    spaced.remove_prefix(std::min(end + 1, spaced.size()));
  }
  return scopes;
}

}  // namespace linkki::access
