#include "base/bytes.h"
#include "repository/identity.h"
#include "repository/ranges/component_bounds.h"
#include "repository/ranges/hierarchy.h"
#include "repository/ranges/ranges.h"

namespace linkki::repository {

using search::Modifier;

namespace {

// The types that an id may be of.
std::vector<std::string> types_of(const search::Value& value, const definitions::SearchParameter& parameter) {
  if (!value.type.empty()) return {value.type};
  return {parameter.targets.begin(), parameter.targets.end()};
}

Ranges by_identifier(const Ground& ground, const Asked& asked) {
  const auto& [clause, value, facets] = asked;
  if (value.text.empty()) return {exactly(facets.code(Facet::system), ground.hash().hash8(value.system))};
  return {code_range(ground.hash(), facets.code(Facet::identifier), value)};
}

// Of one version; with :below of all whose number begins with it, so that 1 stands for 1.0 and 1.1.
Ranges of_version(const Ground& ground, const Asked& asked, const std::string& target) {
  const auto& [clause, value, facets] = asked;
  const std::string whole = versioned(ground.hash(), target, value.version);
  Ranges ranges{exactly(facets.code(Facet::version), whole)};
  if (clause.modifier == Modifier::below)
    ranges.push_back(beginning_with(facets.code(Facet::version), whole + '.'));
  return ranges;
}

std::string key_of(Number number) {
  std::string key;
  base::append_big_endian(key, number);
  return key;
}

base::Outcome<Ranges> related(const Ground& ground, const Asked& asked) {
  const auto& [clause, value, facets] = asked;
  std::vector<std::string> targets;
  bool followed = false;
  for (const std::string& type : types_of(value, *facets.parameter)) {
    const auto hierarchy = Hierarchy::of(ground, type);
    if (!hierarchy) continue;
    followed = true;
    const Number number = identity::find(ground.reads(), ground.dictionary().type(type), value.text);
    if (!number) continue;
    TRY(const auto numbers,
        clause.modifier == Modifier::above ? hierarchy->above(number) : hierarchy->below(number));
    for (const Number one : numbers) targets.push_back(key_of(one));
  }
  if (!followed) return no_hierarchy(clause, types_of(value, *facets.parameter));
  return Ranges{any_of(facets.code(Facet::target), std::move(targets))};
}

}  // namespace

Alternatives reference_bounds(const search::Value& value, const definitions::SearchParameter& parameter,
                              const FacetHash& hash) {
  Alternatives all;
  const auto add = [&](const std::string& target) { all.push_back({Bounds::exactly(hash.hash16(target))}); };
  if (!value.url.empty()) add(value.url);
  if (value.text.empty()) return all;
  for (const std::string& type : types_of(value, parameter)) add(type + '/' + value.text);
  return all;
}

base::Outcome<Ranges> reference_ranges(const Ground& ground, const Asked& asked) {
  const auto& [clause, value, facets] = asked;
  if (clause.modifier == Modifier::identifier) return by_identifier(ground, asked);
  const bool canonical = value.text.empty();
  const bool relates = clause.modifier == Modifier::above || clause.modifier == Modifier::below;
  if (relates && !canonical) return related(ground, asked);
  if (!value.version.empty())
    return of_version(ground, asked, canonical ? value.url : value.type + '/' + value.text);
  Ranges ranges;
  if (!value.url.empty()) ranges.push_back(exactly(facets.code(Facet::url), ground.hash().hash16(value.url)));
  if (canonical) return ranges;
  for (const std::string& type : types_of(value, *facets.parameter)) {
    if (const Number number = identity::find(ground.reads(), ground.dictionary().type(type), value.text))
      ranges.push_back(exactly(facets.code(Facet::target), key_of(number)));
  }
  return ranges;
}

}  // namespace linkki::repository
