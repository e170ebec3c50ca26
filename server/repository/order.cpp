#include "repository/order.h"

#include <algorithm>

namespace linkki::repository {

bool Order::earlier(const SortKeys& a_keys, Number a, const SortKeys& b_keys, Number b) const {
  for (std::size_t i = 0; i < sorts_.size(); ++i) {
    if (a_keys[i] == b_keys[i]) continue;
    if (!a_keys[i] || !b_keys[i]) return a_keys[i].has_value();
    return (*a_keys[i] < *b_keys[i]) != sorts_[i].descending;
  }
  return a < b;
}

bool Order::is_ahead(const SortKeys& keys, Number number) const {
  if (!position_) return true;
  return backwards() ? earlier(keys, number, position_->keys, position_->number)
                     : earlier(position_->keys, position_->number, keys, number);
}

bool Order::precedes(const Candidate& a, const Candidate& b) const {
  return backwards() ? earlier(b.keys, b.match.number, a.keys, a.match.number)
                     : earlier(a.keys, a.match.number, b.keys, b.match.number);
}

Order::Page Order::cut(std::vector<Candidate> matching, std::size_t entries) const {
  std::erase_if(matching, [&](const Candidate& one) { return !is_ahead(one.keys, one.match.number); });
  Page page;
  page.more = matching.size() > entries;
  const std::size_t size = std::min(entries, matching.size());
  const auto end = matching.begin() + static_cast<std::ptrdiff_t>(size);
  std::partial_sort(matching.begin(), end, matching.end(),
                    [&](const Candidate& a, const Candidate& b) { return precedes(a, b); });
  matching.erase(end, matching.end());
  if (backwards()) std::reverse(matching.begin(), matching.end());
  page.matches = std::move(matching);
  return page;
}

}  // namespace linkki::repository
