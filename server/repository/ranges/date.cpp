#include <algorithm>

#include "repository/ranges/component_bounds.h"
#include "repository/ranges/ranges.h"

namespace linkki::repository {

using base::Instant;
using search::Prefix;

namespace {

constexpr auto one = std::chrono::microseconds{1};

Instant shift(Instant instant, std::chrono::microseconds by) {
  if (by < by.zero() && instant < Instant::min() - by) return Instant::min();
  if (by > by.zero() && instant > Instant::max() - by) return Instant::max();
  return instant + by;
}

// Of one end of a span: in [from, to).
struct Within {
  Instant from = Instant::min(), to = Instant::max();

  bool free() const { return from == Instant::min() && to == Instant::max(); }
  Bounds keys() const {
    return {from == Instant::min() ? std::string{} : instant_key(from),
            to == Instant::max() ? std::string{} : instant_key(to)};
  }
};

struct Spans {
  Within low, high;
};

// An open end lies at the end of time, which is behind every date that is asked for, and not in any of them.
std::vector<Spans> spans_of(const search::Value& value, Instant now) {
  const Spans contained{{.from = value.low}, {.to = shift(value.high, one)}};
  const Spans above{{}, {.from = shift(value.high, one)}};
  const Spans below{{.to = value.low}, {}};
  switch (value.prefix) {
    case Prefix::eq: return {contained};
    case Prefix::ne: return {above, below};
    case Prefix::gt: return {above};
    case Prefix::lt: return {below};
    case Prefix::ge: return {above, contained};
    case Prefix::le: return {below, contained};
    case Prefix::sa: return {{{.from = value.high}, {}}};
    case Prefix::eb: return {{{}, {.to = shift(value.low, one)}}};
    case Prefix::po: return {{{.to = value.high}, {.from = shift(value.low, one)}}};
    case Prefix::ap: {
      const auto gap = std::chrono::abs(now - value.low) / 10;
      return {{{.to = shift(value.high, gap)}, {.from = shift(value.low, one - gap)}}};
    }
  }
  ensure(!"a prefix");
}

Range range_of(FacetCode facet, const Bounds& first, const Bounds& second) {
  Range range = within(facet, first);
  range.second_from = second.from;
  range.second_to = second.to;
  return range;
}

}  // namespace

Alternatives date_bounds(const search::Value& value, Instant now) {
  Alternatives all;
  for (const Spans& spans : spans_of(value, now)) all.push_back({spans.low.keys(), spans.high.keys()});
  return all;
}

base::Outcome<Ranges> date_ranges(const Ground& ground, const Asked& asked) {
  Ranges ranges;
  for (const Spans& spans : spans_of(asked.value, ground.now)) {
    const auto& [low, high] = spans;
    const Within day{std::max(low.from, shift(high.from, -day_span_max)), low.to};
    ranges.push_back(range_of(asked.facets.code(Facet::day), day.keys(), high.keys()));
    ranges.push_back(low.free() ? within(asked.facets.code(Facet::span_end), high.keys())
                                : range_of(asked.facets.code(Facet::span), low.keys(), high.keys()));
  }
  return ranges;
}

}  // namespace linkki::repository
