#include "repository/ranges/ranges.h"

#include <algorithm>

#include "repository/messages.h"

namespace linkki::repository {

Range whole(FacetCode facet) {
  Range range;
  range.facet = facet;
  return range;
}

Range exactly(FacetCode facet, const std::string& value) {
  Range range = whole(facet);
  range.from = value;
  range.to = value + '\0';
  return range;
}

Range beginning_with(FacetCode facet, const std::string& prefix) {
  Range range = whole(facet);
  range.from = prefix;
  range.to = after_prefix(prefix);
  return range;
}

Range within(FacetCode facet, const Bounds& bounds) {
  Range range = whole(facet);
  range.from = bounds.from;
  range.to = bounds.to;
  return range;
}

Range any_of(FacetCode facet, std::vector<std::string> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  Range range = whole(facet);
  if (!values.empty()) range = within(facet, {values.front(), values.back() + '\0'});
  range.among = std::make_shared<const std::vector<std::string>>(std::move(values));
  return range;
}

Range joined(FacetCode facet, std::vector<Bounds> parts) {
  Range range = within(facet, outer(parts));
  range.parts = std::move(parts);
  return range;
}

Range code_range(const FacetHash& hash, FacetCode facet, const search::Value& value) {
  return value.system_given ? exactly(facet, hash.token(value.system, value.text))
                            : beginning_with(facet, hash.hash8(value.text));
}

base::Failure unsupported(const search::Clause& clause) {
  return base::refuse(
      base::Refusal::bad_request,
      base::error(base::IssueType::not_supported, base::message::search_unsupported, {clause.code}));
}

base::Failure too_many_digits(const search::Clause& clause) {
  return base::refuse(base::Refusal::bad_request,
                      base::error(base::IssueType::value, base::message::search_digits, {clause.code}));
}

}  // namespace linkki::repository
