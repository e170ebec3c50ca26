#include "repository/ranges/component_bounds.h"
#include "repository/ranges/ranges.h"

namespace linkki::repository {

using search::Modifier;

namespace {

// The URL itself, and what it is cut to at the end of each of its parts: https://a.example/b/ and
// https://a.example/b.
std::vector<std::string> all_above(const std::string& url) {
  std::vector<std::string> above{url};
  const std::size_t authority = url.find("//");
  for (std::size_t at = authority == url.npos ? 0 : authority + 2; at < url.size(); ++at) {
    if (std::string_view("/?#").find(url[at]) == std::string_view::npos) continue;
    above.push_back(url.substr(0, at));
    above.push_back(url.substr(0, at + 1));
  }
  return above;
}

}  // namespace

Alternatives uri_bounds(const search::Value& value, const FacetHash& hash) {
  return {{Bounds::exactly(hash.hash16(value.text))}};
}

base::Outcome<Ranges> uri_ranges(const Ground& ground, const Asked& asked) {
  const auto& [clause, value, facets] = asked;
  const FacetHash& hash = ground.hash();
  if (clause.modifier == Modifier::below)
    return Ranges{beginning_with(facets.code(Facet::prefix), value.text.substr(0, prefix_bytes_max))};
  if (clause.modifier == Modifier::above) {
    std::vector<std::string> urls = all_above(value.text);
    for (std::string& url : urls) url = hash.hash16(url);
    return Ranges{any_of(facets.code(Facet::url), std::move(urls))};
  }
  if (value.version.empty()) return Ranges{exactly(facets.code(Facet::url), hash.hash16(value.text))};
  return Ranges{exactly(facets.code(Facet::version), versioned(hash, value.text, value.version)),
                exactly(facets.code(Facet::url), hash.hash16(value.text + '|' + value.version))};
}

}  // namespace linkki::repository
