// The order of the results of one search, and the page that a Position leaves of it.
//
// By each sort in turn, what has no value last either way, then by number. Backwards is the same order from
// its end: so a page before another is found as one behind it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "repository/find.h"
#include "search/query.h"

namespace linkki::repository {

using SortKeys = std::vector<std::optional<std::string>>;  // one for each sort; nullopt: no value

// A resource that matches, with what the order of the results needs.
struct Candidate {
  Match match;
  SortKeys keys;
};

class Order {
 public:
  // Lifetime: ends before both.
  Order(const std::vector<search::Sort>& sorts, const std::optional<Position>& position)
      : sorts_(sorts), position_(position && position->at != Position::At::start ? &*position : nullptr) {}

  bool sorted() const { return !sorts_.empty(); }
  bool backwards() const { return position_ && position_->at == Position::At::before; }
  // Where the page begins; nullptr: at the first match.
  const Position* position() const { return position_; }
  // Whether it belongs to the page, or lies beyond it.
  bool is_ahead(const SortKeys& keys, Number number) const;
  // In the direction of the page.
  bool precedes(const Candidate& a, const Candidate& b) const;

  // The page's matches, in the order of the results; `more`: there are others beyond it.
  struct Page {
    std::vector<Candidate> matches;
    bool more = false;
  };
  Page cut(std::vector<Candidate> matching, std::size_t entries) const;

 private:
  bool earlier(const SortKeys& a_keys, Number a, const SortKeys& b_keys, Number b) const;

  const std::vector<search::Sort>& sorts_;
  const Position* position_;
};

}  // namespace linkki::repository
