#include "repository/walk.h"

#include <algorithm>

namespace linkki::repository {

bool Walk::possible(const std::vector<FacetCode>& facets) {
  return !facets.empty() &&
         std::none_of(facets.begin(), facets.end(), [](FacetCode facet) { return facet & values_only; });
}

Walk::Walk(const storage::Reads& reads, const std::vector<FacetCode>& facets, bool down,
           const std::optional<std::string>& from)
    : down_(down) {
  for (const FacetCode facet : facets) {
    Lane& lane = lanes_.emplace_back(Lane{index::key(facet, {}), reads.cursor(id(Table::index)), false});
    place(lane, from);
  }
}

void Walk::check(Lane& lane, bool found) const {
  lane.open = found && lane.cursor->key().starts_with(lane.facet);
}

// Down, a key is stood upon with the last of its numbers.
void Walk::place(Lane& lane, const std::optional<std::string>& from) const {
  storage::Cursor& cursor = *lane.cursor;
  if (!down_) return check(lane, cursor.seek(lane.facet + from.value_or("")));
  // The first key behind all that are wanted; what stands before it is the last wanted one.
  const std::string behind = from ? lane.facet + *from + '\0' : after_prefix(lane.facet);
  const bool found = !behind.empty() && cursor.seek(behind);
  check(lane, found ? cursor.previous_key() : cursor.last());
}

void Walk::take(Lane& lane, candidates::Numbers& numbers) const {
  storage::Cursor& cursor = *lane.cursor;
  if (down_) cursor.seek(std::string(cursor.key()));  // to the first of its numbers
  candidates::add_numbers(cursor, numbers);
  check(lane, down_ ? cursor.previous_key() : cursor.next_key());
}

std::optional<Walk::Step> Walk::next() {
  std::optional<std::string> best;
  for (const Lane& lane : lanes_) {
    if (lane.open && (!best || (lane.key() < *best) != down_)) best = lane.key();
  }
  if (!best) return std::nullopt;
  Step step{*best, {}};
  for (Lane& lane : lanes_) {
    if (lane.open && lane.key() == *best) take(lane, step.numbers);
  }
  if (lanes_.size() > 1) {
    std::sort(step.numbers.begin(), step.numbers.end());
    step.numbers.erase(std::unique(step.numbers.begin(), step.numbers.end()), step.numbers.end());
  }
  return step;
}

}  // namespace linkki::repository
