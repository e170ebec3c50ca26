#include <algorithm>

#include "base/json/parse.h"
#include "repository/identity.h"
#include "repository/ranges/component_bounds.h"
#include "repository/ranges/ranges.h"
#include "search/fold.h"

namespace linkki::repository {

using search::Modifier;

namespace {

Range any_code(const FacetHash& hash, FacetCode facet, const std::vector<search::Code>& codes) {
  std::vector<std::string> values;
  for (const search::Code& code : codes) values.push_back(hash.token(code.system, code.code));
  return any_of(facet, std::move(values));
}

// A reference to a resource here is one; any other URL is the canonical of one.
base::Outcome<std::vector<search::Code>> members(const Ground& ground, const search::Value& value) {
  const Number number = ground.snapshot.number(value.type, value.text);
  const auto row = number ? ground.snapshot.current(number) : std::nullopt;
  if (row && !row->header.deleted) {
    TRY(auto value_set, json::parse(ground.snapshot.json(*row)));
    return ground.codes->members(std::move(value_set));
  }
  return ground.codes->members(value.url.empty() ? value.type + '/' + value.text : value.url);
}

base::Outcome<std::vector<search::Code>> codes_of(const Ground& ground, const search::Clause& clause,
                                                  const search::Value& value) {
  switch (clause.modifier) {
    case Modifier::in:
    case Modifier::not_in: return members(ground, value);
    case Modifier::above: return ground.codes->above({value.system, value.text});
    default: return ground.codes->below({value.system, value.text});
  }
}

// text/xml and text/xml; charset=UTF-8
Ranges below_media_type(const Ground& ground, const Asked& asked) {
  const std::string hash = ground.hash().hash8(asked.value.text);
  return {beginning_with(asked.facets.code(Facet::code), hash),
          exactly(asked.facets.code(Facet::media), hash)};
}

}  // namespace

Alternatives token_bounds(const search::Value& value, const FacetHash& hash) {
  const Bounds code = value.text.empty() ? Bounds{} : Bounds::exactly(hash.hash8(value.text));
  return {{code, value.system_given ? Bounds::exactly(hash.hash8(value.system)) : Bounds{}}};
}

base::Outcome<Ranges> token_ranges(const Ground& ground, const Asked& asked) {
  const auto& [clause, value, facets] = asked;
  const FacetHash& hash = ground.hash();
  switch (clause.modifier) {
    case Modifier::text:
      return Ranges{
          beginning_with(facets.code(Facet::text), search::fold(value.text).substr(0, token_text_bytes_max))};
    case Modifier::of_type:
      return Ranges{exactly(facets.code(Facet::kind),
                            identifier_kind(hash, value.kind_system, value.kind, value.text))};
    case Modifier::in:
    case Modifier::not_in:
    case Modifier::above:
    case Modifier::below: {
      if (clause.modifier == Modifier::below && !value.system_given) return below_media_type(ground, asked);
      if (!ground.codes) return unsupported(clause);
      TRY(const auto codes, codes_of(ground, clause, value));
      return Ranges{any_code(hash, facets.code(Facet::code), codes)};
    }
    default: break;
  }
  if (value.system_given && value.text.empty())
    return Ranges{exactly(facets.code(Facet::system), hash.hash8(value.system))};
  return Ranges{code_range(hash, facets.code(Facet::code), value)};
}

}  // namespace linkki::repository
