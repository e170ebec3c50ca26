#include <algorithm>

#include "repository/component.h"
#include "repository/messages.h"
#include "repository/ranges/component_bounds.h"
#include "repository/ranges/ranges.h"
#include "search/fold.h"

namespace linkki::repository {

using search::Modifier;

namespace {

base::Failure too_long(const search::Clause& clause, std::size_t bytes_max) {
  return base::refuse(base::Refusal::bad_request,
                      base::error(base::IssueType::too_long, base::message::search_text_long,
                                  {clause.code, std::to_string(bytes_max)}));
}

}  // namespace

Alternatives string_bounds(const search::Value& value) {
  const std::string folded = search::fold(value.text).substr(0, component_text_bytes_max);
  return {{{folded, after_prefix(folded)}}};
}

base::Outcome<Ranges> string_ranges(const Ground& ground, const Asked& asked) {
  const auto& [clause, value, facets] = asked;
  if (clause.modifier == Modifier::equal)
    return Ranges{exactly(facets.code(Facet::prefix), search::fold(value.text).substr(0, prefix_bytes_max))};
  if (clause.modifier == Modifier::exact)
    return Ranges{exactly(facets.code(Facet::exact), ground.hash().hash16(value.text))};
  std::string folded = search::fold(value.text);
  if (clause.modifier == Modifier::contains || clause.modifier == Modifier::ends) {
    if (folded.size() > contains_bytes_max) return too_long(clause, contains_bytes_max);
    Ranges ranges;
    for (const Facet facet : {Facet::prefix, Facet::rest}) {
      Range& range = ranges.emplace_back(whole(facets.code(facet)));
      (clause.modifier == Modifier::ends ? range.ends : range.contains) = folded;
    }
    return ranges;
  }
  folded.resize(std::min(folded.size(), prefix_bytes_max));
  return Ranges{beginning_with(facets.code(Facet::prefix), folded)};
}

}  // namespace linkki::repository
